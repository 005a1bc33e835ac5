/**
 * A file that we did not build, as something to mutate: the fields of its headers and of the first rows of its
 * tables, and the places where damage is felt. By the gABI, apart from src/elf.
 */
import type { FieldRange } from '../../../support/elf/index.ts';
import type { Seed } from '../../mutate.ts';

interface Section {
  readonly name: string;
  readonly type: number;
  readonly range: FieldRange;
}

const HEADER = {
  32: [16, 2, 18, 2, 20, 4, 24, 4, 28, 4, 32, 4, 36, 4, 40, 2, 42, 2, 44, 2, 46, 2, 48, 2, 50, 2],
  64: [16, 2, 18, 2, 20, 4, 24, 8, 32, 8, 40, 8, 48, 4, 52, 2, 54, 2, 56, 2, 58, 2, 60, 2, 62, 2],
} as const;
const SEGMENT = { 32: [4, 4, 4, 4, 4, 4, 4, 4], 64: [4, 4, 8, 8, 8, 8, 8, 8] } as const;
const SECTION = { 32: [4, 4, 4, 4, 4, 4, 4, 4, 4, 4], 64: [4, 4, 8, 8, 8, 8, 4, 4, 8, 8] } as const;
const SHT_NOBITS = 8;
/** Headers and words of a table whose fields are known one by one. */
const MAX_HEADERS = 64;
const MAX_WORDS = 96;
/** Bytes of a table in which damage is felt. */
const MAX_HOT = 4096;
const HOT_SECTIONS =
  /^\.(dyn(sym|str|amic)|symtab|strtab|shstrtab|hash|gnu\.|note|rel|go\.buildinfo|interp|crel|symtab_shndx)/;
/** GNU hashes in Go's vdsoSymbolKeys: __vdso_gettimeofday, __vdso_clock_gettime, __kernel_clock_gettime. */
const KEY_HASHES = [0xb01bca00, 0x6e43a318, 0xdfa941fd];
const KEYS_AROUND = 256;
const BUILD_INFO = '\xff Go buildinf:';

export function realSeed(name: string, bytes: Uint8Array): Seed {
  const size = bytes[4] === 1 ? 32 : 64;
  const littleEndian = bytes[5] !== 2;
  const file = new Reader(bytes, littleEndian);
  const [phoff, shoff] =
    size === 64 ? [file.word(32, 8), file.word(40, 8)] : [file.word(28, 4), file.word(32, 4)];
  const counts = size === 64 ? 54 : 42;
  const [phentsize, phnum, shentsize, shnum, shstrndx] = [0, 2, 4, 6, 8].map((at) =>
    file.word(counts + at, 2),
  );
  const fields: FieldRange[] = [];
  for (let index = 0; index < HEADER[size].length; index += 2) {
    fields.push({ offset: HEADER[size][index] ?? 0, size: HEADER[size][index + 1] ?? 1 });
  }
  fields.push(...rows(phoff, phentsize ?? 0, Math.min(phnum ?? 0, MAX_HEADERS), SEGMENT[size]));
  fields.push(...rows(shoff, shentsize ?? 0, Math.min(shnum ?? 0, MAX_HEADERS), SECTION[size]));
  const sections = sectionsOf(file, size, {
    shoff,
    shentsize: shentsize ?? 0,
    shnum: shnum ?? 0,
    shstrndx: shstrndx ?? 0,
  });
  const there = sections.filter(({ type, range }) => type !== SHT_NOBITS && range.size > 0);
  const hot = there.filter((section) => HOT_SECTIONS.test(section.name)).map(({ range }) => clipped(range));
  hot.push({ offset: 0, size: 64 }, { offset: phoff, size: (phentsize ?? 0) * (phnum ?? 0) });
  hot.push({ offset: shoff, size: (shentsize ?? 0) * (shnum ?? 0) });
  hot.push(...keyTables(file), ...buildInfo(bytes));
  const felt = hot.filter(({ offset, size: length }) => length > 0 && offset + length <= bytes.length);
  for (const { offset, size: length } of felt) {
    const word = size / 8;
    const count = Math.min(Math.floor(length / word), MAX_WORDS);
    for (let index = 0; index < count; index++) fields.push({ offset: offset + index * word, size: word });
  }
  const inside = fields.filter((field) => field.offset + field.size <= bytes.length);
  const tables = [...felt, ...there.map(({ range }) => range)].filter(({ offset }) => offset < bytes.length);
  return { name, bytes, littleEndian, fields: inside, tables, hot: felt };
}

function clipped({ offset, size }: FieldRange): FieldRange {
  return { offset, size: Math.min(size, MAX_HOT) };
}

function rows(start: number, step: number, count: number, widths: readonly number[]): FieldRange[] {
  return Array.from({ length: count }, (_, row) => {
    let offset = start + row * step;
    return widths.map((size) => {
      const field = { offset, size };
      offset += size;
      return field;
    });
  }).flat();
}

interface SectionTable {
  readonly shoff: number;
  readonly shentsize: number;
  readonly shnum: number;
  readonly shstrndx: number;
}

function sectionsOf(
  file: Reader,
  size: 32 | 64,
  { shoff, shentsize, shnum, shstrndx }: SectionTable,
): Section[] {
  const [word, at] = size === 64 ? [8, 24] : [4, 16];
  const rangeOf = (index: number) => {
    const header = shoff + index * shentsize;
    return { offset: file.word(header + at, word), size: file.word(header + at + word, word) };
  };
  const names = rangeOf(shstrndx).offset;
  return Array.from({ length: shnum }, (_, index) => {
    const header = shoff + index * shentsize;
    return {
      name: file.text(names + file.word(header, 4)),
      type: file.word(header + 4, 4),
      range: rangeOf(index),
    };
  });
}

function keyTables(file: Reader): FieldRange[] {
  const found: FieldRange[] = [];
  for (const hash of KEY_HASHES) {
    const at = file.find(hash);
    if (at >= 0) found.push({ offset: Math.max(0, at - KEYS_AROUND), size: 2 * KEYS_AROUND });
  }
  return found;
}

function buildInfo(bytes: Uint8Array): FieldRange[] {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(BUILD_INFO, 0, 'latin1');
  return at < 0 ? [] : [{ offset: at, size: 128 }];
}

class Reader {
  readonly #bytes: Buffer;
  readonly #littleEndian: boolean;

  constructor(bytes: Uint8Array, littleEndian: boolean) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#littleEndian = littleEndian;
  }

  /** 0 outside; of sound files only, whose offsets are small. */
  word(at: number, size: number): number {
    if (at + size > this.#bytes.length) return 0;
    let value = 0;
    for (let index = 0; index < size; index++) {
      value = value * 256 + (this.#bytes[this.#littleEndian ? at + size - 1 - index : at + index] ?? 0);
    }
    return value;
  }

  text(at: number): string {
    const end = this.#bytes.indexOf(0, at);
    return this.#bytes.toString('latin1', at, end < 0 ? at : end);
  }

  find(word: number): number {
    const pattern = Buffer.alloc(4);
    if (this.#littleEndian) pattern.writeUInt32LE(word);
    else pattern.writeUInt32BE(word);
    return this.#bytes.indexOf(pattern);
  }
}
