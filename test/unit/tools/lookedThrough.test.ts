/** What tools tell of a file that was looked through for images: what could not be looked into, and not too many of them. */
import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { compareVdsoImages, inspectVdso } from '../../../src/tools/tools.ts';
import { tarOf } from '../../support/archives.ts';
import { kernelOf } from '../../support/containers/kernels.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { notLinux } from '../../support/machine.ts';
import { answerOf, openOn, place } from './support.ts';

const { bytes } = vdsoImage({ arch: 'amd64' });
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'vdso-explorer-tools-')));
const at = (name: string) => path.join(folder, name);

before(() => {
  const cut = gzipSync(kernelOf([bytes]).bytes).subarray(0, 200);
  const many = Array.from({ length: 20 }, (_, index) => ({ name: `${index}.so`, bytes }));
  writeFileSync(at('vdso.so'), bytes);
  writeFileSync(at('many.tar'), tarOf(many));
  writeFileSync(
    at('cut.tar'),
    tarOf([
      { name: 'boot/vdso64.so', bytes },
      { name: 'boot/cut.gz', bytes: cut },
    ]),
  );
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('what could not be looked into is told beside the image, and the file is not kept open', {
  skip: notLinux,
}, async () => {
  for (const asked of [
    inspectVdso({ path: at('cut.tar') }, place),
    compareVdsoImages({ fromPath: at('cut.tar'), toPath: at('vdso.so') }, place),
  ])
    assert.match(answerOf(await asked).notes, /boot\/cut\.gz is cut short/);
  assert.deepEqual(openOn(at('cut.tar')), []);
});

test('of two files no more images are listed than of one', async () => {
  const listed = async (asked: Promise<string>) => {
    const sentence = await asked.then(assert.fail, (error: Error) => error.message);
    return [sentence.match(/\d+: linux-vdso/g)?.length, sentence.match(/\d+ others/g)];
  };
  const [fromPath, toPath] = [at('many.tar'), at('many.tar')];
  assert.deepEqual(await listed(inspectVdso({ path: fromPath }, place)), [16, ['4 others']]);
  assert.deepEqual(await listed(compareVdsoImages({ fromPath, toPath }, place)), [
    16,
    ['12 others', '12 others'],
  ]);
});
