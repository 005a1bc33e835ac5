import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roleOf } from '../../../src/consumers/verdict/role.ts';
import { vdsoArchs, vdsoImage } from '../../support/elf/index.ts';
import { elfImage } from './support.ts';

const file = { kind: 'file' } as const;
const unnamed = { soname: 'libnothing.so' };

test('what comes from a process is a vDSO whatever it looks like', async () => {
  const image = await elfImage(vdsoImage({ arch: 'amd64', versions: false, override: unnamed }));
  assert.equal(roleOf(image, { kind: 'live' }), 'vdso');
  assert.equal(roleOf(image, { kind: 'process' }), 'vdso');
  assert.equal(roleOf(image, file), 'elf');
});

test('a file is a vDSO by its soname', async () => {
  for (const soname of ['linux-vdso.so.1', 'linux-vdso64.so.1', 'linux-vdso32.so.1', 'linux-gate.so.1']) {
    const image = await elfImage(vdsoImage({ arch: 'amd64', versions: false, override: { soname } }));
    assert.equal(roleOf(image, file), 'vdso', soname);
  }
  for (const soname of ['linux-vdso.so.2', 'liblinux-vdso.so.1', 'libc.so.6']) {
    const image = await elfImage(vdsoImage({ arch: 'amd64', versions: false, override: { soname } }));
    assert.equal(roleOf(image, file), 'elf', soname);
  }
});

test('a file is a vDSO by its shape: one PT_LOAD and LINUX_ nodes', async () => {
  const one = await elfImage(vdsoImage({ arch: 'amd64', override: unnamed }));
  assert.equal(roleOf(one, file), 'vdso');
  const two = await elfImage(vdsoImage({ arch: 'amd64', override: { ...unnamed, dataShift: 0x1000n } }));
  assert.equal(roleOf(two, file), 'elf');
  const otherNode = await elfImage(vdsoImage({ arch: 'amd64', node: 'GLIBC_2.34', override: unnamed }));
  assert.equal(roleOf(otherNode, file), 'elf');
});

test("every architecture's image is recognised", async () => {
  for (const arch of vdsoArchs) assert.equal(roleOf(await elfImage(vdsoImage({ arch })), file), 'vdso', arch);
});
