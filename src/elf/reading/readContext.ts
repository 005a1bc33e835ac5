import { Window } from '../bytes/window.ts';
import type { ElfHeader } from '../model.ts';
import type { ProblemList } from '../problems/problems.ts';
import type { StructureName } from '../problems/structure.ts';
import type { ByteRange } from '../table.ts';
import type { Allocator } from './allocation.ts';
import type { Budget } from './budget.ts';
import type { FileRanges } from './fileRanges.ts';
import type { Meters, Scheduler } from './scheduler.ts';

/** Items of a loop between two looks at the clock. */
const SLICE = 4096;

/** What every part of the reader needs: the bytes, how to read them, and where to report. */
export class ReadContext {
  readonly resident: FileRanges;
  readonly problems: ProblemList;
  readonly budget: Budget;
  readonly allocator: Allocator;
  readonly header: ElfHeader;
  readonly #scheduler: Scheduler | undefined;
  readonly #ranges: { name: StructureName; offset: number; length: number }[] = [];

  constructor(resident: FileRanges, problems: ProblemList, meters: Meters, header: ElfHeader) {
    this.resident = resident;
    this.problems = problems;
    this.allocator = meters.allocator;
    this.budget = meters.budget;
    this.#scheduler = meters.scheduler;
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
    const bytes = this.resident.view(offset, length);
    return new Window(bytes, offset, this.is64, this.header.littleEndian);
  }

  /** Notes a table that was found, for the memory map. */
  noteTableRange(name: StructureName, window: ByteRange): void {
    if (window.length > 0) this.#ranges.push({ name, offset: window.offset, length: window.length });
  }

  get tableRanges(): readonly { name: StructureName; offset: number; length: number }[] {
    return this.#ranges;
  }

  /** Between two slices of long work. */
  async yieldIfDue(): Promise<void> {
    if (this.#scheduler?.due === true) await this.#scheduler.yieldIfDue();
  }

  /** A loop over `count` items, letting others run every millisecond or so. */
  async inSlices(count: number, loop: (from: number, to: number) => void): Promise<void> {
    for (let from = 0; from < count; from += SLICE) {
      loop(from, Math.min(from + SLICE, count));
      await this.yieldIfDue();
    }
  }

  /** Whether `steps` more may be done for `structure`; the first refusal is reported. */
  spend(steps: number, structure: StructureName): boolean {
    if (this.budget.spend(steps)) return true;
    this.problems.add('warning', 'work-limit', { limit: this.budget.limit }, structure);
    return false;
  }
}
