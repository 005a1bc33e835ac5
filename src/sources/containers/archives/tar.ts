/**
 * Archives of `tar`: the formats of POSIX.1-1988 (ustar) and POSIX.1-2001 (pax), GNU's and the one before them (V7).
 * Header: POSIX pax, "ustar Interchange Format"; GNU tar's src/tar.h.
 */
import { decodeUntilNul } from '../../../elf/bytes/utf8.ts';
import { damaged, exactly } from '../broken.ts';
import { ContainerError } from '../containerError.ts';
import type { Cursor } from '../cursor.ts';
import type { Part } from '../model.ts';
import { digits, MAX_MEMBER_NAME, memberOf, passTo } from './entry.ts';
import { type PaxRecords, paxRecords } from './pax.ts';
import { isWanted } from './wanted.ts';

export const TAR_BLOCK = 512;

const FIELDS = {
  name: [0, 100],
  size: [124, 136],
  checksum: [148, 156],
  type: 156,
  magic: [257, 263],
  prefix: [345, 500],
  /** GNU: whether blocks with more of a sparse file's map follow; in those blocks it stands elsewhere. */
  isExtended: 482,
  isExtendedAgain: 504,
} as const;

/** Regular files: '7' asks for contiguous ones; V7 wrote NUL. */
const FILES = new Set(['0', '\0', '7']);
/** Links, devices, folders and pipes: whatever size they claim, no bytes follow. */
const WITHOUT_BYTES = /^[1-6]$/;
const SPARSE = 'S';
/** What stands before a member and is about it: GNU's long names, pax's records for one and for all. */
const ABOUT = new Set(['L', 'K', 'x', 'X', 'g']);

interface Header {
  readonly type: string;
  readonly name: string;
  readonly size: number;
  readonly more: boolean;
}

/** Every regular file. Throws a ContainerError where it is damaged or cut short. */
export async function* tarMembers(cursor: Cursor): AsyncGenerator<Part> {
  let longName: string | undefined;
  let records: PaxRecords = {};
  let forAll: PaxRecords = {};
  for (let header = await nextHeader(cursor); header !== undefined; header = await nextHeader(cursor)) {
    const { type } = header;
    if (ABOUT.has(type)) {
      const bytes = await exactly(cursor, header.size, 'tar');
      if (type === 'L') longName = decodeUntilNul(bytes);
      else if (type === 'g') forAll = { ...forAll, ...paxRecords(bytes) };
      else if (type !== 'K') records = paxRecords(bytes);
      await cursor.skip(filling(header.size));
      continue;
    }
    const said = { ...forAll, ...records };
    const name = said.sparseName ?? said.path ?? longName ?? header.name;
    const size = WITHOUT_BYTES.test(type) ? 0 : (digitsOf(said.size) ?? header.size);
    longName = undefined;
    records = {};
    if (type === SPARSE && header.more) await passSparseMap(cursor);
    const end = cursor.position + size;
    if (type === SPARSE || said.isSparse) {
      // What is not looked into anyhow is not missed.
      if (isWanted(name)) yield { kind: 'notice', error: new ContainerError('sparseMember', { name }) };
    } else if (FILES.has(type) && !(type === '\0' && name.endsWith('/'))) yield memberOf(cursor, name, size);
    await passTo(cursor, 'tar', end);
    await cursor.skip(filling(size));
  }
}

/** Undefined at the end: archives end with blocks of zeros; where the last ones are missing nothing is lost. */
async function nextHeader(cursor: Cursor): Promise<Header | undefined> {
  const at = cursor.position;
  if ((await cursor.peek(1)).length === 0) return undefined;
  const block = await exactly(cursor, TAR_BLOCK, 'tar');
  if (isZero(block)) return undefined;
  const size = numberIn(block.subarray(...FIELDS.size));
  const type = String.fromCharCode(block[FIELDS.type] ?? 0);
  const tooLong = ABOUT.has(type) && (size ?? 0) > MAX_MEMBER_NAME;
  if (size === undefined || tooLong || !isTarHeader(block)) throw damaged('tar', at);
  return { type, name: nameOf(block), size, more: block[FIELDS.isExtended] !== 0 };
}

/** The sum of its bytes, those of the sum counted as blanks; old programs summed signed ones. */
export function isTarHeader(block: Uint8Array): boolean {
  const declared = digits(block.subarray(...FIELDS.checksum), 8);
  if (block.length < TAR_BLOCK || declared === undefined) return false;
  let [unsigned, signed] = [0, 0];
  for (let at = 0; at < TAR_BLOCK; at++) {
    const summed = at >= FIELDS.checksum[0] && at < FIELDS.checksum[1];
    const byte = summed ? 0x20 : (block[at] ?? 0);
    unsigned += byte;
    signed += byte > 0x7f ? byte - 0x100 : byte;
  }
  return declared === unsigned || declared === signed;
}

async function passSparseMap(cursor: Cursor): Promise<void> {
  while ((await exactly(cursor, TAR_BLOCK, 'tar'))[FIELDS.isExtendedAgain] !== 0);
}

/** Octal digits, or with the first bit set a number of the other bytes (GNU, for 8 GiB and more). */
function numberIn(field: Uint8Array): number | undefined {
  const first = field[0] ?? 0;
  if ((first & 0x80) === 0) return isZero(field) ? 0 : digits(field, 8);
  let value = first & 0x7f;
  for (const byte of field.subarray(1)) value = value * 0x100 + byte;
  return Number.isSafeInteger(value) ? value : undefined;
}

function nameOf(block: Uint8Array): string {
  const name = decodeUntilNul(block.subarray(...FIELDS.name));
  // GNU's own format has other fields where this one stands.
  const isUstar = decodeUntilNul(block.subarray(...FIELDS.magic)) === 'ustar';
  const prefix = isUstar ? decodeUntilNul(block.subarray(...FIELDS.prefix)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function digitsOf(text: string | undefined): number | undefined {
  const value = /^\d+$/.test(text ?? '') ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

function filling(size: number): number {
  return (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
