/**
 * A program's memory as the loader makes it, before the program runs: writable segments with their relative
 * relocations applied (a position-independent program may hold its pointers in the relocations alone), and
 * everything else straight from the file.
 */
import { PT_LOAD } from '../../elf/constants.ts';
import type { ByteSource } from '../../elf/imageSource.ts';
import type { ElfImage } from '../../elf/model.ts';
import { relativeRelocationType } from '../../elf/names.ts';
import { Window } from '../../elf/window.ts';

/** Initialised data kept, in bytes: no Go program has more. What a file claims beyond it is left out. */
const MAX_DATA = 1 << 26;
/** Segments of a program; every look-up walks them. Linkers write four to six PT_LOADs. */
const MAX_LOADS = 32;
const CHUNK = 1 << 16;
const MAX_CHUNKS = 256;
const PF_W = 2;

/** Initialised data of one writable segment. Addresses are numbers: no program is linked beyond 2^53. */
export interface DataRegion {
  readonly address: number;
  /** Bytes in memory; those behind `data` are zero. */
  readonly memorySize: number;
  readonly data: Window;
}

export class ProgramMemory {
  readonly regions: readonly DataRegion[];
  readonly wordSize: 4 | 8;
  readonly #image: ElfImage;
  readonly #source: ByteSource;
  readonly #chunks = new Map<number, Uint8Array>();

  private constructor(image: ElfImage, source: ByteSource, regions: readonly DataRegion[]) {
    this.#image = image;
    this.#source = source;
    this.regions = regions;
    this.wordSize = image.header.class === 64 ? 8 : 4;
  }

  static async load(image: ElfImage, source: ByteSource): Promise<ProgramMemory> {
    const regions: DataRegion[] = [];
    const { class: elfClass, littleEndian } = image.header;
    let left = MAX_DATA;
    let loads = 0;
    for (let index = 0; index < image.segments.length; index++) {
      const segment = image.segments.at(index);
      if (segment?.type !== PT_LOAD) continue;
      if (++loads > MAX_LOADS) return new ProgramMemory(image, source, []);
      if ((segment.flags & PF_W) === 0 || segment.filesz > BigInt(left)) continue;
      left -= Number(segment.filesz);
      const offset = Number(segment.offset);
      // A copy: the bytes of a source in memory are shared, and relocations are written into these.
      const bytes = Uint8Array.from(await source.read(offset, Number(segment.filesz)));
      const data = new Window(bytes, offset, elfClass === 64, littleEndian);
      regions.push({ address: Number(segment.vaddr), memorySize: Number(segment.memsz), data });
    }
    relocate(image, regions);
    return new ProgramMemory(image, source, regions);
  }

  /** Initialised data from an address on; undefined where it lies in none. */
  at(address: number, length: number): Window | undefined {
    for (const region of this.regions) {
      const start = address - region.address;
      if (start >= 0 && start + length <= region.data.length) return region.data.slice(start, length);
    }
    return undefined;
  }

  /** Whether a variable of a word's size may live there. */
  isVariable(address: number): boolean {
    return (
      address % this.wordSize === 0 &&
      this.regions.some(
        (region) =>
          address >= region.address && address + this.wordSize <= region.address + region.memorySize,
      )
    );
  }

  /** A variable's value when the program starts: 0 for what has no bytes in the file. */
  initialWord(address: number): bigint {
    return this.at(address, this.wordSize)?.word(0) ?? 0n;
  }

  /** Whether bytes of the file stand behind an address. */
  isBacked(address: number): boolean {
    return this.#image.offsetOf(BigInt(address)) !== undefined;
  }

  /** `length` bytes as text; undefined where the file has them not. */
  async text(address: number, length: number): Promise<string | undefined> {
    const offset = this.#image.offsetOf(BigInt(address));
    if (offset === undefined || offset + length > this.#image.size) return undefined;
    const start = offset - (offset % CHUNK);
    if (offset + length > start + CHUNK) return decode(await this.#source.read(offset, length));
    const chunk = await this.#chunk(start);
    return decode(chunk.subarray(offset - start, offset - start + length));
  }

  async #chunk(start: number): Promise<Uint8Array> {
    const known = this.#chunks.get(start);
    if (known !== undefined) return known;
    const chunk = await this.#source.read(start, CHUNK);
    if (this.#chunks.size >= MAX_CHUNKS) this.#chunks.clear();
    this.#chunks.set(start, chunk);
    return chunk;
  }
}

/** Writes base + addend for base 0. Relocations without an addend have it in place already. */
function relocate({ relocations, header }: ElfImage, regions: readonly DataRegion[]): void {
  const wordSize = header.class === 64 ? 8 : 4;
  const relativeType = relativeRelocationType(header.machine);
  for (let index = 0; index < relocations.length; index++) {
    const relocation = relocations.at(index);
    if (relocation?.type !== relativeType || relocation.addend === undefined) continue;
    const address = Number(relocation.offset);
    for (const { address: base, data } of regions) {
      const at = address - base;
      if (at < 0 || at + wordSize > data.length) continue;
      const value = BigInt.asUintN(header.class, relocation.addend);
      if (wordSize === 8) data.view.setBigUint64(at, value, data.littleEndian);
      else data.view.setUint32(at, Number(value), data.littleEndian);
    }
  }
}

const decoder = new TextDecoder('utf-8');

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
