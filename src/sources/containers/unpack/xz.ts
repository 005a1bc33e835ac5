/**
 * The .xz format (tukaani.org/xz/xz-file-format.txt, 1.2.1): streams of blocks, each packed with LZMA2 and, before it, up
 * to three filters. Of the checks CRC32, which kernels have, is held against what comes out.
 */

import { startsWith } from '../../../elf/bytes/startsWith.ts';
import { damaged, exactly } from '../broken.ts';
import { ContainerError } from '../containerError.ts';
import type { Cursor } from '../cursor.ts';
import type { Packing } from '../format.ts';
import type { ByteStream } from '../model.ts';
import type { Pace } from '../pace.ts';
import { branchFilter, filtered } from './branchFilters.ts';
import { crc32, u32 } from './bytes.ts';
import { lzma2 } from './lzma2.ts';

const MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0];
const HEADER = 12;
const FOOTER = 12;
const LZMA2 = 0x21;
/** Bytes of a check, by its type. */
const CHECKS = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];
const CRC32 = 1;

export const xz: Packing = {
  kind: 'packed',
  format: 'xz',
  matches: (head) => startsWith(head, MAGIC),
  async *unpack(bytes: Cursor, pace: Pace): ByteStream {
    do {
      yield* stream(bytes, pace);
      while (startsWith(await bytes.peek(4), [0, 0, 0, 0])) await bytes.skip(4); // stream padding
    } while (startsWith(await bytes.peek(MAGIC.length), MAGIC));
  },
};

async function* stream(bytes: Cursor, pace: Pace): ByteStream {
  const header = await exactly(bytes, HEADER, 'xz');
  const [reserved, check = 0] = header.subarray(6);
  if (reserved !== 0 || check > 15 || crc32(header.subarray(6, 8)) !== u32(header, 8))
    throw damaged('xz', bytes.position);
  const checkSize = CHECKS[check] ?? 0;
  for (;;) {
    const [size = 0] = await exactly(bytes, 1, 'xz');
    if (size === 0) break;
    const start = bytes.position;
    const filters = blockFilters(bytes, size, await exactly(bytes, (size + 1) * 4 - 1, 'xz'));
    const packedAt = bytes.position;
    let crc = 0;
    let unpacked: ByteStream = lzma2(bytes, filters.dictionary, pace);
    for (const filter of filters.others) unpacked = filtered(unpacked, filter);
    for await (const piece of unpacked) {
      if (check === CRC32) crc = crc32(piece, crc);
      yield piece;
    }
    await exactly(bytes, (4 - ((bytes.position - packedAt) % 4)) % 4, 'xz');
    const stated = await exactly(bytes, checkSize, 'xz');
    if (check === CRC32 && u32(stated) !== crc) throw damaged('xz', start - 1);
  }
  await passIndex(bytes);
}

/** The filters of a block, in the order in which they are undone behind LZMA2. @param rest its header, but for the size */
function blockFilters(bytes: Cursor, size: number, rest: Uint8Array) {
  const end = rest.length - 4;
  const header = Uint8Array.of(size, ...rest.subarray(0, end));
  if (crc32(header) !== u32(rest, end)) throw damaged('xz', bytes.position);
  const flags = header[1] ?? 0;
  if ((flags & 0x3c) !== 0) throw damaged('xz', bytes.position);
  const fields = new Fields(header, 2);
  if (flags & 0x40) fields.number();
  if (flags & 0x80) fields.number();
  const others = [];
  for (let index = 0; index <= (flags & 3); index++) {
    const id = fields.number();
    const properties = fields.bytes(fields.number());
    if (properties === undefined) throw damaged('xz', bytes.position);
    if (id === LZMA2) {
      const [dictionary = 0xff] = properties;
      if (properties.length !== 1 || dictionary > 40 || index !== (flags & 3))
        throw damaged('xz', bytes.position);
      return { dictionary: dictionarySize(dictionary), others: others.reverse() };
    }
    const filter = branchFilter(id, properties);
    if (filter === undefined) throw new ContainerError('unknownFilter', { filter: id });
    others.push(filter);
  }
  throw damaged('xz', bytes.position);
}

function dictionarySize(bits: number): number {
  return bits === 40 ? 0xffffffff : (2 | (bits & 1)) * 2 ** ((bits >> 1) + 11);
}

/** Behind the last block: how long each is, which is known by then, and the footer. */
async function passIndex(bytes: Cursor): Promise<void> {
  const start = bytes.position - 1;
  const records = await number(bytes);
  for (let index = 0; index < records; index++) {
    await number(bytes);
    await number(bytes);
  }
  await exactly(bytes, (4 - ((bytes.position - start) % 4)) % 4, 'xz');
  await exactly(bytes, 4, 'xz');
  const footer = await exactly(bytes, FOOTER, 'xz');
  if (footer[10] !== 0x59 || footer[11] !== 0x5a) throw damaged('xz', bytes.position);
}

/** Seven bits a byte, the lowest first. */
async function number(bytes: Cursor): Promise<number> {
  let value = 0;
  for (let shift = 0; shift < 63; shift += 7) {
    const [byte = 0] = await exactly(bytes, 1, 'xz');
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
  throw damaged('xz', bytes.position);
}

/** Fields of a header that is at hand. What is not there is 0xff…: no filter and no length that can be. */
class Fields {
  readonly #header: Uint8Array;
  #at: number;

  constructor(header: Uint8Array, at: number) {
    this.#header = header;
    this.#at = at;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; shift < 63; shift += 7) {
      const byte = this.#header[this.#at++] ?? 0xff;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return value;
  }

  bytes(length: number): Uint8Array | undefined {
    if (this.#at + length > this.#header.length) return undefined;
    this.#at += length;
    return this.#header.subarray(this.#at - length, this.#at);
  }
}
