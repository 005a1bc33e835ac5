/**
 * What a report has cost so far, counted where it is done, so that tests can say that it is in proportion to the
 * image: time says nothing on a busy machine. Reading an image has its own counts (elf/reading/budget.ts, elf/reading/allocation.ts).
 */
export class Meter {
  /** Names, links, regions and the like that were passed over. */
  steps = 0;
  /** Rows that were made, compared or looked for, whatever for. */
  rows = 0;
}
