/**
 * Places that the kernel writes over when it maps the image at boot: struct alt_instr in .altinstructions of x86, arm64
 * and s390 (arch/<arch>/include/asm/alternative.h), each with what the file has, what may stand there instead, and
 * what this image holds.
 */
import { fileNumber } from '../elf/bytes/fileNumber.ts';
import { sectionNamed } from '../elf/headers/sectionNamed.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import type { Family } from './decode/machine.ts';
import { type Instruction, wrapped } from './instruction.ts';
import type { Listing } from './listing.ts';

export interface CodeText {
  readonly bytes: Uint8Array;
  readonly instructions: readonly Instruction[];
}

export interface PatchedSite {
  readonly address: bigint;
  /** Of the site, in bytes. */
  readonly length: number;
  /** What stands there in this image. */
  readonly now: CodeText;
  /** In the order of the table: of several that apply to a machine the last one wins. */
  readonly alternatives: readonly (CodeText & { readonly feature: number })[];
  /** Which alternative stands there; absent where it is what was there before, or another's. */
  readonly chosen?: number;
}

/** Entries that are read; the largest vDSO has some tens. */
export const MAX_PATCHED_ENTRIES = 1024;

interface Entry {
  readonly site: bigint;
  readonly replacement: bigint;
  readonly feature: number;
  readonly length: number;
  readonly replacementLength: number;
}

interface EntryLayout {
  readonly size: number;
  /** Where the feature and its width in bytes, and both lengths are. */
  readonly feature: readonly [number, 2 | 4];
  readonly lengths: readonly [number, number];
}

/** x86 has 12 bytes in 5.10 and 6.1, and 14 since 6.3; the layout is the one whose entries lie in code. */
const LAYOUTS: Partial<Readonly<Record<Family, readonly EntryLayout[]>>> = {
  x86: [
    { size: 14, feature: [8, 4], lengths: [12, 13] },
    { size: 12, feature: [8, 2], lengths: [10, 11] },
    { size: 13, feature: [8, 2], lengths: [10, 11] },
  ],
  arm64: [{ size: 12, feature: [8, 2], lengths: [10, 11] }],
  s390: [
    { size: 13, feature: [8, 4], lengths: [12, 12] },
    { size: 12, feature: [8, 2], lengths: [10, 11] },
  ],
};

export async function patchedSites(
  image: ElfImage,
  source: ByteSource,
  listing: Listing,
): Promise<PatchedSite[]> {
  const section = sectionNamed(image, '.altinstructions', MAX_PATCHED_ENTRIES);
  if (section === undefined) return [];
  const length = Math.min(fileNumber(section.size), MAX_PATCHED_ENTRIES * 14);
  let bytes: Uint8Array;
  try {
    bytes = await source.read(fileNumber(section.offset), length);
  } catch {
    return [];
  }
  const entries = entriesOf(bytes, section.addr, listing);
  const sites = new Map<bigint, Entry[]>();
  for (const entry of entries) sites.set(entry.site, [...(sites.get(entry.site) ?? []), entry]);
  const found: PatchedSite[] = [];
  for (const [address, of] of sites) found.push(await siteOf(address, of, image, source, listing));
  return found;
}

/** Empty where no layout makes places of code of all entries. */
function entriesOf(bytes: Uint8Array, address: bigint, listing: Listing): Entry[] {
  const { family, littleEndian } = listing.disassembler.machine;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { size, feature, lengths } of LAYOUTS[family] ?? []) {
    if (bytes.length % size !== 0) continue;
    const entries: Entry[] = [];
    for (let at = 0; at + size <= bytes.length; at += size) {
      const place = (field: number): bigint =>
        wrapped(address + BigInt(at + field) + BigInt(view.getInt32(at + field, littleEndian)));
      entries.push({
        site: place(0),
        replacement: place(4),
        feature:
          feature[1] === 2
            ? view.getUint16(at + feature[0], littleEndian)
            : view.getUint32(at + feature[0], littleEndian),
        length: view.getUint8(at + lengths[0]),
        replacementLength: view.getUint8(at + lengths[1]),
      });
    }
    const fits = (each: Entry): boolean =>
      listing.stretchAt(each.site) !== undefined && each.length > 0 && each.replacementLength <= each.length;
    if (entries.length > 0 && entries.every(fits)) return entries;
  }
  return [];
}

async function siteOf(
  address: bigint,
  entries: readonly Entry[],
  image: ElfImage,
  source: ByteSource,
  listing: Listing,
): Promise<PatchedSite> {
  const length = entries[0]?.length ?? 0;
  const now = await textOf(await listing.bytes(address, length), address, listing);
  const alternatives: (CodeText & { feature: number })[] = [];
  for (const { replacement, replacementLength, feature } of entries) {
    const offset = image.offsetOf(replacement);
    const bytes = offset === undefined ? new Uint8Array(0) : await readOr(source, offset, replacementLength);
    alternatives.push({ ...(await textOf(bytes, replacement, listing)), feature });
  }
  const chosen = alternatives.findLastIndex(
    ({ bytes }) => bytes.length > 0 && bytes.every((byte, at) => byte === now.bytes[at]),
  );
  return { address, length, now, alternatives, ...(chosen < 0 ? {} : { chosen }) };
}

async function readOr(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  try {
    return await source.read(offset, length);
  } catch {
    return new Uint8Array(0);
  }
}

async function textOf(bytes: Uint8Array, address: bigint, listing: Listing): Promise<CodeText> {
  return { bytes, instructions: await listing.disassembler.decode(bytes, address, false) };
}
