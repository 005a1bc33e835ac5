/** What everything that faces do with an image costs, in counts. */
import { allConsumers } from '../../src/consumers/catalog/index.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { Allocator } from '../../src/elf/reading/allocation.ts';
import { Budget } from '../../src/elf/reading/budget.ts';
import { runToEnd } from '../../src/elf/reading/runToEnd.ts';
import { reportJson } from '../../src/report/output/json.ts';
import { reportText } from '../../src/report/output/textReport.ts';
import type { Report } from '../../src/report/report.ts';
import { copyRows } from '../../src/report/tables/copy.ts';
import { addressView } from '../../src/report/views/addressView.ts';
import { bloomViews, chainViews } from '../../src/report/views/chainViews.ts';
import { detailView } from '../../src/report/views/detail/detail.ts';
import { summarize } from '../../src/report/views/summary.ts';
import { makeReport } from '../../src/session/makeReport.ts';
import { memorySource } from '../../src/sources/memorySource.ts';

/** Counts, see the names of their sources. */
export type Cost = Readonly<Record<Measure, number>>;

export const measures = [
  /** Steps of reading (elf/reading/budget.ts), and bytes of memory (elf/reading/allocation.ts). */
  'work',
  'memory',
  /** Names, links and regions passed over for the report, and rows made (report/meter.ts). */
  'steps',
  'rows',
  /** Bytes of the report as JSON, and as text. */
  'json',
  'text',
  /** Characters of copies of all tables. */
  'copied',
  /** Characters of all that is shown at once: summary, details, chains, address. */
  'shown',
] as const;
export type Measure = (typeof measures)[number];

const selection = allConsumers.map(({ id }) => ({ id }));

export async function costOf(bytes: Uint8Array): Promise<Cost> {
  const budget = new Budget();
  const allocator = new Allocator();
  const outcome = await readElf(memorySource(bytes), { symtab: true, budget, allocator });
  if (outcome.kind !== 'elf') throw new Error('no ELF file');
  const { image } = outcome;
  const source = { kind: 'file', label: 'costs', size: bytes.length } as const;
  const report = makeReport(image, source, undefined, { selection, asVdso: true }, 'vdso-explorer 0.0.0');
  const shown = shownLength(report);
  const json = total(reportJson(report));
  const text = total(reportText(report));
  let copied = 0;
  for (const table of report.tables) {
    const all = Array.from({ length: table.rowCount }, (_, index) => index);
    copied += runToEnd(copyRows(table, all, { format: 'text' })).text.length;
  }
  const { steps, rows } = report.subject.meter;
  return { work: budget.spent, memory: allocator.allocated, steps, rows, json, text, copied, shown };
}

function total(pieces: Iterable<Uint8Array>): number {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  return length;
}

/** The summary, the details of the first and the last row of each table, and what is drawn of hash tables. */
function shownLength(report: Report): number {
  const { subject, tables } = report;
  const views: unknown[] = [summarize(report), addressView(subject, 0x1000n)];
  for (const { id, rowCount } of tables) {
    views.push(detailView(report, id, 0), detailView(report, id, rowCount - 1));
  }
  for (const kind of ['gnu', 'sysv'] as const) views.push(chainViews(subject, kind, 0, 100_000));
  views.push(bloomViews(subject, 0, 100_000));
  return JSON.stringify(views).length;
}
