/** ELFv1 of ppc64, as its own assembler and linker write it: an address of code leads to its function. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { resolveAddress } from '../../src/report/facts/resolveAddress.ts';
import { reportOf } from '../unit/report/support.ts';
import { binutilsOf } from './cross/targets.ts';

/** They assemble and link for the big-endian machine as well. */
const { as, ld, skip } = binutilsOf({ triplet: 'powerpc64le-linux-gnu' });

const source = `.section ".opd","aw"
.align 3
.globl first
first: .quad .Lfirst, .TOC.@tocbase, 0
.globl second
second: .quad .Lsecond, .TOC.@tocbase, 0
.text
.Lfirst: blr
 nop
 nop
.Lsecond: nop
 blr
.type first,@function
.size first,12
.type second,@function
.size second,8
`;

test('an address of code leads to the function whose descriptor names it', { skip }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-'));
  try {
    const [assembly, object, library] = ['a.s', 'a.o', 'a.so'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    await writeFile(assembly, source);
    execFileSync(as, ['-mbig', '-a64', '-o', object, assembly]);
    execFileSync(ld, ['-shared', '-melf64ppc', '-o', library, object]);
    const { subject } = await reportOf(await readFile(library));
    const text = [...Array(subject.image.sections.length).keys()]
      .map((index) => subject.image.sections.at(index))
      .find((section) => section?.name === '.text');
    for (const [into, name, offset] of [
      [0n, 'first', 0n],
      [8n, 'first', 8n],
      [12n, 'second', 0n],
      [16n, 'second', 4n],
    ] as const) {
      const found = resolveAddress(subject, (text?.addr ?? 0n) + into);
      assert.ok(found.kind === 'symbol', found.kind);
      assert.deepEqual([found.hit.name, found.hit.offset, found.hit.place], [name, offset, 'inside']);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
