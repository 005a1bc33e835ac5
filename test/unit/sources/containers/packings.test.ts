/** What the programs xz, zstd, lz4, gzip and bzip2 pack is unpacked to the same bytes, and what is broken says where. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ContainerError } from '../../../../src/sources/containers/containerError.ts';
import { Cursor } from '../../../../src/sources/containers/cursor.ts';
import { LARGEST_WINDOW } from '../../../../src/sources/containers/memory.ts';
import type { ByteStream } from '../../../../src/sources/containers/model.ts';
import { Pace } from '../../../../src/sources/containers/pace.ts';
import { packings } from '../../../../src/sources/containers/unpack/packings.ts';
import { LARGEST_RATIO, unpacked } from '../../../../src/sources/containers/unpacked.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { noise } from '../../../support/containers/kernels.ts';
import { hasPacker, type Packer, packWith } from '../../../support/containers/pack.ts';
import { liveVdsoBytes } from '../../../support/liveVdso.ts';

/** Code of this machine, text, bytes that do not pack, and such as pack to nothing. */
const sample = Uint8Array.from([
  ...(liveVdsoBytes() ?? []),
  ...noise(150_000),
  ...new Uint8Array(150_000),
  ...new TextEncoder().encode('clock_gettime gettimeofday '.repeat(1500)),
  ...calls(20_000),
]);

/** What looks like calls on x86, arm, Thumb, arm64, ppc and sparc, near and far. */
function calls(count: number): Uint8Array {
  const bytes = noise(4 * count, 3);
  const first = [0xe8, 0xe9, 0xeb, 0x94, 0x48, 0x40, 0x7f, 0x90, 0xb0, 0xf0];
  for (let at = 0; at < bytes.length; at += 4) {
    const opcode = first[at % first.length] ?? 0;
    bytes[at + (at % 8 === 0 ? 0 : 3)] = opcode;
    if (at % 12 === 0) bytes[at + 3] = at % 24 === 0 ? 0 : 0xff;
    if (opcode === 0xf0) bytes.set([0x12, 0xf0 | (at & 7), 0x34, 0xf8 | (at & 3)], at);
  }
  return bytes;
}

const options: readonly (readonly [Packer, string])[] = [
  ['xz', '-0'],
  ['xz', '-9'],
  ['xz', '--check=crc32 --block-size=100000'],
  ['xz', '--check=none --lzma2=dict=4KiB,lc=0,lp=4,pb=4'],
  ['xz', '--check=sha256 --lzma2=lc=4,lp=0,pb=0'],
  ...['x86', 'arm', 'armthumb', 'arm64', 'powerpc', 'sparc'].map(
    (filter) => ['xz', `--check=crc32 --${filter} --lzma2=preset=1`] as const,
  ),
  ['xz', '--delta=dist=3 --arm64 --x86=start=4096 --lzma2=preset=1'],
  ['xz', '--format=lzma -1'],
  ['zstd', '-1'],
  ['zstd', '-3 --long=27'],
  ['zstd', '--ultra -20 --no-check'],
  ['zstd', '--fast=20'],
  ['zstd', '-1 --zstd=wlog=10'],
  ['lz4', '-l'],
  ['lz4', '-9'],
  ['lz4', '-BD -B4 --content-size'],
  ['lz4', '-BX -B7 --no-frame-crc'],
  ['bzip2', '-1'],
  ['bzip2', '-9'],
  ['gzip', '-1'],
  ['gzip', '-9'],
];

const little = sample.subarray(0, 20_000);

for (const [packer, args] of options) {
  test(`${packer} ${args}`, { skip: !hasPacker(packer) && `${packer} is not installed` }, async () => {
    const packed = of(packer, args) ?? new Uint8Array();
    assert.deepEqual(await unpack(packed), { bytes: Buffer.from(sample) });
    // However the packed bytes come in.
    const littlePacked = of(packer, args, little) ?? new Uint8Array();
    assert.deepEqual(await unpack(littlePacked, inPieces(littlePacked, 7)), { bytes: Buffer.from(little) });
    if (args.includes('=lzma')) return; // its header would be that of an endless file
    const nothing = packWith(packer, args, new Uint8Array(0));
    assert.deepEqual(await unpack(nothing), { bytes: Buffer.alloc(0) });
  });
}

/** Programs are started once for what many tests are made of. */
const packedOnce = new Map<string, Uint8Array>();

function of(packer: Packer, args: string, bytes: Uint8Array = sample): Uint8Array | undefined {
  if (!hasPacker(packer)) return undefined;
  const key = `${packer} ${args} ${bytes.length}`;
  const packed = packedOnce.get(key) ?? packWith(packer, args, bytes);
  packedOnce.set(key, packed);
  return packed;
}

test('files put together are one, and what follows the last is passed over', async () => {
  for (const [packer, args] of options) {
    const packed = of(packer, args, little);
    if (packed === undefined || args.includes('=lzma')) continue;
    const twice = Uint8Array.from([...packed, ...packed, ...(packer === 'xz' ? [0, 0, 0, 0] : [])]);
    const bytes = Buffer.from([...little, ...little]);
    assert.deepEqual(await unpack(twice), { bytes }, `${packer} ${args}`);
    // A legacy frame of lz4 has no end: what follows must be the size of all.
    if (args === '-l') continue;
    const followed = Uint8Array.from([...packed, 1, 2, 3, 4]);
    assert.deepEqual((await unpack(followed)).bytes.length, little.length, `${packer} ${args}`);
  }
});

test('what ends in the middle is cut short, and gives what came before', async () => {
  for (const [packer, args] of options) {
    const packed = of(packer, args, little);
    if (packed === undefined) continue;
    const { bytes, error } = await unpack(packed.subarray(0, packed.length - 20));
    const format = args.includes('=lzma') ? 'lzma' : packer;
    assert.equal(error?.code, 'cutShort', `${packer} ${args}: ${error?.code}`);
    assert.deepEqual((error?.args as { format?: string } | undefined)?.format, format);
    assert.ok(Buffer.from(little).subarray(0, bytes.length).equals(bytes), `${packer} ${args}`);
  }
});

test('a byte that is another one is damage, or the check at the end says so, or it was of no account', async () => {
  for (const [packer, args] of options) {
    const packed = of(packer, args, little);
    if (packed === undefined) continue;
    for (let at = 0; at < packed.length; at += Math.ceil(packed.length / 23)) {
      const broken = Uint8Array.from(packed);
      broken[at] = (broken[at] ?? 0) ^ 0x55;
      const { error } = await unpack(broken);
      if (error !== undefined)
        assert.match(error.code, /^(damaged|cutShort|unknownFilter|windowTooLarge|inflatesTooMuch|unknown)$/);
    }
  }
});

test('lengths that end in seven bits of zeros are read to their end', {
  skip: !hasPacker('xz'),
}, async () => {
  // Sizes of 2^14 bytes, in as many records that the index is longer by them.
  const bytes = sample.subarray(0, 3 << 14);
  const packed = packWith('xz', '-0 --block-size=16384', bytes);
  assert.deepEqual(await unpack(packed), { bytes: Buffer.from(bytes) });
  // Behind the index nothing is left that would be taken for more.
  assert.deepEqual(await unpack(Uint8Array.from([...packed, ...packed])), {
    bytes: Buffer.from([...bytes, ...bytes]),
  });
});

test('a history that is longer than its window goes on in its place', {
  skip: !hasPacker('zstd'),
}, async () => {
  // Twice, so that all of it can be matched from afar, and is not.
  const bytes = Uint8Array.from([...sample, ...sample]);
  for (const args of ['-3 --zstd=wlog=10', '-3 --zstd=wlog=17'])
    assert.deepEqual(await unpack(packWith('zstd', args, bytes)), { bytes: Buffer.from(bytes) }, args);
});

const xzBytes = of('xz', '--check=crc32 -0');
const zstdBytes = of('zstd', '-1');
const lz4Bytes = of('lz4', '-l');
const bzip2Bytes = of('bzip2', '-1');
const gzipBytes = of('gzip', '-1');
const lzmaBytes = of('xz', '--format=lzma -0');

for (const [what, bytes, code, args] of [
  [
    'the check of an xz block is another one',
    xzBytes && changed(xzBytes, -26, 1),
    'damaged',
    { format: 'xz' },
  ],
  ['an xz block has a filter that nobody knows', xzFilter(xzBytes), 'unknownFilter', { filter: 0x3f }],
  [
    'the header of xz is another one',
    xzBytes && changed(xzBytes, 8, 1),
    'damaged',
    { format: 'xz', offset: 12 },
  ],
  [
    'an xz chunk is of a kind that there is not',
    xzBytes && changed(xzBytes, 24, 0x55),
    'damaged',
    { format: 'xz' },
  ],
  [
    'a zstd frame wants 2^31 bytes kept',
    Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0xa8, 0, 0, 0),
    'windowTooLarge',
    { format: 'zstd', window: 2 ** 31, limit: LARGEST_WINDOW },
  ],
  [
    'an lzma file wants 2^31 bytes kept',
    lzmaBytes && changed(changed(lzmaBytes, 3, 0, true), 4, 0x80, true),
    'windowTooLarge',
    { format: 'lzma', window: 2 ** 31, limit: LARGEST_WINDOW },
  ],
  [
    'a zstd block is of the reserved kind',
    zstdBytes && reservedBlock(zstdBytes),
    'damaged',
    { format: 'zstd' },
  ],
  [
    'an lz4 block has 9 MB',
    Uint8Array.of(0x02, 0x21, 0x4c, 0x18, 0, 0x90, 0x89, 0, ...new Uint8Array(64)),
    'damaged',
    { format: 'lz4', offset: 4 },
  ],
  ['an lz4 match reaches before the start', lz4Bytes && lz4Match(), 'damaged', { format: 'lz4' }],
  [
    'an lz4 block ends within a distance',
    Uint8Array.of(0x02, 0x21, 0x4c, 0x18, 3, 0, 0, 0, 0x10, 0x41, 9),
    'damaged',
    { format: 'lz4' },
  ],
  [
    'a second bzip2 stream has blocks of a size that there is not',
    bzip2Bytes && Uint8Array.from([...bzip2Bytes, ...changed(bzip2Bytes, 3, 0x3a, true)]),
    'damaged',
    { format: 'bzip2', offset: (bzip2Bytes?.length ?? 0) + 4 },
  ],
  [
    'a bzip2 block begins with another mark',
    bzip2Bytes && changed(bzip2Bytes, 5, 1),
    'damaged',
    { format: 'bzip2' },
  ],
  [
    'a gzip stream has a block of no kind',
    gzipBytes && changed(gzipBytes, 10, 6, true),
    'damaged',
    { format: 'gzip' },
  ],
  [
    'the check of a gzip stream is another one',
    gzipBytes && changed(gzipBytes, -8, 1),
    'damaged',
    { format: 'gzip' },
  ],
  [
    'lzo cannot be unpacked',
    Uint8Array.of(0x89, 0x4c, 0x5a, 0x4f, 0, 13, 10, 26, 10),
    'cannotUnpack',
    { format: 'lzo' },
  ],
] as const) {
  test(what, { skip: bytes === undefined && 'its packer is not installed' }, async () => {
    const { error } = await unpack(bytes ?? new Uint8Array());
    assert.equal(error?.code, code);
    assert.deepEqual({ ...error?.args, ...args }, error?.args);
  });
}

test('what becomes more than a thousand times as much is left', { skip: !hasPacker('xz') }, async () => {
  const { error, bytes } = await unpack(packWith('xz', '-0', new Uint8Array(40_000_000)));
  assert.equal(error?.code, 'inflatesTooMuch');
  assert.equal((error?.args as { ratio?: number } | undefined)?.ratio, LARGEST_RATIO);
  assert.ok(bytes.length < 20_000_000);
});

test('a signal ends unpacking in the middle', async () => {
  for (const [packer, args] of options) {
    const packed = of(packer, args);
    if (packed === undefined) continue;
    const controller = new AbortController();
    const packing = packings.find((each) => each.matches(packed.subarray(0, 4096), ''));
    assert.ok(packing !== undefined);
    const pace = new Pace(undefined, controller.signal);
    await assert.rejects(async () => {
      for await (const _ of packing.unpack(Cursor.of(memorySource(packed)), pace)) controller.abort();
    }, /abort/i);
  }
});

async function unpack(
  packed: Uint8Array,
  cursor = Cursor.of(memorySource(packed)),
): Promise<{ bytes: Buffer; error?: ContainerError }> {
  const packing = packings.find((each) => each.matches(packed.subarray(0, 4096), ''));
  if (packing === undefined)
    return { bytes: Buffer.alloc(0), error: new ContainerError('damaged', { format: '?', offset: 0 }) };
  const pieces: Buffer[] = [];
  try {
    for await (const piece of unpacked(cursor, packing, new Pace())) pieces.push(Buffer.from(piece));
    return { bytes: Buffer.concat(pieces) };
  } catch (error) {
    if (!(error instanceof ContainerError)) throw error;
    return { bytes: Buffer.concat(pieces), error };
  }
}

/** Each piece is gone when the next one is asked for. */
function inPieces(bytes: Uint8Array, length: number): Cursor {
  const stream = async function* (): ByteStream {
    const piece = new Uint8Array(length);
    for (let at = 0; at < bytes.length; at += length) {
      const rest = bytes.subarray(at, at + length);
      piece.set(rest);
      yield piece.subarray(0, rest.length);
      piece.fill(0xaa);
    }
  };
  return Cursor.over(stream());
}

/** @param at from the end where it is negative */
function changed(bytes: Uint8Array, at: number, value: number, isAll = false): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const place = at < 0 ? copy.length + at : at;
  copy[place] = isAll ? value : (copy[place] ?? 0) ^ value;
  return copy;
}

/** The first filter's id, and the header's CRC32 with it. */
function xzFilter(bytes: Uint8Array | undefined): Uint8Array | undefined {
  if (bytes === undefined) return undefined;
  const copy = changed(bytes, 14, 0x3f, true);
  const header = copy.subarray(12, 12 + ((copy[12] ?? 0) + 1) * 4);
  new DataView(copy.buffer).setUint32(12 + header.length - 4, crc32(header.subarray(0, -4)), true);
  return copy;
}

/** Written apart from src: bit by bit. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes)
    for (let bit = 0; bit < 8; bit++) {
      const isSet = ((crc ^ (byte >> bit)) & 1) === 1;
      crc = (crc >>> 1) ^ (isSet ? 0xedb88320 : 0);
    }
  return ~crc >>> 0;
}

function reservedBlock(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  // Magic, descriptor, window: behind them the first block.
  const at = 6 + ([0, 2, 4, 8][(copy[4] ?? 0) >> 6] ?? 0);
  copy[at] = (copy[at] ?? 0) | 6;
  return copy;
}

function lz4Match(): Uint8Array {
  const block = [0x10, 0x41, 9, 0, 0x10, 0x41];
  return Uint8Array.of(0x02, 0x21, 0x4c, 0x18, block.length, 0, 0, 0, ...block);
}

test('many small files put together are all there: what one was unpacked into serves the next', async () => {
  for (const [packer, args] of options) {
    const packed = of(packer, args, sample.subarray(0, 5));
    if (packed === undefined || args.includes('=lzma') || args === '-l') continue;
    const many = Uint8Array.from(Array.from({ length: 20 }, () => [...packed]).flat());
    const expected = Buffer.concat(Array.from({ length: 20 }, () => sample.subarray(0, 5)));
    assert.deepEqual(await unpack(many), { bytes: expected }, `${packer} ${args}`);
  }
});
