/**
 * A program's initialised data as the loader makes it, before the program runs: its writable segments with their
 * relative relocations applied (a position-independent program may hold its pointers in the relocations alone).
 * Addresses are BigInt, or offsets in a region.
 */

import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { Window } from '../../elf/bytes/window.ts';
import { PF_W, PT_LOAD } from '../../elf/format/constants.ts';
import { relativeRelocationType } from '../../elf/format/names.ts';
import type { ByteSource } from '../../elf/imageSource.ts';
import type { ElfImage } from '../../elf/model.ts';
import type { Work } from './work.ts';

/** What of an image a program's memory is made of. */
export type ProgramImage = Pick<ElfImage, 'size' | 'header' | 'segments' | 'relocations' | 'offsetOf'>;

/** Initialised data kept, in bytes: no Go program has more. What a file claims beyond it is left out. */
export const MAX_DATA = 1 << 26;
/** Segments of a program; every look-up in the file walks them. Linkers write four to six PT_LOADs. */
export const MAX_LOADS = 32;
/** Bytes read at once, and relocations between two looks at the clock. */
const PIECE = 1 << 18;
const SLICE = 1024;

/** Initialised data of one writable segment. */
export interface DataRegion {
  readonly address: bigint;
  /** Bytes in memory; those behind `data` are zero. */
  readonly memsz: bigint;
  readonly data: Window;
}

/** A place in initialised data. */
export interface MemoryLocation {
  readonly data: Window;
  /** Offset in `data`. */
  readonly at: number;
}

export class ProgramData {
  /** By address; none reaches into the next. */
  readonly regions: readonly DataRegion[];

  private constructor(regions: readonly DataRegion[]) {
    this.regions = regions;
  }

  static async load(image: ProgramImage, source: ByteSource, work: Work): Promise<ProgramData> {
    const regions = await readRegions(image, source, work);
    const apart = withoutOverlaps(regions);
    if (apart.length < regions.length) work.cut = true;
    const data = new ProgramData(apart);
    await relocate(image, data, work);
    return data;
  }

  /** The last region that begins at or before an address. */
  regionBefore(address: bigint): DataRegion | undefined {
    let low = 0;
    let high = this.regions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.regions[middle]?.address ?? 0n) <= address) low = middle + 1;
      else high = middle;
    }
    return this.regions[low - 1];
  }

  /** Where `length` bytes stand; undefined where the data has not all of them. */
  place(address: bigint, length: number): MemoryLocation | undefined {
    const region = this.regionBefore(address);
    if (region === undefined) return undefined;
    const { data } = region;
    const at = fileNumber(address - region.address);
    return at + length <= data.length ? { data, at } : undefined;
  }
}

async function readRegions(image: ProgramImage, source: ByteSource, work: Work): Promise<DataRegion[]> {
  const regions: DataRegion[] = [];
  const { class: elfClass, littleEndian } = image.header;
  // Segments that share their bytes would be many times the file.
  let left = Math.min(MAX_DATA, source.size);
  let loads = 0;
  for (let index = 0; index < image.segments.length; index++) {
    const segment = image.segments.at(index);
    if (segment?.type !== PT_LOAD) continue;
    if (++loads > MAX_LOADS) {
      work.cut = true;
      return [];
    }
    const { vaddr: address, filesz } = segment;
    if ((segment.flags & PF_W) === 0 || filesz === 0n) continue;
    const memsz = segment.memsz > filesz ? segment.memsz : filesz;
    if (filesz > BigInt(left) || address + memsz > 1n << BigInt(elfClass)) {
      work.cut = true;
      continue;
    }
    const offset = fileNumber(segment.offset);
    const bytes = await copyOf(source, offset, fileNumber(filesz), work);
    left -= bytes.length;
    work.grow(bytes.length);
    regions.push({ address, memsz, data: new Window(bytes, offset, elfClass === 64, littleEndian) });
  }
  return regions;
}

/** The bytes of a source in memory are shared, and relocations are written into these. */
async function copyOf(source: ByteSource, offset: number, length: number, work: Work): Promise<Uint8Array> {
  const copy = new Uint8Array(Math.max(0, Math.min(length, source.size - offset)));
  for (let done = 0; done < copy.length; ) {
    const piece = await source.read(offset + done, Math.min(PIECE, copy.length - done));
    if (piece.length === 0) return copy.subarray(0, done);
    copy.set(piece, done);
    done += piece.length;
    await work.yieldIfDue();
  }
  return copy;
}

/** By address. One that reaches into what comes before it is left out: no linker writes such. */
function withoutOverlaps(regions: readonly DataRegion[]): DataRegion[] {
  const apart: DataRegion[] = [];
  let end = 0n;
  for (const region of [...regions].sort((a, b) => (a.address < b.address ? -1 : 1))) {
    if (region.address < end) continue;
    apart.push(region);
    end = region.address + region.memsz;
  }
  return apart;
}

/**
 * Writes base + addend for base 0; relocations without an addend have it in place already. As many are looked at as the
 * data has words: a linker writes one for a word, and packed tables can claim many more than they have bytes.
 */
async function relocate({ relocations, header }: ProgramImage, data: ProgramData, work: Work): Promise<void> {
  const wordSize = header.class === 64 ? 8 : 4;
  const relativeType = relativeRelocationType(header.machine);
  const words = data.regions.reduce((sum, region) => sum + Math.ceil(region.data.length / wordSize), 0);
  const count = Math.min(relocations.length, words);
  if (count < relocations.length && words > 0) work.cut = true;
  for (let index = 0; index < count && work.spend(1); index++) {
    if (index % SLICE === 0) await work.yieldIfDue();
    const relocation = relocations.at(index);
    if (relocation?.type !== relativeType || relocation.addend === undefined) continue;
    const place = data.place(relocation.offset, wordSize);
    if (place === undefined) continue;
    const { view, littleEndian } = place.data;
    const { addend } = relocation;
    if (wordSize === 8) view.setBigUint64(place.at, BigInt.asUintN(64, addend), littleEndian);
    else view.setUint32(place.at, Number(BigInt.asUintN(32, addend)), littleEndian);
  }
}
