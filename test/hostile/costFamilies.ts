/**
 * Families of files made to cost much, one for each kind of table and each product of two counts: `n` of whatever the
 * family is about. Four times as many must not cost more than four times as much.
 */
import { type BuiltImage, buildImage, type ImageDescription, machines } from '../support/elf/index.ts';

export type Family = (n: number) => Uint8Array;

const base = { class: 64, littleEndian: true, machine: machines.x86_64, soname: 'libcosts.so' } as const;
const narrow = { ...base, class: 32, machine: machines.i386 } as const;
/** Looked up by a dozen consumers. */
const WANTED = '__vdso_clock_gettime';
const PT_LOAD = 1;
const PT_NOTE = 4;
const SHT_NOTE = 7;
const SHT_NOBITS = 8;
const SHF_EXECINSTR = 4n;

function times<Item>(n: number, item: (at: number) => Item): Item[] {
  return Array.from({ length: n }, (_, at) => item(at));
}

function view({ bytes }: BuiltImage): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Built with one string of 16 letters for each of `n`, and fields that are to name its suffixes. */
function suffixes(
  n: number,
  description: Partial<ImageDescription>,
  field: (at: number) => string,
): Uint8Array {
  const long = 'x'.repeat(16 * n);
  const image = buildImage({ ...base, needed: [long], ...description });
  const start = image.layout.field(`dynstr."${long}"`).offset - image.layout.range('dynstr').offset;
  for (let at = 1; at <= n; at++)
    view(image).setUint32(image.layout.field(field(at)).offset, start + at, true);
  return image.bytes;
}

const symbols = (n: number, name: (at: number) => string, rest: object = {}) =>
  times(n, (at) => ({ name: name(at), offset: 0, ...rest }));
const numbered = (at: number): string => `s${at}`;

export const families: Readonly<Record<string, Family>> = {
  'dynamic entries that are addresses, and as many segments over each other': (n) =>
    buildImage({
      ...base,
      extraDynamic: times(n, () => ({ tag: 3n, value: 0xffffffn })),
      extraSegments: times(n, (at) => ({
        type: PT_LOAD,
        vaddr: BigInt(at),
        offset: 0n,
        filesz: 64n,
        memsz: 64n,
      })),
    }).bytes,
  'names that are suffixes of one string': (n) =>
    suffixes(n, { symbols: symbols(n, numbered) }, (at) => `dynsym[${at}].st_name`),
  'symbols that all have a name which many look up, at one address': (n) =>
    buildImage({ ...base, hash: 'none', symbols: symbols(n, () => WANTED) }).bytes,
  'symbols that all have different names at one address': (n) =>
    buildImage({ ...base, symbols: symbols(n, (at) => `${'alias'.repeat(8)}${at}`), hash: 'both' }).bytes,
  'definitions whose names are suffixes of one string': (n) =>
    suffixes(
      n,
      { versions: times(n, (at) => ({ name: `V${at}` })) },
      (at) => `verdef[${at}].aux[0].vda_name`,
    ),
  'definitions of one name that many look up': (n) =>
    buildImage({ ...base, versions: times(n, () => ({ name: 'LINUX_2.6' })), symbols: symbols(4, numbered) })
      .bytes,
  'a definition with very many parents': (n) =>
    buildImage({
      ...base,
      versions: [
        ...times(n, (at) => ({ name: `V${at}` })),
        { name: 'L', parents: times(n, (at) => `V${at}`) },
      ],
    }).bytes,
  'needs, and symbols that all have versions with long names': (n) => {
    const file = `${'f'.repeat(3000)}.so`;
    const needs = [{ file, versions: times(n, (at) => ({ name: `${'v'.repeat(60)}${at}` })) }];
    const needing = times(n, (at) => ({
      name: numbered(at),
      section: 'UND',
      version: `${'v'.repeat(60)}${at}`,
    }));
    return buildImage({ ...base, needs, symbols: needing }).bytes;
  },
  'buckets of DT_HASH that all lead to one chain': (n) => {
    const image = buildImage({ ...base, symbols: symbols(n, numbered), hash: 'sysv', buckets: n });
    const words = image.layout.range('sysvHash').offset + 8;
    for (let at = 0; at < n; at++) view(image).setUint32(words + at * 4, 1, true);
    for (let at = 1; at < n; at++) view(image).setUint32(words + (n + at) * 4, at + 1, true);
    return image.bytes;
  },
  'one bucket of DT_GNU_HASH': (n) =>
    buildImage({ ...base, symbols: symbols(n, numbered), hash: 'gnu', gnuBuckets: 1 }).bytes,
  'DT_GNU_HASH of nothing but buckets': (n) =>
    buildImage({ ...base, symbols: symbols(64, numbered), hash: 'gnu', gnuBuckets: n }).bytes,
  'one bucket of DT_MIPS_XHASH': (n) =>
    buildImage({
      ...narrow,
      machine: machines.mips,
      symbols: symbols(n, numbered),
      hash: 'mips',
      gnuBuckets: 1,
    }).bytes,
  'RELA of a symbol with a long name': (n) =>
    buildImage({
      ...base,
      symbols: symbols(1, () => 'x'.repeat(4000)),
      dataSize: 64,
      relocations: { rela: times(n, (at) => ({ offset: at, type: 1, symbol: 1, addend: -1n })) },
    }).bytes,
  'REL of a symbol with a long name': (n) =>
    buildImage({
      ...narrow,
      symbols: symbols(1, () => 'x'.repeat(4000)),
      dataSize: 64,
      relocations: { rel: times(n, (at) => ({ offset: at, type: 1, symbol: 1 })) },
    }).bytes,
  'RELR of full bitmaps': (n) =>
    buildImage({ ...base, dataSize: 64, relocations: { relr: [0, ...times(n, () => 2n ** 64n - 1n)] } })
      .bytes,
  'CREL of one byte a relocation': (n) => {
    const entries = times(8 * n, (at) => ({ offset: BigInt(at), type: 1, symbol: 1 }));
    return buildImage({ ...base, symbols: symbols(1, numbered), relocations: { crel: { entries } } }).bytes;
  },
  'Android’s packed relocations without end': (n) => {
    const entries = [{ offset: 8n, type: 1, symbol: 1 }];
    const groups = [{ step: 8n, sameInfo: true, sameAddend: true, size: 2n ** 62n, entries }];
    const android = { count: 2n ** 62n, groups };
    return buildImage({ ...base, symbols: symbols(1, numbered), textSize: 16 * n, relocations: { android } })
      .bytes;
  },
  notes: (n) =>
    buildImage({ ...base, notes: times(n, () => ({ owner: 'x', type: 1, description: new Uint8Array() })) })
      .bytes,
  'segments of notes and sections of notes, split off': (n) =>
    buildImage({
      ...base,
      extraSegments: times(n, () => ({
        type: PT_NOTE,
        offset: 0n,
        filesz: 1n << 30n,
        vaddr: 0n,
        memsz: 1n << 30n,
      })),
      extraSections: [
        { name: '.gone', type: SHT_NOBITS, flags: SHF_EXECINSTR },
        ...times(n, () => ({ name: '.n', type: SHT_NOTE, contents: new Uint8Array(16) })),
      ],
    }).bytes,
  'sections whose names are suffixes of one string': (n) => {
    const long = 'x'.repeat(16 * n);
    const image = buildImage({
      ...base,
      extraSections: [{ name: long }, ...times(n, () => ({ name: '.s' }))],
    });
    const start = image.layout.field(`shstrtab."${long}"`).offset - image.layout.range('shstrtab').offset;
    const first = image.layout.range('shdr').offset;
    for (let at = 12; at < n; at++) view(image).setUint32(first + at * 64, start + at, true);
    return image.bytes;
  },
  'segments that overlap': (n) =>
    buildImage({
      ...base,
      extraSegments: times(n, (at) => ({
        type: PT_LOAD,
        vaddr: BigInt(n - at),
        filesz: 1n << 40n,
        memsz: 2n,
      })),
    }).bytes,
  'an object file with a section of relocations for each section': (n) =>
    buildImage({
      ...base,
      type: 1,
      symtab: symbols(4, numbered, { section: 'ABS' }),
      extraSections: times(n, (at) => ({ name: `.t${at}`, contents: new Uint8Array(8) })),
      sectionRelocations: times(n, (at) => ({
        target: `.t${at}`,
        entries: [{ offset: 0n, type: 1, symbol: 1, addend: 0n }],
      })),
    }).bytes,
};
