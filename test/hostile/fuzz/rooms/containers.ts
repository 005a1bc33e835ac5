/** src/sources/containers: kernels and what they hold packed, whatever their bytes are. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { ByteSource } from '../../../../src/elf/imageSource.ts';
import type { InnerImage } from '../../../../src/elf/innerImage.ts';
import { sourcesChinese } from '../../../../src/sources/chinese.ts';
import { containerSentences } from '../../../../src/sources/containers/english.ts';
import { LARGEST_IMAGE } from '../../../../src/sources/containers/image.ts';
import { containerKind, imagesIn, innerSource } from '../../../../src/sources/containers/imagesIn.ts';
import { MOST_PAYLOADS } from '../../../../src/sources/containers/kernel/payloads.ts';
import type { Found } from '../../../../src/sources/containers/model.ts';
import type { ContainerNotice } from '../../../../src/sources/containers/notices.ts';
import { MOST_IMAGE_PLACES } from '../../../../src/sources/containers/scan.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { bzImage, withSize, zboot, zImage } from '../../../support/containers/bootFiles.ts';
import { kernelOf } from '../../../support/containers/kernels.ts';
import { hasPacker, type Packer, packWith } from '../../../support/containers/pack.ts';
import { vdsoImage } from '../../../support/elf/vdso.ts';
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
  const limit =
    (8 + MOST_PAYLOADS) * bytes.length + MOST_IMAGE_PLACES * Math.min(bytes.length, LARGEST_IMAGE);
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
  if (random.chance(3)) {
    const from = `a kernel of ${seeds.map((seed) => seed.name).join(', ')}`;
    return { from, bytes: random.chance(3) ? damaged(kernel, random) : kernel, kind: 'container' };
  }
  const { name, bytes } = random.chance(3)
    ? { name: 'gzip of them', bytes: new Uint8Array(gzipSync(kernel)) }
    : random.pick(packedKernels());
  const payload = random.chance(2) ? damaged(bytes, random) : bytes;
  const boot = random.pick(BOOT)(payload, random);
  return { from: name, bytes: random.chance(4) ? damaged(boot, random) : boot, kind: 'container' };
}

const BOOT: readonly ((payload: Uint8Array, random: Random) => Uint8Array)[] = [
  (payload) => payload,
  (payload) => zboot(payload, 'zstd'),
  (payload) => zImage(payload),
  (payload) => withSize(payload, payload.length),
  (payload, random) => bzImage(payload, { setupSectors: random.below(64) }),
  (payload, random) => bzImage(payload, { length: random.next() }),
  (payload, random) => bzImage(payload, { offset: random.next() }),
];

const PACKERS: readonly (readonly [Packer, string])[] = [
  ['xz', '--check=crc32 --x86 --lzma2=preset=0'],
  ['xz', '--delta --arm64 --arm --lzma2=preset=0'],
  ['xz', '--check=crc64 --powerpc --armthumb --sparc --lzma2=preset=0'],
  ['xz', '--format=lzma -0'],
  ['zstd', '-1'],
  ['lz4', '-l'],
  ['lz4', '-BD -B4'],
  ['bzip2', '-1'],
];

let made: readonly { name: string; bytes: Uint8Array }[] | undefined;

/** The programs are started once. What is not installed is left out, and gzip is Node's. */
function packedKernels(): readonly { name: string; bytes: Uint8Array }[] {
  if (made !== undefined) return made;
  const kernel = kernelOf(
    [vdsoImage({ arch: 'arm64' }).bytes, vdsoImage({ arch: '386' }).bytes],
    30_000,
  ).bytes;
  const packed = PACKERS.filter(([packer]) => hasPacker(packer)).map(([packer, args]) => ({
    name: `a kernel packed by ${packer} ${args}`,
    bytes: packWith(packer, args, kernel),
  }));
  made = [...packed, { name: 'a kernel packed by gzip', bytes: new Uint8Array(gzipSync(kernel)) }];
  return made;
}

function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  return mutate({ name: '', bytes, littleEndian: true, fields: [], tables: [] }, random);
}
