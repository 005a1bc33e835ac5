/**
 * A small Go program of our own making: build information as the linker writes it since Go 1.18, and in a writable
 * segment the table of runtime.vdsoSymbolKeys with its strings and variables (layouts: Go's src/runtime/vdso_linux.go).
 */
import {
  type BuiltImage,
  buildImage,
  gnuHash,
  type ImageDescription,
  type SegmentDescription,
  sysvHash,
} from './elf/index.ts';

export interface GoProgramOptions {
  readonly class?: 32 | 64;
  readonly littleEndian?: boolean;
  readonly machine?: number;
  /** Where the writable segment is linked. */
  readonly dataAddress?: bigint;
  /** What stands in the data in place of the table; by the address it will have. */
  readonly data?: (address: bigint) => Uint8Array;
  /** Symbols of the table and its variables in .symtab. */
  readonly symbols?: boolean;
  readonly sectionHeaders?: boolean;
  /** PT_LOADs after the first writable one, like it in what they do not say. */
  readonly moreLoads?: readonly Partial<SegmentDescription>[];
  readonly override?: Partial<ImageDescription>;
}

export const GO_VERSION = 'go1.21.5';
export const KEYS = [
  { variable: 'vdsoGettimeofdaySym', symbol: '__vdso_gettimeofday' },
  { variable: 'vdsoClockgettimeSym', symbol: '__vdso_clock_gettime' },
] as const;
export const DATA_ADDRESS = 0x500000n;

export function goProgramImage(options: GoProgramOptions = {}): BuiltImage {
  const elfClass = options.class ?? 64;
  const littleEndian = options.littleEndian ?? true;
  const address = options.dataAddress ?? DATA_ADDRESS;
  const info = buildInfoBlob(GO_VERSION);
  const table = goTable({ class: elfClass, littleEndian }, address + BigInt(info.length));
  const contents = options.data?.(address + BigInt(info.length)) ?? table.bytes;
  const loads = [{ vaddr: address }, ...(options.moreLoads ?? [])];
  const describe = (offset: bigint): ImageDescription => ({
    class: elfClass,
    littleEndian,
    machine: options.machine ?? 62,
    type: 2,
    base: 0x400000n,
    dynamic: false,
    extraSections: [
      { name: '.go.buildinfo', flags: 3n, contents: info },
      { name: '.data', flags: 3n, contents },
    ],
    extraSegments: loads.map((load) => ({
      type: 1,
      flags: 6,
      offset,
      filesz: BigInt(info.length + contents.length),
      ...load,
    })),
    ...(options.symbols ? { symtab: table.symbols } : {}),
    ...(options.sectionHeaders === undefined ? {} : { sectionHeaders: options.sectionHeaders }),
    ...options.override,
  });
  // Where the sections stand is known once the image has been built, whatever the segments say.
  const { offset } = buildImage(describe(0n)).layout.range('extra[0]');
  return buildImage(describe(BigInt(offset)));
}

/** The blob behind "\xff Go buildinf:" with inline strings; a multiple of 16 bytes. */
export function buildInfoBlob(version: string): Uint8Array {
  const text = new TextEncoder();
  const strings = [version.length, ...text.encode(version), 0];
  const length = Math.ceil((32 + strings.length) / 16) * 16;
  const blob = new Uint8Array(length);
  blob.set([0xff, ...text.encode(' Go buildinf:'), 8, 2]);
  blob.set(strings, 32);
  return blob;
}

type Words = Pick<ImageDescription, 'class' | 'littleEndian'>;

/** Writes words and 32-bit numbers one after the other. */
export function wordWriter({ class: elfClass, littleEndian }: Words, length: number) {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  return {
    bytes,
    word(value: bigint): void {
      if (elfClass === 64) view.setBigUint64(at, BigInt.asUintN(64, value), littleEndian);
      else view.setUint32(at, Number(BigInt.asUintN(32, value)), littleEndian);
      at += elfClass / 8;
    },
    u32(value: number): void {
      view.setUint32(at, value, littleEndian);
      at += 4;
    },
    align(): void {
      at = Math.ceil(at / (elfClass / 8)) * (elfClass / 8);
    },
    put(offset: number, text: string): void {
      bytes.set(new TextEncoder().encode(text), offset);
    },
  };
}

/** vdsoSymbolKeys (slice), vdsoLinuxVersion, the keys, the variables, then the strings. */
function goTable(words: Words, address: bigint) {
  const word = words.class / 8;
  const keySize = 3 * word + 8;
  const node = 'LINUX_2.6';
  const versionAt = 3 * word;
  const keysAt = versionAt + 3 * word;
  const variablesAt = keysAt + KEYS.length * keySize;
  const stringsAt = variablesAt + KEYS.length * word;
  const names = [node, ...KEYS.map(({ symbol }) => symbol)];
  const placeOf = (name: string) => {
    const before = names.slice(0, names.indexOf(name));
    return stringsAt + before.reduce((sum, each) => sum + each.length, 0);
  };
  const out = wordWriter(words, stringsAt + names.join('').length);
  const at = (offset: number) => address + BigInt(offset);
  out.word(at(keysAt));
  out.word(BigInt(KEYS.length));
  out.word(BigInt(KEYS.length));
  out.word(at(placeOf(node)));
  out.word(BigInt(node.length));
  out.u32(sysvHash(node));
  out.align();
  for (const [index, { symbol }] of KEYS.entries()) {
    out.word(at(placeOf(symbol)));
    out.word(BigInt(symbol.length));
    out.u32(sysvHash(symbol));
    out.u32(gnuHash(symbol));
    out.word(at(variablesAt + index * word));
  }
  for (const name of names) out.put(placeOf(name), name);
  const named = (name: string, offset: number) => ({
    name: `runtime.${name}`,
    value: at(offset),
    type: 'OBJECT' as const,
    section: '.data',
  });
  const symbols = [
    named('vdsoSymbolKeys', 0),
    named('vdsoLinuxVersion', versionAt),
    ...KEYS.map(({ variable }, index) => named(variable, variablesAt + index * word)),
  ];
  return { bytes: out.bytes, symbols };
}
