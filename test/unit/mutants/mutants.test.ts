/** The mutation check itself: which changes it makes, that a test sees them, and what becomes of a test that hangs. */
import { strict as assert } from 'node:assert';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { changed, type Mutant, reachedAt } from '../../mutants/mutant.ts';
import { shareNoticed, tableOf, tally } from '../../mutants/results.ts';
import { guards, mayJudge, roomOf, rooms } from '../../mutants/rooms.ts';
import { sample } from '../../mutants/sample.ts';
import { SourceTree } from '../../mutants/sourceTree.ts';
import { runTests } from '../../mutants/testRun.ts';

const SOURCE = `import type { Segment } from './segment.ts';
export function describe(segments: readonly Segment[], most: number): string[] {
  const lines: string[] = [];
  for (const segment of segments) {
    const { filesz } = segment;
    if (filesz > 0n && lines.length < most) lines.push(pad(segment.vaddr.toString(16), 'x'));
    else if (!segment.mapped) lines.push('none');
  }
  return [...lines, String(most + 1)];
}
const pad = (text: string, by: string): string => text.padStart(8, by);
export const shares = [0.5, 0x1e, 1_000, 5n];
`;
const SEGMENT =
  'export interface Segment { readonly vaddr: bigint; readonly filesz: bigint; readonly memsz: bigint; readonly mapped: boolean }\n';

let folder = '';

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-mutants-'));
  await mkdir(path.join(folder, 'src/report'), { recursive: true });
  const options = { strict: true, noEmit: true, allowImportingTsExtensions: true, target: 'ES2023' };
  await writeFile(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { ...options, module: 'preserve', types: [] },
      include: ['src'],
    }),
  );
  await writeFile(path.join(folder, 'src/report/segment.ts'), SEGMENT);
});

after(() => rm(folder, { recursive: true, force: true }));

async function mutantsOf(text: string, seed = 1): Promise<Mutant[]> {
  await writeFile(path.join(folder, 'src/report/describe.ts'), text);
  using tree = new SourceTree(folder);
  return sample(tree, { seed, count: 100, room: 'report' });
}

test('every kind of change is made, and none that the compiler refuses', async () => {
  const mutants = await mutantsOf(SOURCE);
  const made = mutants.map(({ kind, after: line }) => `${kind}: ${line}`);
  for (const expected of [
    'field: const { memsz: filesz } = segment;',
    "field: if (filesz > 0n && lines.length < most) lines.push(pad(segment.filesz.toString(16), 'x'));",
    "comparison: if (filesz >= 0n && lines.length < most) lines.push(pad(segment.vaddr.toString(16), 'x'));",
    "logic: if (filesz > 0n || lines.length < most) lines.push(pad(segment.vaddr.toString(16), 'x'));",
    "number: if (filesz > 1n && lines.length < most) lines.push(pad(segment.vaddr.toString(16), 'x'));",
    "branch: if (!(filesz > 0n && lines.length < most)) lines.push(pad(segment.vaddr.toString(16), 'x'));",
    "arguments: if (filesz > 0n && lines.length < most) lines.push(pad('x', segment.vaddr.toString(16)));",
    "negation: else if (segment.mapped) lines.push('none');",
    'removed statement: else if (!segment.mapped) {}',
    "string: else if (!segment.mapped) lines.push('none_');",
    'left out: return [...[], String(most + 1)];',
    'arithmetic: return [...lines, String(most - 1)];',
    'constant: return [];',
    'number: export const shares = [1.5, 0x1e, 1_000, 5n];',
    'number: export const shares = [0.5, 0x1f, 1_000, 5n];',
    'number: export const shares = [0.5, 0x1e, 1001, 5n];',
    'number: export const shares = [0.5, 0x1e, 1_000, 6n];',
    "constant: const pad = (text: string, by: string): string => '';",
  ])
    assert.ok(made.includes(expected), `${expected}\nis not among\n${made.join('\n')}`);
  // `by` is no number: padStart(by, 8) is none.
  assert.ok(!made.some((each) => each.includes('padStart(by, 8)')));
});

test('every room is a folder of src with tests that guard it, and the shares are a whole', async () => {
  const root = path.resolve(import.meta.dirname, '../../..');
  const found = ['src', 'test/unit'].map(async (folder) => {
    const names = await readdir(path.join(root, folder), { recursive: true });
    return names.filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`);
  });
  const [sources = [], tests = []] = await Promise.all(found);
  for (const room of Object.keys(rooms)) {
    assert.ok(
      sources.some((file) => roomOf(file.slice('src/'.length)) === room),
      room,
    );
    assert.ok(
      tests.some((file) => guards(room, file) && file.startsWith(`test/unit/${room}/`)),
      room,
    );
  }
  const whole = Object.values(rooms).reduce((sum, { share }) => sum + share, 0);
  assert.ok(Math.abs(whole - 1) < 1e-9, `${whole}`);
});

test('a file is of the deepest room around it, and a room without others is judged by its own tests alone', () => {
  assert.equal(roomOf('report/comparison/matrix.ts'), 'report/comparison');
  assert.equal(roomOf('report/words.ts'), 'report');
  assert.equal(roomOf('reporting/view.ts'), 'reporting');
  assert.ok(mayJudge('clocks', 'test/unit/clocks/machines.test.ts'));
  assert.ok(!mayJudge('clocks', 'test/unit/elf/hash.test.ts'));
  assert.ok(mayJudge('elf', 'test/unit/clocks/machines.test.ts'));
});

test('a mutant has the same id wherever its line stands, and a seed makes the same choice twice', async () => {
  const first = await mutantsOf(SOURCE, 7);
  const moved = await mutantsOf(`// A line more.\n${SOURCE}`, 7);
  assert.deepEqual(
    moved.map(({ id }) => id),
    first.map(({ id }) => id),
  );
  assert.equal(new Set(first.map(({ id }) => id)).size, first.length);
  assert.deepEqual(
    moved.map(({ line }) => line),
    first.map(({ line }) => line + 1),
  );
  const other = await mutantsOf(SOURCE, 8);
  assert.notDeepEqual(
    other.map(({ id }) => id),
    first.map(({ id }) => id),
  );
});

test('of && and || counts what stands before them, which V8 counts apart from what stands behind', async () => {
  const logic = (await mutantsOf(SOURCE)).find(({ kind }) => kind === 'logic') ?? assert.fail();
  assert.equal(SOURCE.slice(reachedAt(logic), logic.end), ' &&');
});

test('a test notices the text that stands in for a file, and nothing is written there', async () => {
  const module = path.join(folder, 'answer.ts');
  const test = path.join(folder, 'answer.test.ts');
  const text = 'export const answer = 41 + 1;\n';
  await writeFile(module, text);
  await writeFile(
    test,
    "import { strict as assert } from 'node:assert';\nimport { test } from 'node:test';\nimport { answer } from './answer.ts';\ntest('answer', () => assert.equal(answer, 42));\n",
  );
  const substitute = path.join(folder, 'substitute.json');
  const other = changed(text, { kind: 'arithmetic', start: 25, end: 26, replacement: '-' });
  assert.equal(other, 'export const answer = 41 - 1;\n');
  await writeFile(substitute, JSON.stringify({ url: pathToFileURL(module).href, text: other }));
  const hook = pathToFileURL(path.resolve(import.meta.dirname, '../../mutants/substitute.ts')).href;
  const environment = { MUTANT: substitute, NODE_OPTIONS: `--import=${hook}` };
  assert.equal(await runTests([test], { NODE_OPTIONS: '' }, 60_000), 'passed');
  assert.equal(await runTests([test], environment, 60_000), 'failed');
});

test('a test that hangs is ended, with the processes that it has started', async () => {
  const hanging = path.join(folder, 'hanging.test.ts');
  await writeFile(hanging, "import { test } from 'node:test';\ntest('hangs', () => { for (;;); });\n");
  assert.equal(await runTests([hanging], { NODE_OPTIONS: '' }, 1000), 'hung');
});

test('what survives counts against the share, what no test could notice does not', () => {
  const mutant = { kind: 'number', start: 0, end: 1, replacement: '', id: '', line: 1 } as const;
  const of = (file: string, verdict: 'noticed' | 'survived' | 'hung') => ({
    mutant: { ...mutant, file, before: '', after: '' },
    verdict,
    ms: 1,
  });
  const results = [
    of('elf/a.ts', 'noticed'),
    of('elf/a.ts', 'hung'),
    of('elf/b.ts', 'noticed'),
    of('report/c.ts', 'survived'),
  ];
  assert.equal(shareNoticed(tally(results)), 0.75);
  assert.equal(shareNoticed({ made: 10, noticed: 8, hung: 0, survived: 0, accepted: 2 }), 1);
  const lines = tableOf(results, 'room').split('\n');
  assert.equal(lines[2], '| src/elf | 3 | 3 | 1 | 0 | 0 | 100.0 % |');
  assert.equal(lines.at(-1), '| all | 4 | 3 | 1 | 0 | 1 | 75.0 % |');
});
