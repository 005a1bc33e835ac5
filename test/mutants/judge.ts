/** Whether some test notices a mutant. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { reaches, type TestFile } from './coverage.ts';
import { changed, type Mutant, reachedAt } from './mutant.ts';
import { guards, mayJudge, roomOf } from './rooms.ts';
import { runTests } from './testRun.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'out/mutants');
/** Tests run in up to three processes: what is likely to notice and takes as long as this, then this, then the rest. */
const STAGES_MS = [1500, 8000, Number.POSITIVE_INFINITY];
/** What so much time of other rooms' tests, after all of its own, does not notice has survived. */
const MOST_ELSEWHERE_MS = 20_000;
/** The machine may be busy with something else. */
const PATIENCE = 20;
const START_MS = 30_000;

export type Verdict = 'noticed' | 'hung' | 'survived' | 'not reached';

/** @param text the file's text without the change */
export async function judge(mutant: Mutant, text: string, tests: readonly TestFile[]): Promise<Verdict> {
  const chosen = testsFor(mutant, tests);
  if (chosen.length === 0) return 'not reached';
  mkdirSync(folder, { recursive: true });
  const substitute = path.join(folder, `${mutant.id}.json`);
  const url = pathToFileURL(path.join(root, 'src', mutant.file)).href;
  writeFileSync(substitute, JSON.stringify({ url, text: changed(text, mutant) }));
  const environment = {
    MUTANT: substitute,
    NODE_OPTIONS: `--import=${pathToFileURL(path.join(import.meta.dirname, 'substitute.ts')).href}`,
    NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
  };
  for (const stage of stagesOf(chosen)) {
    const limit = START_MS + PATIENCE * stage.reduce((sum, { ms }) => sum + ms, 0);
    const files = stage.map(({ file }) => file);
    const outcome = await runTests(files, environment, limit);
    if (outcome !== 'passed') return outcome === 'hung' ? 'hung' : 'noticed';
  }
  return 'survived';
}

/**
 * Those that run the changed place: of the file of the same name first, then of its room, each the quickest first, and
 * others where the room's table says so.
 */
function testsFor(mutant: Mutant, tests: readonly TestFile[]): readonly TestFile[] {
  const { file } = mutant;
  const at = reachedAt(mutant);
  const name = path.basename(file, '.ts');
  const room = roomOf(file);
  const distance = (test: TestFile) => {
    if (path.basename(test.file, '.test.ts') === name) return 0;
    return guards(room, test.file) ? 1 : 2;
  };
  let ms = 0;
  return tests
    .filter((test) => mayJudge(room, test.file) && (reaches(test, file, at) || distance(test) === 0))
    .toSorted((a, b) => distance(a) - distance(b) || a.ms - b.ms)
    .filter((test) => {
      ms += distance(test) === 2 ? test.ms : 0;
      return ms <= MOST_ELSEWHERE_MS;
    });
}

function stagesOf(tests: readonly TestFile[]): TestFile[][] {
  const stages: TestFile[][] = STAGES_MS.map(() => []);
  let [at, ms] = [0, 0];
  for (const test of tests) {
    if (ms > 0 && ms + test.ms > (STAGES_MS[at] ?? 0)) [at, ms] = [at + 1, 0];
    ms += test.ms;
    stages[at]?.push(test);
  }
  return stages.filter((stage) => stage.length > 0);
}
