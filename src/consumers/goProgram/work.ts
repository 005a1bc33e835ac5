/** What decoding a program may cost, and how it lets others run meanwhile. */
import { Budget } from '../../elf/reading/budget.ts';
import type { Scheduler } from '../../elf/reading/scheduler.ts';

export interface WorkOptions {
  /** Lets others run while a large program is searched. */
  readonly scheduler?: Scheduler | undefined;
  /** For tests: what the search cost is counted here. */
  readonly budget?: Budget;
}

export class Work {
  readonly #budget: Budget;
  readonly #scheduler: Scheduler | undefined;
  /** Data was left out that no linker writes so: what was not found may be there all the same. */
  cut = false;
  /** More work was asked for than there is. */
  exhausted = false;

  constructor({ budget, scheduler }: WorkOptions) {
    this.#budget = budget ?? new Budget();
    this.#scheduler = scheduler;
  }

  get spent(): number {
    return this.#budget.spent;
  }

  /** Bytes of the program to be searched: so much more may be done. */
  grow(bytes: number): void {
    this.#budget.grow(bytes);
  }

  /** Whether `steps` more may be done: a word looked at, a byte read again. */
  spend(steps: number): boolean {
    if (this.#budget.spend(steps)) return true;
    this.exhausted = true;
    return false;
  }

  /** Between two slices of long work. Rejects when the work is no longer wanted. */
  async yieldIfDue(): Promise<void> {
    if (this.#scheduler?.due === true) await this.#scheduler.yieldIfDue();
  }
}
