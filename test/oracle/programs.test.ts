/** What a compiler and a kernel make beside libraries: object files, programs of every kind, a core file. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { tool } from '../support/tool.ts';
import { compareFile, imageOf, printPeerVersions, skipWithoutPeers } from './compare.ts';
import { compareWithoutSections, sameWithoutSections } from './sectionless.ts';
import { Tally } from './tally.ts';

const gcc = tool('GCC');
const skip = skipWithoutPeers || gcc.skip;
const tally = new Tally('object files, programs and a core file');
const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-programs-'));
const source = `
#include <stdlib.h>
#include <stdio.h>
__thread int counter;
int exported(void) { return ++counter; }
__attribute__((weak)) int weak_one(void) { return 1; }
int main(int argc, char **argv) { if (argc > 1) puts(argv[1]); else abort(); return exported() + weak_one(); }
`;

before(async () => {
  await printPeerVersions();
  writeFileSync(path.join(folder, 'program.c'), source);
});
after(() => {
  tally.print();
  rmSync(folder, { recursive: true, force: true });
});

const kinds: readonly [what: string, options: readonly string[]][] = [
  ['object file', ['-c']],
  ['object file with a section for each function and debug information', ['-c', '-ffunction-sections', '-g']],
  ['program at any address', ['-pie', '-fPIE']],
  ['program at any address that exports its functions', ['-pie', '-fPIE', '-rdynamic']],
  ['program at a fixed address', ['-no-pie']],
  ['static program at any address', ['-static-pie', '-fPIE']],
  ['static program at a fixed address', ['-static', '-no-pie']],
  ['stripped program', ['-pie', '-fPIE', '-s']],
];

for (const [what, options] of kinds) {
  test(what, { skip }, async () => {
    const file = path.join(folder, what.replaceAll(' ', '-'));
    execFileSync(gcc.path, [...options, '-o', file, 'program.c'], { cwd: folder });
    tally.add(await matching(file));
    if (options.includes('-c')) return;
    const bytes = await readFile(file);
    await sameWithoutSections(bytes);
    const stripped = await compareWithoutSections(bytes);
    tally.add(stripped);
    assert.deepEqual(stripped.unexplained, [], 'without section headers');
  });
}

test('core file of a program that aborts', { skip }, async (context) => {
  execFileSync(gcc.path, ['-o', 'dying', 'program.c'], { cwd: folder });
  spawnSync('sh', ['-c', 'ulimit -c unlimited; exec ./dying'], { cwd: folder });
  const core = readdirSync(folder).find((name) => name.startsWith('core'));
  if (core === undefined || !existsSync(path.join(folder, core))) {
    context.skip('this machine writes core files elsewhere (/proc/sys/kernel/core_pattern), or none');
    return;
  }
  const file = path.join(folder, core);
  tally.add(await matching(file));
  const image = await imageOf(await readFile(file));
  assert.deepEqual(image.problems, []);
  const owners = image.notes.map(({ owner, type }) => `${owner} ${type}`);
  for (const note of ['CORE 1', 'CORE 6']) assert.ok(owners.includes(note), `${note}: NT_PRSTATUS, NT_AUXV`);
});

async function matching(file: string) {
  const comparison = await compareFile(file);
  assert.deepEqual(comparison.unexplained, [], comparison.warnings.join('\n'));
  return comparison;
}
