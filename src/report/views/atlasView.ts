/** The atlas as faces show it: by architecture, from which kernel on a consumer's outcome is what it is. */

import type { Atlas, AtlasKey, AtlasRow } from '../../consumers/atlas/atlas.ts';
import { type AtlasKernel, shapesOf } from '../../consumers/atlas/kernels.ts';
import type { KernelImage } from '../../consumers/catalog/kernelImages.ts';
import type { Outcome } from '../../consumers/model.ts';
import type { Words } from '../words.ts';

/** Neighbouring kernels with the same answer. */
export interface Run<Answer> {
  /** The first of them, and whether it was read only: "6.12", "6.11 (read)". */
  readonly since: string;
  readonly answer: Answer;
}

export interface AtlasTable {
  readonly image: KernelImage;
  readonly title: string;
  readonly kernels: readonly string[];
  readonly hashTables: readonly Run<string>[];
  readonly lines: readonly AtlasLine[];
  /** Who has no port to the architecture, or none that was read. */
  readonly absent: readonly string[];
}

/** One consumer on one architecture. */
export interface AtlasLine {
  /** "Go 1.27", or as it was asked for. */
  readonly label: string;
  readonly rows: readonly AtlasRow[];
  readonly runs: readonly Run<Outcome>[];
}

export function atlasTables(words: Words, { kernels, rows }: Atlas): readonly AtlasTable[] {
  return [...new Set(kernels.map(({ image }) => image))].map((image) => {
    const here = kernels.filter((kernel) => kernel.image === image);
    const lines = linesOf(
      words,
      rows.filter(({ kernel }) => kernel.image === image),
    );
    const isAbsent = ({ rows: all }: AtlasLine): boolean => all.every(({ outcome }) => isNoPort(outcome));
    return {
      image,
      title: words.report.atlas.archTitle(image),
      kernels: here.map((kernel) => kernelText(words, kernel)),
      hashTables: runsOf(
        words,
        here.map((kernel) => ({ kernel })),
        ({ kernel }) => tablesText(words, kernel),
      ),
      lines: lines.filter((line) => !isAbsent(line)),
      absent: lines.filter(isAbsent).map(({ label }) => label),
    };
  });
}

/** From which kernel on a key's outcome is what it is; the answer is the first of those kernels'. */
export function keyRuns(words: Words, { rows }: AtlasLine): ReadonlyMap<string, readonly Run<AtlasKey>[]> {
  const bySymbol = new Map<string, { readonly kernel: AtlasKernel; readonly key: AtlasKey }[]>();
  for (const { kernel, keys } of rows) {
    for (const key of keys) {
      const known = bySymbol.get(key.symbol);
      if (known === undefined) bySymbol.set(key.symbol, [{ kernel, key }]);
      else known.push({ kernel, key });
    }
  }
  const runs = [...bySymbol].map(
    ([symbol, all]) =>
      [
        symbol,
        runsOf(
          words,
          all,
          ({ key }) => key,
          ({ outcome }) => outcome,
        ),
      ] as const,
  );
  return new Map(runs);
}

/** "5.10 partly found; 6.12 found" */
export function releaseRuns({ elf, report }: Words, runs: readonly Run<string>[]): string {
  return elf.listOfLists(runs.map(({ since, answer }) => report.atlas.run(since, answer)));
}

export function outcomeRunsText(words: Words, runs: readonly Run<Outcome>[]): string {
  const { outcomeWords } = words.report;
  return releaseRuns(
    words,
    runs.map(({ since, answer }) => ({ since, answer: outcomeWords[answer] })),
  );
}

export function kernelText({ report }: Words, { release, proof }: AtlasKernel): string {
  return report.atlas.kernel(release, proof === 'read');
}

function linesOf(words: Words, rows: readonly AtlasRow[]): readonly AtlasLine[] {
  const lines = new Map<string, AtlasRow[]>();
  for (const row of rows) {
    const label = labelOf(words, row);
    const line = lines.get(label);
    if (line === undefined) lines.set(label, [row]);
    else line.push(row);
  }
  return [...lines].map(([label, all]) => ({
    label,
    rows: all,
    runs: runsOf(words, all, ({ outcome }) => outcome),
  }));
}

function labelOf({ report }: Words, { finding: { name, release, requestedRelease } }: AtlasRow): string {
  return report.consumerLabel({ name, release: requestedRelease?.name ?? release });
}

/** @param sameBy what neighbours have in common */
function runsOf<Row extends { readonly kernel: AtlasKernel }, Answer>(
  words: Words,
  rows: readonly Row[],
  answerOf: (row: Row) => Answer,
  sameBy: (answer: Answer) => unknown = (answer) => answer,
): readonly Run<Answer>[] {
  const runs: Run<Answer>[] = [];
  for (const row of rows) {
    const answer = answerOf(row);
    const last = runs.at(-1);
    if (last === undefined || sameBy(last.answer) !== sameBy(answer)) {
      runs.push({ since: kernelText(words, row.kernel), answer });
    }
  }
  return runs;
}

export function tablesText({ report: { atlas } }: Words, kernel: AtlasKernel): string {
  const texts = new Set(shapesOf(kernel).map(atlas.tables));
  return texts.size > 1 ? atlas.unsure : [...texts].join();
}

function isNoPort(outcome: Outcome): boolean {
  return outcome === 'not-applicable' || outcome === 'not-in-catalogue';
}
