import type { ByteRange } from '../table.ts';
import type { ElfProblemArgs, ElfProblemCode } from './english.ts';
import type { Problem, Severity } from './problem.ts';
import type { StructureName } from './structure.ts';

/** Problems of one code that are listed one by one; the others are counted. */
export const MAX_PROBLEMS_PER_CODE = 20;
export const MAX_PROBLEMS = 500;

/** Collects problems: ranges clipped to the image, repetitions counted instead of listed. */
export class ProblemList {
  readonly #size: number;
  readonly #list: Problem[] = [];
  readonly #perCode = new Map<string, number>();
  #dropped = 0;

  constructor(size: number) {
    this.#size = size;
  }

  add<Code extends ElfProblemCode>(
    severity: Severity,
    code: Code,
    args: ElfProblemArgs<Code>,
    structure: StructureName,
    range?: ByteRange,
  ): void {
    const seen = this.#perCode.get(code) ?? 0;
    this.#perCode.set(code, seen + 1);
    if (seen >= MAX_PROBLEMS_PER_CODE || this.#list.length >= MAX_PROBLEMS) {
      this.#dropped++;
      return;
    }
    this.#list.push({ severity, code, args, structure, ...this.#clip(range) });
  }

  /** All of them, with a last one that counts what was left out. */
  list(): Problem[] {
    if (this.#dropped === 0) return this.#list;
    const more = { severity: 'note', code: 'more-problems', args: { count: this.#dropped } } as const;
    return [...this.#list, { ...more, structure: 'image' }];
  }

  #clip(range: ByteRange | undefined): Partial<ByteRange> {
    if (range === undefined || !(range.offset >= 0) || range.offset >= this.#size) return {};
    const length = Math.max(0, Math.min(range.length, this.#size - range.offset));
    return { offset: range.offset, length };
  }
}

/** Counts entries with the same defect and remembers the first, so that one problem can speak for all. */
export class Tally {
  count = 0;
  first = -1;

  hit(index: number): void {
    if (this.count++ === 0) this.first = index;
  }
}
