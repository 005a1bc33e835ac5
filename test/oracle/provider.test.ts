/** QEMU's images, whole, are told as its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { providerOf } from '../../src/consumers/provider.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { qemuSkip, withQemu } from './qemu/vdsoInside.ts';

const targets = ['x86_64', 'i386', 'aarch64', 'arm', 'loongarch64', 'ppc64', 'ppc64le', 'riscv64', 's390x'];

test("QEMU's own images", { skip: qemuSkip(targets) }, async () => {
  for (const target of targets) {
    await withQemu(target, 'as-is', async ({ image }) => {
      const outcome = await readElf(memorySource(image));
      assert.ok(outcome.kind === 'elf');
      assert.equal(providerOf({ image: outcome.image }).kind, 'qemu', target);
    });
  }
});
