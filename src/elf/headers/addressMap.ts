import { fileNumber } from '../bytes/fileNumber.ts';
import { ET_CORE, ET_REL, PT_LOAD, SHF_ALLOC, SHT_NOBITS } from '../format/constants.ts';
import type { Section, Segment } from '../model.ts';
import type { Budget } from '../reading/budget.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { Table } from '../table.ts';
import { type AddressRange, StretchRuns } from './stretchRuns.ts';

interface Stretch {
  readonly index: number;
  readonly vaddr: bigint;
  readonly length: bigint;
  readonly offset: bigint;
}

/** Virtual address to file offset through the PT_LOADs, or through the sections where there are none. */
export class AddressMap {
  readonly #stretches: readonly Stretch[];
  readonly #bits: 32 | 64;
  readonly #size: number;
  readonly #budget: Budget;
  #runs: StretchRuns | undefined;

  constructor(context: ReadContext, segments: Table<Segment>, sections: Table<Section>) {
    this.#bits = context.header.class;
    this.#size = context.size;
    this.#budget = context.budget;
    const loads = loadStretches(context, segments);
    this.#stretches = loads.length > 0 ? loads : sectionStretches(context, sections);
  }

  /** File offset of an address; undefined when no stretch backs it by bytes of the file. */
  offsetOf(vaddr: bigint): number | undefined {
    return this.#find(vaddr)?.offset;
  }

  /** Bytes of the file that follow an address within its stretch; 0 where there are none. */
  available(vaddr: bigint): number {
    return this.#find(vaddr)?.rest ?? 0;
  }

  #find(vaddr: bigint): { offset: number; rest: number } | undefined {
    const candidates = this.#candidates(vaddr);
    // Counted only: of many there is one.
    this.#budget.spend(candidates.length);
    for (const stretch of candidates) {
      // Addresses wrap: an image linked at 0xffffffffff700000 ends beyond 2^64.
      const delta = BigInt.asUintN(this.#bits, vaddr - stretch.vaddr);
      if (delta >= stretch.length) continue;
      const offset = stretch.offset + delta;
      if (offset >= this.#size) continue;
      const end = stretch.offset + stretch.length;
      return { offset: fileNumber(offset), rest: Math.min(fileNumber(end), this.#size) - fileNumber(offset) };
    }
    return undefined;
  }

  /** Stretches that may hold an address, in table order: all of few, of many the one that does. */
  #candidates(vaddr: bigint): readonly Stretch[] {
    if (this.#stretches.length <= FEW) return this.#stretches;
    this.#runs ??= new StretchRuns(backed(this.#stretches, this.#size, this.#bits));
    const found = this.#runs.at(BigInt.asUintN(this.#bits, vaddr));
    return found === undefined ? [] : [this.#stretches[found] as Stretch];
  }
}

/** So few are looked at one by one. */
const FEW = 16;

/** The addresses of each stretch for which the file has bytes; one that wraps is two. */
function backed(stretches: readonly Stretch[], size: number, bits: 32 | 64): AddressRange[] {
  const end = 1n << BigInt(bits);
  return stretches.flatMap(({ vaddr, length, offset }, rank) => {
    const rest = BigInt(size) - offset;
    const bytes = length < rest ? length : rest;
    if (bytes <= 0n) return [];
    if (vaddr + bytes <= end) return [{ start: vaddr, end: vaddr + bytes, rank }];
    return [
      { start: vaddr, end, rank },
      { start: 0n, end: vaddr + bytes - end, rank },
    ];
  });
}

/** The PT_LOADs in table order. Overlapping or unsorted ones are reported: loaders differ on them. */
function loadStretches(context: ReadContext, segments: Table<Segment>): Stretch[] {
  const loads: Stretch[] = [];
  for (let index = 0; index < segments.length; index++) {
    const segment = segments.at(index);
    if (segment?.type !== PT_LOAD) continue;
    const { vaddr, offset, filesz, memsz } = segment;
    // The system writes the mappings of a process in an order of its own; no loader takes a core file.
    const previous = context.header.type === ET_CORE ? undefined : loads.at(-1);
    if (previous !== undefined && vaddr < previous.vaddr) {
      context.problems.add('warning', 'loads-unsorted', { index, previous: previous.index }, [
        'program-header',
        index,
      ]);
    } else if (previous !== undefined && memsz > 0n && vaddr < previous.vaddr + previous.length) {
      context.problems.add('warning', 'loads-overlap', { index, previous: previous.index }, [
        'program-header',
        index,
      ]);
    }
    loads.push({ index, vaddr, offset, length: filesz });
  }
  // Core files have thousands of them, and most without bytes; those never match.
  return loads.filter(({ length }) => length > 0n);
}

function sectionStretches(context: ReadContext, sections: Table<Section>): Stretch[] {
  const stretches: Stretch[] = [];
  // Relocatable files have all their sections at address 0: no address means anything there.
  if (context.header.type === ET_REL) return stretches;
  for (let index = 0; index < sections.length; index++) {
    const section = sections.at(index);
    if (section === undefined || section.type === SHT_NOBITS || section.size === 0n) continue;
    if ((section.flags & BigInt(SHF_ALLOC)) === 0n) continue;
    stretches.push({ index, vaddr: section.addr, offset: section.offset, length: section.size });
  }
  return stretches;
}
