/**
 * Go's releases that Debian has, each with its own toolchain: what the runtime's variables hold at the end of a program
 * whose vDSO was changed before its first instruction. Not in the sample: each builds its own runtime.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { evaluate } from '../../src/consumers/verdict/evaluate.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { openLive } from '../../src/sources/liveImage.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { nodeProcFs } from '../../src/sources/nodeProcFs.ts';
import { notX64 } from '../support/machine.ts';
import { tool } from '../support/tool.ts';
import { sourcesOf } from './support/archive.ts';
import { buildGo } from './support/goBuild.ts';
import { goPackages } from './support/goPackages.ts';
import { alteredLive } from './support/liveVariants.ts';
import { keepRows, type Row } from './support/tally.ts';
import { withVdsoProgram } from './support/withVdso.ts';

const run = promisify(execFile);
const gcc = tool('GCC');
const main = 'package main\n\nimport "time"\n\nfunc main() { time.Now() }\n';

for (const wanted of process.env['TRUTH'] === 'all' ? goPackages : []) {
  const toolchain = await sourcesOf(wanted);
  const missing =
    toolchain === undefined ? `${wanted.name} of Debian ${wanted.suite} could not be had` : gcc.skip;
  const { release } = wanted;

  test(`Go ${toolchain?.upstream ?? release}: its variables hold what the catalogue says`, {
    skip: notX64 || missing,
  }, async () => {
    assert.ok(toolchain !== undefined);
    const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-go-'));
    try {
      const root = path.join(toolchain.folder, 'usr/lib', `go-${release}`);
      const { file: program, variables } = await buildGo({ root, release }, main, folder);
      const withVdso = await withVdsoProgram();
      const { source: bytes } = await openLive(nodeProcFs);
      const live = await bytes.read(0, bytes.size);
      const { upstream } = toolchain;
      const row: Row = {
        consumer: 'go',
        release,
        arch: 'amd64',
        upstream,
        program: 'x86-64',
        names: 0,
        images: 0,
        answers: 0,
      };
      for (const [name, image] of await alteredLive(live)) {
        const file = path.join(folder, 'image');
        await writeFile(file, image);
        const env = { ...process.env, WORDS: [...variables.values()].join(' ') };
        const { stdout } = await run(withVdso, [file, program], { env, timeout: 60_000 });
        row.images += 1;
        row.answers += await compare(image, release, stdout, variables, name);
      }
      await keepRows([{ ...row, names: variables.size }]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** @returns how many variables were compared */
async function compare(
  image: Uint8Array,
  release: string,
  printed: string,
  variables: ReadonlyMap<string, string>,
  name: string,
): Promise<number> {
  const outcome = await readElf(memorySource(image));
  assert.ok(outcome.kind === 'elf');
  const end = printed.trim().split('\n').at(-1) ?? '';
  const words = new Map(
    [...printed.matchAll(/^word (\w+) (\w+)$/gm)].map(([, at = '', value = '']) => [
      at,
      BigInt(`0x${value}`),
    ]),
  );
  const base = words.get('base') ?? 0x7fff_0000_0000n;
  const [finding] = evaluate(outcome.image, { role: 'vdso', base }, [{ id: 'go', release }]);
  assert.equal(finding?.release, release, 'the catalogue has no entry for the release that was run');
  if (finding.outcome === 'crash' || finding.outcome === 'hang') {
    assert.notEqual(end, 'exit 0', `${name}: ${finding.outcome} here, and it ran`);
    return 1;
  }
  assert.equal(end, 'exit 0', `${name}: it ended with ${end}`);
  for (const { variable = '', address = 0n } of finding.keys) {
    const held = words.get(variables.get(variable) ?? '');
    assert.equal(held, address, `${name}: ${variable}`);
  }
  return finding.keys.length;
}
