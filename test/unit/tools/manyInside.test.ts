/** Of what a file holds there may be very much, under names without end: a tool tells the first of it, in its size. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { Worker } from 'node:worker_threads';
import { checkConsumers, compareVdsoImages, inspectVdso, MIN_ANSWER } from '../../../src/tools/tools.ts';
import { arOf, tarOf } from '../../support/archives.ts';
import { kernelOf } from '../../support/containers/kernels.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { answerOf, place } from './support.ts';

const compared = async (input: object) => answerOf<object>(await compareVdsoImages(input, place));
const sentenceOf = (asked: Promise<string>): Promise<string> =>
  asked.then(assert.fail, (error: Error) => error.message);

const amd64 = vdsoImage({ arch: 'amd64' }).bytes;
const s390x = vdsoImage({ arch: 's390x' }).bytes;
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'vdso-explorer-tools-')));
const at = (name: string) => path.join(folder, name);
after(() => rmSync(folder, { recursive: true, force: true }));

/** What gives the member behind it a name of any length: "LENGTH path=NAME\n" (pax). */
function paxName(name: string) {
  const rest = Buffer.byteLength(` path=${name}\n`);
  const length = [1, 2, 3, 4, 5, 6]
    .map((digits) => digits + rest)
    .find((each) => `${each}`.length + rest === each);
  return { name: 'about', type: 'x', bytes: Buffer.from(`${length} path=${name}\n`) };
}

test('of many images the first are named, and the others counted', async () => {
  const images = Array.from({ length: 20 }, (_, index) => ({ name: `${index}/vdso64.so`, bytes: amd64 }));
  writeFileSync(at('many.tar'), tarOf(images));
  const one = await sentenceOf(inspectVdso({ path: at('many.tar') }, place));
  assert.match(one, /holds 20 images: .*; 15: [^;]*; 4 others\.$/);
  const two = { fromPath: at('many.tar'), toPath: at('many.tar') };
  assert.match(
    await sentenceOf(compareVdsoImages(two, place)),
    /; 7: [^;]*; 12 others\. .*; 7: [^;]*; 12 others\.$/,
  );
});

test('no more than two workers look at once, however much is asked', async () => {
  writeFileSync(at('vmlinux'), kernelOf([amd64]).bytes);
  let running = 0;
  let most = 0;
  const count = (worker: Worker) => {
    most = Math.max(most, ++running);
    worker.once('exit', () => running--);
  };
  process.on('worker', count);
  try {
    const asked = Array.from({ length: 6 }, () => inspectVdso({ path: at('vmlinux'), image: '0' }, place));
    assert.equal(new Set(await Promise.all(asked)).size, 1);
  } finally {
    process.off('worker', count);
  }
  assert.equal(most, 2);
});

test('of very much that cannot be looked into the first is told, and how much more there is', async () => {
  const damaged = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), Buffer.alloc(50, 0xff)]);
  const members = Array.from({ length: 5 }, (_, index) => ({ name: `${index}/vmlinuz.gz`, bytes: damaged }));
  const images = [
    { name: 'a.so', bytes: amd64 },
    { name: 'b.so', bytes: s390x },
  ];
  writeFileSync(at('vmlinux'), kernelOf([amd64, s390x]).bytes);
  writeFileSync(at('damaged.tar'), tarOf([...members, ...images]));
  const { notes } = answerOf<object>(await inspectVdso({ path: at('damaged.tar'), image: '1' }, place));
  const told = notes.split('\n');
  assert.deepEqual(
    told.map((note) => /^\d\/vmlinuz|^3 other notes/.exec(note)?.[0]),
    ['0/vmlinuz', '1/vmlinuz', '3 other notes', undefined],
    notes,
  );
  const pair = await compared({ fromPath: at('damaged.tar'), toPath: at('vmlinux'), toImage: '0' });
  assert.match(
    pair.notes,
    /^Of several images damaged\.tar: a\.so: linux-vdso\.so\.1 was compared\.\n0\/vmlinuz/,
  );
  const reversed = await compared({ fromPath: at('damaged.tar'), fromImage: '0', toPath: at('vmlinux') });
  assert.match(reversed.notes, /^Of several images vmlinux: linux-vdso\.so\.1 was compared\.\n0\/vmlinuz/);
  writeFileSync(at('only-damaged.tar'), tarOf(members));
  const none = await sentenceOf(inspectVdso({ path: at('only-damaged.tar') }, place));
  assert.match(none, /holds no vDSO image\. 0\/vmlinuz.* 3 other notes were left out\.$/);
});

test('names without end leave an answer in its size, and a sentence its end', async () => {
  const small = { tokenBudget: 10 };
  const long = path.join(folder, ...Array.from({ length: 12 }, () => '\u001b'.repeat(250)));
  mkdirSync(long, { recursive: true });
  for (const letter of ['x', '\u001b', '\u{e0041}']) {
    const name = `${letter.repeat(20_000)}/boot/x.so`;
    const tar = (members: readonly Uint8Array[]) =>
      tarOf(members.flatMap((bytes, index) => [paxName(name), { name: `${index}`, bytes }]));
    const one = path.join(long, 'one.tar');
    const two = path.join(long, 'two.tar');
    writeFileSync(one, tar([amd64]));
    writeFileSync(two, arOf([{ name: 'data.tar', bytes: tar([amd64, s390x]) }]));
    for (const asked of [
      () => inspectVdso({ path: one }, place, small),
      () => checkConsumers({ path: two, image: '1' }, place, small),
    ]) {
      const text = await asked();
      assert.ok(answerOf<object>(text).json);
      assert.ok(text.length <= MIN_ANSWER, `${text.length}`);
    }
    for (const asked of [
      () => inspectVdso({ path: two }, place),
      () => inspectVdso({ path: two, image: '7' }, place),
    ])
      assert.match(await sentenceOf(asked()), /1: linux-vdso64\.so\.1 \(s390x, .+\)\.$/s);
    assert.match(
      await sentenceOf(inspectVdso({ path: one, image: name }, place)),
      /"image" must be a text of/,
    );
  }
  const [one, two] = [path.join(long, 'one.tar'), path.join(long, 'two.tar')];
  const text = await compareVdsoImages({ fromPath: one, toPath: two }, place, small);
  assert.ok(answerOf<object>(text).json && text.length <= MIN_ANSWER, `${text.length}`);
  const both = await sentenceOf(compareVdsoImages({ fromPath: two, toPath: two }, place));
  assert.match(both, /"toImage".* 1: linux-vdso64\.so\.1 \(s390x, .+\)\.$/s);
});
