/**
 * What a Go program says of its own making: the blob behind "\xff Go buildinf:" that the linker writes.
 * Mirrors Go's src/debug/buildinfo/buildinfo.go. From Go 1.18 on the strings follow inline; before, there
 * are two pointers to Go strings in the program's own pointer size and byte order.
 */

import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { PF_W, PT_LOAD } from '../../elf/format/constants.ts';
import type { ByteSource } from '../../elf/imageSource.ts';
import type { ElfHeaders } from '../../elf/readHeaders.ts';
import { programSections } from './programSections.ts';

export interface GoBuildInfo {
  /** "go1.19.8", "devel go1.22-…"; '' where the program has no build information. */
  readonly goVersion: string;
  /** Import path of the main package; absent when the program was built without module information. */
  readonly path?: string;
}

// biome-ignore lint/plugin: bytes of the file, not a sentence
const MAGIC = Uint8Array.from([0xff, ...[...' Go buildinf:'].map((letter) => letter.charCodeAt(0))]);
/** Position-independent programs have it among what is relocated. */
const FUNCTIONS = /^(?:\.data\.rel\.ro)?\.gopclntab$/;
const ALIGN = 16;
const HEADER_SIZE = 32;
/** Where the section headers are gone: bytes of a writable segment that are searched. The blob comes early. */
const SEARCHED = 1 << 20;
/** Sections of that name, or segments, that are looked at. */
const MAX_PLACES = 8;
const FIRST_PIECE = 1 << 16;
const MAX_VERSION = 256;
/** The main package's path stands on the first line. */
const MAX_MODULE_TEXT = 4096;

/**
 * What makes a program Go's: its build information or, where that was removed or the release is older than it (1.13),
 * the table of its functions, without which Go's programs do not run. Undefined for other programs.
 */
export async function recognizeGo(program: ElfHeaders, source: ByteSource): Promise<GoBuildInfo | undefined> {
  const info = await readBuildInfo(program, source);
  if (info !== undefined) return info;
  for (const { name } of programSections(program)) if (FUNCTIONS.test(name)) return { goVersion: '' };
  return undefined;
}

/** Undefined for programs that are not Go's, or whose build information was removed. */
export async function readBuildInfo(
  program: ElfHeaders,
  source: ByteSource,
): Promise<GoBuildInfo | undefined> {
  const blob = await findBlob(program, source);
  if (blob === undefined) return undefined;
  const [version, module] =
    ((blob.header[15] ?? 0) & 2) !== 0
      ? await inlineStrings(source, blob.offset + HEADER_SIZE)
      : await pointedStrings(program, source, blob.header);
  if (version === undefined || version === '') return undefined;
  const path = /^path\t(.+)$/m.exec(withoutSentinels(module ?? ''))?.[1];
  return { goVersion: version, ...(path === undefined ? {} : { path }) };
}

async function findBlob(program: ElfHeaders, source: ByteSource) {
  for (const { offset, length } of places(program)) {
    let done = 0;
    for (let piece = FIRST_PIECE; done < length; piece = SEARCHED) {
      const bytes = await source.read(offset + done, Math.min(piece, length - done));
      const at = magicIn(bytes);
      if (at >= 0) {
        const header = await source.read(offset + done + at, HEADER_SIZE);
        return header.length < HEADER_SIZE ? undefined : { offset: offset + done + at, header };
      }
      if (bytes.length === 0) break;
      done += bytes.length;
    }
  }
  return undefined;
}

/** The section by its name; without section headers, the start of each writable segment. */
function places(program: ElfHeaders): { offset: number; length: number }[] {
  const { sections, segments } = program;
  const found: { offset: number; length: number }[] = [];
  const add = (offset: bigint, length: bigint): void => {
    found.push({ offset: fileNumber(offset), length: Math.min(fileNumber(length), SEARCHED) });
  };
  for (const section of programSections(program)) {
    if (section.name === '.go.buildinfo' && found.length < MAX_PLACES) add(section.offset, section.size);
  }
  if (sections.length > 0) return found;
  for (let index = 0; index < segments.length && found.length < MAX_PLACES; index++) {
    const segment = segments.at(index);
    if (segment?.type === PT_LOAD && (segment.flags & PF_W) !== 0) add(segment.offset, segment.filesz);
  }
  return found;
}

function magicIn(bytes: Uint8Array): number {
  for (let at = 0; at + MAGIC.length <= bytes.length; at += ALIGN) {
    if (bytes[at] === MAGIC[0] && MAGIC.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

async function inlineStrings(source: ByteSource, offset: number): Promise<(string | undefined)[]> {
  const bytes = await source.read(offset, MAX_VERSION + MAX_MODULE_TEXT);
  const first = inlineString(bytes, 0, MAX_VERSION);
  const second = first === undefined ? undefined : inlineString(bytes, first.end, MAX_MODULE_TEXT);
  return [first?.text, second?.text];
}

/** An unsigned LEB128 length and as many bytes. */
function inlineString(bytes: Uint8Array, at: number, limit: number) {
  let length = 0;
  let end = at;
  for (let shift = 1; ; shift *= 128) {
    const byte = bytes[end++];
    if (byte === undefined || shift > 2 ** 35) return undefined;
    length += (byte & 0x7f) * shift;
    if (byte < 0x80) break;
  }
  return { text: decode(bytes.subarray(end, end + Math.min(length, limit))), end: end + length };
}

async function pointedStrings(
  program: ElfHeaders,
  source: ByteSource,
  header: Uint8Array,
): Promise<(string | undefined)[]> {
  const size = header[14];
  if (size !== 4 && size !== 8) return [];
  const little = ((header[15] ?? 0) & 1) === 0;
  const word = (bytes: Uint8Array, at: number): bigint => {
    if (at + size > bytes.length) return 0n;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return size === 8 ? view.getBigUint64(at, little) : BigInt(view.getUint32(at, little));
  };
  const text = async (pointer: bigint, limit: number): Promise<string | undefined> => {
    const at = program.offsetOf(pointer);
    if (at === undefined) return undefined;
    const string = await source.read(at, 2 * size);
    const data = program.offsetOf(word(string, 0));
    const length = word(string, size);
    if (data === undefined || length > BigInt(program.size)) return undefined;
    return decode(await source.read(data, Math.min(fileNumber(length), limit)));
  };
  return [await text(word(header, 16), MAX_VERSION), await text(word(header, 16 + size), MAX_MODULE_TEXT)];
}

/** The module text stands between two marks of 16 bytes each, by which a debugger finds it in memory. */
function withoutSentinels(text: string): string {
  const start = text.indexOf('path\t');
  return start < 0 ? '' : text.slice(start);
}

const decoder = new TextDecoder('utf-8');

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
