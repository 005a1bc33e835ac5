import type { Allocator } from './allocation.ts';
import type { Budget } from './budget.ts';
import type { ElfHeader } from './model.ts';
import type { ProblemList } from './problems.ts';
import type { ResidentBytes } from './residentBytes.ts';
import type { ByteRange } from './table.ts';
import { Window } from './window.ts';

/** What every part of the reader needs: the bytes, how to read them, and where to report. */
export class Reading {
  readonly resident: ResidentBytes;
  readonly problems: ProblemList;
  readonly budget: Budget;
  readonly allocator: Allocator;
  readonly header: ElfHeader;
  readonly #ranges: { name: string; offset: number; length: number }[] = [];

  constructor(
    resident: ResidentBytes,
    problems: ProblemList,
    meters: { allocator: Allocator; budget: Budget },
    header: ElfHeader,
  ) {
    this.resident = resident;
    this.problems = problems;
    this.allocator = meters.allocator;
    this.budget = meters.budget;
    this.header = header;
  }

  get size(): number {
    return this.resident.size;
  }

  get is64(): boolean {
    return this.header.class === 64;
  }

  /** The resident part of a range, from its start. */
  window(offset: number, length: number): Window {
    const bytes = this.resident.clipped(offset, length);
    return new Window(bytes, offset, this.is64, this.header.littleEndian);
  }

  /** Notes a table that was found, for the memory map. */
  found(name: string, window: ByteRange): void {
    if (window.length > 0) this.#ranges.push({ name, offset: window.offset, length: window.length });
  }

  get tableRanges(): readonly { name: string; offset: number; length: number }[] {
    return this.#ranges;
  }

  /** Whether `steps` more may be done for `structure`; the first refusal is reported. */
  spend(steps: number, structure: string): boolean {
    if (this.budget.spend(steps)) return true;
    this.problems.add('warning', 'work-limit', { limit: this.budget.limit }, structure);
    return false;
  }
}
