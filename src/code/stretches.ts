/** The stretches of a file that hold code, and where each is among addresses. */
import {
  ET_REL,
  PF_W,
  PF_X,
  PT_LOAD,
  SHF_ALLOC,
  SHF_EXECINSTR,
  SHT_NOBITS,
} from '../elf/format/constants.ts';
import type { ElfImage } from '../elf/model.ts';
import { wrapped } from './instruction.ts';

/** A stretch of code in the file. */
export interface CodeStretch {
  readonly address: bigint;
  /** File offset. */
  readonly offset: bigint;
  /** Of what the file has of it. */
  readonly length: bigint;
  readonly writable: boolean;
  /**
   * What is taken from an address to tell it: 0 but in object files, where the sections have no addresses yet and each
   * begins at 0. There an address is the place in the file, so that each has one of its own.
   */
  readonly base: bigint;
  /** The section's name in object files. */
  readonly section?: string;
}

/** More than any program has; object files have a section for each function. */
export const MOST_STRETCHES = 65_536;
/** Stretches that overlap an earlier one are looked back for so far. */
const OVERLAPS = 16;

const known = new WeakMap<ElfImage, CodeStretches>();

export class CodeStretches {
  /** In the order of the file's headers. */
  readonly list: readonly CodeStretch[];
  readonly #sorted: readonly CodeStretch[];

  /** Of an image, worked out once: an object file may have thousands of sections. */
  static of(image: ElfImage): CodeStretches {
    let stretches = known.get(image);
    if (stretches === undefined) {
      stretches = new CodeStretches(image);
      known.set(image, stretches);
    }
    return stretches;
  }

  private constructor(image: ElfImage) {
    this.list = stretchesOf(image);
    this.#sorted = [...this.list].sort((a, b) =>
      a.address < b.address ? -1 : a.address > b.address ? 1 : 0,
    );
  }

  /** Address of the code at a file offset. */
  startingAt(offset: bigint): bigint | undefined {
    const stretch = this.list.find((each) => offset >= each.offset && offset - each.offset < each.length);
    return stretch && stretch.address + (offset - stretch.offset);
  }

  /** The stretch that an address lies in. */
  at(address: bigint): CodeStretch | undefined {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle]?.address ?? 0n) <= address) low = middle + 1;
      else high = middle;
    }
    for (let at = low - 1; at >= Math.max(0, low - OVERLAPS); at--) {
      const stretch = this.#sorted[at];
      if (stretch !== undefined && address - stretch.address < stretch.length) return stretch;
    }
    return undefined;
  }
}

/** Executable segments; without segments, and in object files, executable sections. */
function stretchesOf({ segments, sections, header, size }: ElfImage): CodeStretch[] {
  const found: CodeStretch[] = [];
  const add = (stretch: CodeStretch): void => {
    const rest = BigInt(size) - stretch.offset;
    const length = stretch.length < rest ? stretch.length : rest;
    if (length > 0n && found.length < MOST_STRETCHES) found.push({ ...stretch, length });
  };
  const isObject = header.type === ET_REL;
  for (let index = 0; index < segments.length && !isObject; index++) {
    const segment = segments.at(index);
    if (segment?.type !== PT_LOAD || (segment.flags & PF_X) === 0) continue;
    const { vaddr, offset, filesz, flags } = segment;
    add({ address: vaddr, offset, length: filesz, writable: (flags & PF_W) !== 0, base: 0n });
  }
  if (found.length > 0) return found;
  for (let index = 0; index < sections.length; index++) {
    const section = sections.at(index);
    const flags = BigInt(SHF_ALLOC | SHF_EXECINSTR);
    if (section === undefined || (section.flags & flags) !== flags || section.type === SHT_NOBITS) continue;
    const { addr, offset, size: length, name } = section;
    const address = isObject ? wrapped(offset + addr) : addr;
    const own = isObject ? { base: offset, section: name } : { base: 0n };
    add({ address, offset, length, writable: false, ...own });
  }
  return found;
}

/** What is added to a value of a section to have its address: see CodeStretch.base. */
export function baseOf({ header, sections }: ElfImage, section: number): bigint {
  return header.type === ET_REL ? (sections.at(section)?.offset ?? 0n) : 0n;
}
