/**
 * `npm run test:mutants -- [--count N] [--seed S] [--room NAME] [--only ID,...] [--more | --survivors] [--own]`: changes
 * src/ a little, N times, and sees whether a test notices (docs/testing.md; test/mutants/rooms.ts has the rooms). `--more`
 * goes on with a run that was ended, `--survivors` judges again what the run before left over, `--own` asks the tests of
 * each room alone (quicker, and what survives may be noticed by others), `--list` only says which would be made.
 */
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { accepted, whyAccepted } from './mutants/accepted.ts';
import { measuredTests } from './mutants/coverage.ts';
import { judge } from './mutants/judge.ts';
import * as results from './mutants/results.ts';
import { guards, mayJudge, roomOf } from './mutants/rooms.ts';
import { sample, withIds } from './mutants/sample.ts';
import { SourceTree } from './mutants/sourceTree.ts';

const LEAST_NOTICED = 0.9;
/** Whoever works beside it goes first. */
const PRIORITY = 10;

const { values } = parseArgs({
  options: {
    count: { type: 'string' },
    seed: { type: 'string' },
    room: { type: 'string' },
    only: { type: 'string' },
    more: { type: 'boolean' },
    survivors: { type: 'boolean' },
    own: { type: 'boolean' },
    list: { type: 'boolean' },
  },
});
os.setPriority(Math.max(PRIORITY, os.getPriority()));
const seconds = () => `${(performance.now() / 1000).toFixed(0)} s`;

using tree = new SourceTree(path.resolve(import.meta.dirname, '..'));
const before = results.keptResults();
const mutants = chosen();
console.log(`${mutants.length} mutants chosen, ${seconds()}`);
if (values.list) for (const mutant of mutants) console.log(results.describeMutant(mutant));
else await run();

function chosen() {
  if (values.only !== undefined) return withIds(tree, values.only.split(','));
  if (values.survivors) {
    const left = before.filter((each) => !results.isNoticed(each) && whyAccepted(each.mutant) === undefined);
    return withIds(
      tree,
      left.map(({ mutant }) => mutant.id),
    );
  }
  const all = sample(tree, {
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
    ...(values.count === undefined ? {} : { count: Number(values.count) }),
    ...(values.room === undefined ? {} : { room: values.room }),
  });
  return values.more ? all.filter(({ id }) => !before.some(({ mutant }) => mutant.id === id)) : all;
}

async function run(): Promise<void> {
  const rooms = new Set(mutants.map(({ file }) => roomOf(file)));
  const isJudge = values.own ? guards : mayJudge;
  const tests = await measuredTests(
    (file) => [...rooms].some((room) => isJudge(room, file)),
    ({ file, ms, passed }) =>
      console.log(
        `  measured ${file}, ${ms} ms${passed ? '' : ', left out: it does not pass, or takes too long'}`,
      ),
  );
  console.log(`${tests.length} test files, ${seconds()}`);
  const found = new Map(values.survivors || values.more ? before.map((each) => [each.mutant.id, each]) : []);
  for (const [at, mutant] of mutants.entries()) {
    const start = performance.now();
    const verdict = await judge(mutant, tree.file(mutant.file).text, tests);
    const result = { mutant, verdict, ms: Math.round(performance.now() - start) };
    found.set(mutant.id, result);
    results.keepResults([...found.values()]);
    console.log(
      `${at + 1}/${mutants.length} ${verdict} ${result.ms} ms, ${mutant.id} ${mutant.kind} ${mutant.file}`,
    );
    if (!results.isNoticed(result)) console.log(results.describeMutant(mutant));
  }
  report([...found.values()]);
}

function report(all: readonly results.Result[]): void {
  console.log(`\n${results.tableOf(all, 'room')}\n\n${results.tableOf(all, 'kind')}\n`);
  for (const { mutant } of all.filter((each) => !results.isNoticed(each))) {
    const reason = whyAccepted(mutant);
    console.log(`${results.describeMutant(mutant)}\n    ${reason ?? 'SURVIVED'}`);
  }
  for (const each of accepted.filter(({ file, before: line }) => !stillThere(file, line)))
    console.log(`No longer in ${each.file}, take it off accepted.ts: ${each.before}`);
  const share = results.shareNoticed(results.tally(all));
  if (share < LEAST_NOTICED) process.exitCode = 1;
}

function stillThere(name: string, line: string): boolean {
  const files = tree.files().filter((file) => file.split('/').at(-1) === name);
  return files.some((file) =>
    tree
      .file(file)
      .text.split('\n')
      .some((each) => each.trim() === line),
  );
}
