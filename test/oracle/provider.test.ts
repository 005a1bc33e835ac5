/** QEMU's images, whole, are told as its own, and export what we say that they do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { abiOf } from '../../src/consumers/abi.ts';
import { otherMakers } from '../../src/consumers/catalog/otherExports.ts';
import { providerOf } from '../../src/consumers/provider.ts';
import { STT_FUNC, STT_NOTYPE } from '../../src/elf/format/constants.ts';
import type { ElfImage } from '../../src/elf/model.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { rowsOf } from '../support/ourView.ts';
import { qemuSkip, withQemu } from './qemu/vdsoInside.ts';

const targets = ['x86_64', 'i386', 'aarch64', 'arm', 'loongarch64', 'ppc64', 'ppc64le', 'riscv64', 's390x'];

test("QEMU's own images", { skip: qemuSkip(targets) }, async () => {
  for (const target of targets) {
    await withQemu(target, 'as-is', async ({ image }) => {
      const outcome = await readElf(memorySource(image));
      assert.ok(outcome.kind === 'elf');
      assert.equal(providerOf({ image: outcome.image }).kind, 'qemu', target);
      assert.deepEqual(exportsOf(outcome.image), saidOf(outcome.image), target);
    });
  }
});

function exportsOf({ symbols }: ElfImage): string[] {
  const exports = rowsOf(symbols).filter(
    ({ bind, shndx, type }) => bind !== 0 && shndx !== 0 && (type === STT_FUNC || type === STT_NOTYPE),
  );
  return exports.map(({ name, index }) => `${name}@${symbols.version(index)?.name ?? ''}`).sort();
}

function saidOf({ header }: ElfImage): string[] {
  const nodes = otherMakers.qemu?.exports[abiOf(header).kernel ?? ''] ?? {};
  return Object.entries(nodes)
    .flatMap(([node, names]) => names.split(' ').map((name) => `${name}@${node}`))
    .sort();
}
