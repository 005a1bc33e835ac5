/** src/sources/containers: kernels and what they hold packed, whatever their bytes are. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ByteSource } from '../../../../src/elf/imageSource.ts';
import { sourcesChinese } from '../../../../src/sources/chinese.ts';
import { containerSentences } from '../../../../src/sources/containers/english.ts';
import { LARGEST_IMAGE } from '../../../../src/sources/containers/image.ts';
import { containerKind, imagesIn, innerSource } from '../../../../src/sources/containers/imagesIn.ts';
import type { Found, InnerImage } from '../../../../src/sources/containers/model.ts';
import type { ContainerNotice } from '../../../../src/sources/containers/notices.ts';
import { MOST_IMAGE_PLACES } from '../../../../src/sources/containers/scan.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { kernelOf } from '../../../support/containers/kernels.ts';
import { mutate } from '../../mutate.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { assertSentence } from '../promises.ts';
import type { Input, Room } from '../room.ts';

const NAMES = ['', 'vmlinux', 'boot/vmlinuz-6.12', 'kvm.ko', 'core', 'Image.gz'];
/** Images of one container that are read again. */
const READ_AGAIN = 2;

export const containers: Room = {
  name: 'containers',
  weight: 60,
  limitSeconds: 60,
  input: someContainer,
  async run({ bytes }, random) {
    const name = random.chance(6) ? random.pick(hostileTexts) : random.pick(NAMES);
    const met = new Set<string>();
    met.add(`kind ${await containerKind(memorySource(bytes), name)}`);
    const source = counted(bytes);
    const images: InnerImage[] = [];
    for await (const found of imagesIn(source, name)) {
      if (found.kind === 'notice') assertNotice(found.notice, met);
      else images.push(assertImage(found, images.length));
    }
    met.add(`${Math.min(images.length, 3)} images`);
    for (const image of images.slice(0, READ_AGAIN)) {
      const again = await innerSource(memorySource(bytes), name, image);
      assert.ok(again !== undefined, 'an image is found again');
      assert.equal(digestOf(await again.read(0, again.size)), image.sha256);
    }
    return met;
  },
};

function assertImage({ image, bytes }: Extract<Found, { kind: 'image' }>, index: number): InnerImage {
  assert.equal(image.index, index);
  assert.ok(bytes.length > 0 && bytes.length <= LARGEST_IMAGE);
  assert.equal(image.size, bytes.length);
  assert.equal(image.sha256, digestOf(bytes));
  assert.ok(Number.isSafeInteger(image.offset) && image.offset >= 0);
  return image;
}

function assertNotice(notice: ContainerNotice, met: Set<string>): void {
  met.add(notice.code);
  const { code, args } = notice;
  for (const sentences of [containerSentences, sourcesChinese.containerNotices])
    assertSentence((sentences[code] as (given: typeof args) => string)(args), 'a notice');
}

/** Reads stay within a small multiple of the file. */
function counted(bytes: Uint8Array): ByteSource {
  const source = memorySource(bytes);
  let read = 0;
  const limit = 8 * bytes.length + MOST_IMAGE_PLACES * Math.min(bytes.length, LARGEST_IMAGE);
  return {
    ...source,
    read(offset, length) {
      read += Math.max(0, Math.min(length, bytes.length - offset));
      assert.ok(read <= limit, `${read} bytes were read of ${bytes.length}`);
      return source.read(offset, length);
    },
  };
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function someContainer(corpus: Corpus, random: Random): Input {
  const seeds = Array.from({ length: random.below(4) }, () => random.pick(corpus.vdsos));
  const images = seeds.map((seed) => (random.chance(3) ? mutate(seed, random) : new Uint8Array(seed.bytes)));
  const small = images.filter(({ length }) => length <= LARGEST_IMAGE);
  const kernel = kernelOf(small, 64 * random.below(64)).bytes;
  const from = `a kernel of ${seeds.map((seed) => seed.name).join(', ')}`;
  return { from, bytes: random.chance(3) ? damaged(kernel, random) : kernel, kind: 'container' };
}

function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  return mutate({ name: '', bytes, littleEndian: true, fields: [], tables: [] }, random);
}
