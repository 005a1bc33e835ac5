/** Go programs made to cost the search for their table much, by size: each family grows in one thing. */
import type { ImageDescription } from '../support/elf/index.ts';
import { DATA_ADDRESS, goProgramImage, wordWriter } from '../support/goProgram.ts';

type Family = (bytes: number) => Uint8Array;

const words = { class: 64, littleEndian: true } as const;

const nothing: Family = (bytes) => goProgramImage({ data: () => new Uint8Array(bytes) }).bytes;

/**
 * A key, so that a version is looked for as well, and then words that look like more. Their names stand anywhere in the
 * file, each in another stretch of it, and are never those of keys or versions.
 */
function lookAlikes(
  bytes: number,
  size: number,
  write: (out: Writer, name: bigint, variable: bigint) => void,
) {
  const names = 0x10000000n;
  const dataBytes = bytes / 8;
  const data = (address: bigint): Uint8Array => {
    const out = wordWriter(words, dataBytes);
    for (let at = KEY_SIZE; at + size + KEY_SIZE <= dataBytes; at += size) {
      write(out, names + BigInt((at * 521 * 4) % (bytes - 64)), address);
    }
    writeKey(out, address, address + BigInt(dataBytes - KEY.length));
    out.put(dataBytes - KEY.length, KEY);
    return out.bytes;
  };
  const load = { flags: 4, vaddr: names, offset: 0n, filesz: BigInt(bytes) };
  const whole = new Uint8Array(bytes);
  whole.set(goProgramImage({ data, moreLoads: [load] }).bytes);
  return whole;
}

type Writer = ReturnType<typeof wordWriter>;

const KEY = '__vdso_time';
const KEY_SIZE = 32;

function writeKey(out: Writer, variable: bigint, name: bigint): void {
  out.word(name);
  out.word(BigInt(KEY.length));
  out.u32(1);
  out.u32(1);
  out.word(variable);
}

const keys: Family = (bytes) =>
  lookAlikes(bytes, KEY_SIZE, (out, name, variable) => writeKey(out, variable, name));

const versions: Family = (bytes) =>
  lookAlikes(bytes, 24, (out, name) => {
    out.word(name);
    out.word(9n);
    out.word(1n);
  });

const relocations: Family = (bytes) => {
  const rela = Array.from({ length: Math.floor(bytes / 24) }, (_, at) => ({
    offset: DATA_ADDRESS + BigInt(8 * at),
    type: 8,
    addend: 1n,
  }));
  return goProgramImage({ data: () => new Uint8Array(bytes / 4), override: dynamicWith({ rela }) }).bytes;
};

const packedRelocations: Family = (bytes) => {
  const relr = [DATA_ADDRESS, ...Array<bigint>(Math.floor(bytes / 8)).fill((1n << 64n) - 1n)];
  return goProgramImage({ data: () => new Uint8Array(bytes / 4), override: dynamicWith({ relr }) }).bytes;
};

function dynamicWith(relocations: NonNullable<ImageDescription['relocations']>): Partial<ImageDescription> {
  return { dynamic: true, dataShift: 0x1000000n, relocations };
}

const variables: Family = (bytes) => {
  const symtab = Array.from({ length: Math.floor(bytes / 48) }, (_, at) => ({
    name: `runtime.vdso${at}`,
    value: DATA_ADDRESS,
    type: 'OBJECT' as const,
    section: '.data',
  }));
  return goProgramImage({ override: { symtab } }).bytes;
};

const segments: Family = (bytes) => {
  const moreLoads = Array.from({ length: Math.floor(bytes / 56) }, (_, at) => ({
    vaddr: DATA_ADDRESS + 0x10000n * BigInt(at + 1),
  }));
  return goProgramImage({ moreLoads }).bytes;
};

const sections: Family = (bytes) => {
  const { extraSections = [] } = goProgramImage().description;
  const more = Array.from({ length: Math.floor(bytes / 72) }, (_, at) => ({ name: `.${at}` }));
  return goProgramImage({ override: { extraSections: [...extraSections, ...more] } }).bytes;
};

export const programFamilies: Readonly<Record<string, Family>> = {
  'words of nothing': nothing,
  'keys without a name': keys,
  'versions without a name': versions,
  'relative relocations': relocations,
  'packed relocations': packedRelocations,
  'names of variables': variables,
  'many segments': segments,
  'many sections': sections,
};
