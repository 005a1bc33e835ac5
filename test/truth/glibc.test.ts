/**
 * glibc in dynamic programs: Debian's libraries of several releases, each run by its own loader, with the vDSO in the
 * program's memory changed before its first instruction. Which calls then are system calls is what the catalogue says.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import type { ConsumerFinding } from '../../src/consumers/model.ts';
import { evaluate } from '../../src/consumers/verdict/evaluate.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { openLive } from '../../src/sources/liveImage.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { nodeProcFs } from '../../src/sources/nodeProcFs.ts';
import { notX64 } from '../support/machine.ts';
import { tool } from '../support/tool.ts';
import { sourcesOf } from './support/archive.ts';
import { glibcPackages } from './support/glibcPackages.ts';
import { alteredLive } from './support/liveVariants.ts';
import { keepRows, type Row } from './support/tally.ts';
import { compileProgram, withVdsoProgram } from './support/withVdso.ts';

const run = promisify(execFile);
const all = process.env['TRUTH'] === 'all';
const gcc = tool('GCC');

/** In the order of programs/calls.c, and how often each is called. */
const calls = ['clock_gettime', 'gettimeofday', 'time', 'getcpu', 'clock_getres'] as const;
const TIMES = 5;

for (const wanted of glibcPackages.filter(({ sample }) => all || sample)) {
  const library = await sourcesOf(wanted);
  const missing = library === undefined ? `glibc of Debian ${wanted.suite} could not be had` : gcc.skip;
  const skip = notX64 || missing;
  const title = `glibc ${library?.upstream ?? ''} of Debian ${wanted.suite}: calls of a dynamic program enter the kernel as the catalogue says`;

  test(title, { skip }, async () => {
    assert.ok(library !== undefined);
    const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-glibc-'));
    try {
      const withVdso = await withVdsoProgram();
      const program = await compileProgram('calls', ['-O1', '-w', '-fno-stack-protector', '-nostartfiles']);
      const loader = await loaderIn(library.folder);
      const { source } = await openLive(nodeProcFs);
      const live = await source.read(0, source.size);
      const row = {
        consumer: 'glibc',
        release: library.upstream,
        arch: 'x86_64',
        upstream: library.upstream,
      };
      const tally: Row = { ...row, program: 'x86-64', names: calls.length, images: 0, answers: 0 };
      for (const [name, image] of await alteredLive(live)) {
        const file = path.join(folder, 'image');
        await writeFile(file, image);
        const command = [file, loader, '--library-path', path.dirname(loader), program];
        const { stdout } = await run(withVdso, command, { timeout: 60_000 });
        tally.images += 1;
        tally.answers += await compare(image, library.upstream, stdout, name);
      }
      await keepRows([tally]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** @returns how many calls were compared */
async function compare(image: Uint8Array, release: string, printed: string, name: string): Promise<number> {
  const outcome = await readElf(memorySource(image));
  assert.ok(outcome.kind === 'elf');
  const [finding] = evaluate(outcome.image, { role: 'vdso' }, [{ id: 'glibc', release }]);
  assert.equal(finding?.release, release, 'the catalogue has no entry for the release that was run');
  const lines = printed.trim().split('\n');
  const end = lines.at(-1);
  if (finding.outcome === 'crash' || finding.outcome === 'hang') {
    assert.match(end ?? '', /^signal/, `${name}: ${finding.outcome} here, and it ran`);
    return 1;
  }
  assert.equal(end, 'exit 0', `${name}: it ended with ${end}`);
  const counted = new Map(lines.slice(0, -1).map((line) => line.split(' ') as [string, string]));
  let compared = 0;
  for (const [number, call] of calls.entries()) {
    const predicted = found(finding, call);
    if (predicted === undefined) continue;
    const entered = Number(counted.get(`${number + 1}`));
    assert.equal(entered, predicted ? 0 : TIMES, `${name}: ${call}() entered the kernel ${entered} times`);
    compared += 1;
  }
  return compared;
}

/** undefined where the release looks the function up, and does not call it. */
function found({ keys, release }: ConsumerFinding, call: string): boolean | undefined {
  // sched_getcpu() takes the number from rseq since 2.35.
  if (call === 'getcpu' && Number(release.split('.')[1]) >= 35) return undefined;
  const asked = keys.filter(({ symbol }) => symbol === `__vdso_${call}`);
  return asked.some(({ outcome }) => outcome === 'found');
}

async function loaderIn(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const name = names.find((each) => /(^|\/)lib\/x86_64-linux-gnu\/ld-(linux-x86-64|\d)/.test(each));
  assert.ok(name !== undefined, `${folder} has no loader`);
  return path.join(folder, name);
}
