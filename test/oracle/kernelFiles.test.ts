/**
 * Debian's kernels as boot loaders take them (scripts/kernelFiles.mjs): the images that we find in them against those that
 * another program found, written apart, with the unpackers that Debian has: the same bytes, and none too many.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import {
  kernelFileFolder,
  kernelName,
  kernels,
  kernelWithoutImage,
} from '../../scripts/kernelImages/kernels.mjs';
import { payloads } from '../../scripts/kernelImages/payload.mjs';
import { findImages } from '../../scripts/kernelImages/scan.mjs';
import type { InnerImage } from '../../src/elf/innerImage.ts';
import { containerKind, imagesIn, innerSource } from '../../src/sources/containers/imagesIn.ts';
import { openFile } from '../../src/sources/fileSource.ts';
import { nodeFiles } from '../../src/sources/nodeFiles.ts';
import { hasPacker } from '../support/containers/pack.ts';

const all = process.env['ORACLE_KERNELS'] === 'all';

for (const kernel of [...kernels, kernelWithoutImage].filter(({ sample, file }) => file && (all || sample))) {
  const file = fileOf(kernel);
  const skip =
    (file === undefined && 'scripts/kernelFiles.mjs could not provide it') ||
    (!['xz', 'lz4'].every((packer) => hasPacker(packer as 'xz')) && 'xz and lz4 are not installed');
  test(`the images of ${kernelName(kernel)}`, { skip }, async () => {
    const expected = await expectedOf(file ?? '');
    assert.equal(expected.length > 0, kernel !== kernelWithoutImage, 'the other program finds what there is');
    const { source } = await openFile(nodeFiles, file ?? '');
    try {
      const name = path.basename(file ?? '');
      assert.equal(await containerKind(source, name), 'kernel');
      const found: InnerImage[] = [];
      for await (const each of imagesIn(source, name)) {
        assert.equal(each.kind, 'image', JSON.stringify(each));
        if (each.kind !== 'image') continue;
        found.push(each.image);
        const { soname, bytes } =
          expected[found.length - 1] ?? assert.fail(`${each.image.name} is one too many`);
        assert.equal(each.image.name, soname);
        assert.ok(bytes.equals(each.bytes), `${soname}: the same bytes`);
        assert.equal(each.image.sha256, createHash('sha256').update(bytes).digest('hex'));
      }
      assert.equal(found.length, expected.length);
      // Nothing but a kernel's release is written so, and its vDSO is of the same.
      for (const { kernel: release } of found) assert.match(release ?? '', /^\d+\.\d+\.\d+$/);
      const last = found.at(-1);
      if (last === undefined) return;
      const again = await innerSource(source, name, last);
      assert.ok(again !== undefined && expected.at(-1)?.bytes.equals(await again.read(0, again.size)));
    } finally {
      await source.dispose();
    }
  });
}

function fileOf(kernel: (typeof kernels)[number]): string | undefined {
  const folder = kernelFileFolder(kernel);
  try {
    const name = readdirSync(folder).find((each) => each !== 'sha256');
    return name === undefined ? undefined : path.join(folder, name);
  } catch {
    return undefined;
  }
}

async function expectedOf(file: string): Promise<{ soname: string; bytes: Buffer }[]> {
  const boot = await readFile(file);
  const plain = findImages(boot);
  if (plain.length > 0) return plain;
  for await (const kernel of payloads(boot)) {
    const images = findImages(kernel);
    if (images.length > 0) return images;
  }
  return [];
}
