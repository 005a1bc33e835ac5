import type { Comparison } from './compare.ts';

/** What a run of comparisons came to, for the line printed after it. */
export class Tally {
  files = 0;
  rows = 0;
  private readonly explained = new Map<string, number>();
  private readonly title: string;

  constructor(title: string) {
    this.title = title;
  }

  add(comparison: Comparison): void {
    this.files++;
    this.rows += comparison.rows;
    for (const [reason, count] of comparison.explained)
      this.explained.set(reason, (this.explained.get(reason) ?? 0) + count);
  }

  print(): void {
    console.log(`${this.title}: ${this.files} comparisons, ${this.rows} rows`);
    for (const [reason, count] of this.explained) console.log(`  ${count} times ${reason}`);
  }
}
