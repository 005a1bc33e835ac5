/** Rows, names and sentences of images that have very many of what is listed together. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runToEnd } from '../../../src/elf/reading/runToEnd.ts';
import { MAX_ALIASES } from '../../../src/report/facts/resolveAddress.ts';
import {
  type BudgetedOptions,
  budgetedReport,
  MAX_SEARCHED_ROWS,
} from '../../../src/report/output/budgetedJson.ts';
import type { Report } from '../../../src/report/report.ts';
import { addressJson, addressView } from '../../../src/report/views/addressView.ts';
import { asked } from '../../../src/report/views/asked.ts';
import { chainViews, MAX_ALL_ENTRIES, MAX_CHAIN_ENTRIES } from '../../../src/report/views/chainViews.ts';
import { titleOf } from '../../../src/report/views/summary.ts';
import { buildImage, type ImageDescription, machines } from '../../support/elf/index.ts';
import { type ReportOptions, reportOf } from './support.ts';

const many = <Item>(length: number, item: (at: number) => Item): Item[] =>
  Array.from({ length }, (_, at) => item(at));

function report(description: Partial<ImageDescription>, options: ReportOptions = {}): Promise<Report> {
  const { bytes } = buildImage({ class: 64, littleEndian: true, machine: machines.x86_64, ...description });
  return reportOf(bytes, options);
}

function column(of: Report, table: 'symbols' | 'versions', id: string, row: number): string {
  const found = of.table(table) ?? assert.fail(table);
  return found.cell(
    row,
    found.view.columns.findIndex((each) => each.id === id),
  );
}

test('an address with very many names gives some of them and counts the others', async () => {
  const symbols = many(MAX_ALIASES + 11, (at) => ({ name: `alias${at}`, offset: 0, size: 4 }));
  const { subject } = await report({ symbols, textSize: 64 });
  const value = subject.image.symbols.value(1);
  const { symbol } = addressJson(subject, value) as {
    symbol: { aliases: readonly string[]; moreAliases: number };
  };
  assert.equal(symbol.aliases.length, MAX_ALIASES);
  assert.equal(new Set(symbol.aliases).size, MAX_ALIASES);
  assert.equal(symbol.moreAliases, 10);
  const said = addressView(subject, value).notes.find((note) => note.startsWith('Also named')) ?? '';
  assert.match(said, /^Also named (alias\d+, ){15}alias\d+ and 58 other names\.$/);
});

test('a version of very many parents shows some of them and counts the others', async () => {
  const names = many(40, (at) => `V${at}`);
  const versions = [...names.map((name) => ({ name })), { name: 'LAST', parents: names }];
  const made = await report({ versions, symbols: [{ name: 's', offset: 0, version: 'LAST' }] });
  const last = (made.table('versions')?.rowCount ?? 0) - 1;
  assert.equal(column(made, 'versions', 'from', last), `${names.slice(0, 16).join(', ')}, +24 more`);
  const row = made.table('versions')?.json(last) ?? assert.fail();
  assert.deepEqual((row as { parents: unknown }).parents, names);
});

test('rows that share a name which is looked up say who does, each of them, as one list', async () => {
  const consumers = [{ id: 'go' }, { id: 'glibc' }];
  const symbols = many(50, () => ({ name: '__vdso_clock_gettime', section: 'UND' as const }));
  const made = await report({ symbols, hash: 'sysv' }, { consumers, asVdso: true });
  const { subject } = made;
  const lists = new Set(many(50, (at) => subject.lookups().symbol(at + 1)));
  assert.ok(lists.size <= 2, `${lists.size} lists`);
  assert.match(column(made, 'symbols', 'lookedUpBy', 50), /^Go .*glibc/);
  const row = made.table('symbols')?.json(50) ?? assert.fail();
  assert.deepEqual((row as { lookedUpBy: unknown }).lookedUpBy, []);
});

test('chains that are drawn together share a limit, and each that is cut says so', async () => {
  const symbols = many(200, (at) => ({ name: `s${at}`, offset: 0 }));
  const image = buildImage({
    class: 64,
    littleEndian: true,
    machine: machines.x86_64,
    symbols,
    hash: 'sysv',
    buckets: 400,
  });
  const view = new DataView(image.bytes.buffer, image.bytes.byteOffset);
  const words = image.layout.range('sysvHash').offset + 8;
  for (let bucket = 0; bucket < 400; bucket++) view.setUint32(words + bucket * 4, 1, true);
  for (let at = 1; at < 200; at++) view.setUint32(words + (400 + at) * 4, at + 1, true);
  const views = chainViews((await reportOf(image.bytes)).subject, 'sysv', 0, 400);
  assert.equal(views.length, 400);
  const drawn = views.reduce((sum, { entries }) => sum + entries.length, 0);
  assert.equal(drawn, MAX_ALL_ENTRIES);
  assert.equal(views[0]?.entries.length, MAX_CHAIN_ENTRIES);
  for (const { note } of views) assert.match(note ?? '', /^Only the first (64|0) entries are drawn/);
});

test('a title is a title, however long the name', async () => {
  const made = await report({ soname: 's'.repeat(4000) });
  assert.match(titleOf(made.subject), /^s{256}… \(\+3744\)$/);
});

test('a short report searches so many rows of a part, and counts those that it did not', async () => {
  const relr = [0, ...many(3200, () => 2n ** 64n - 1n)];
  const made = await report({ dataSize: 64, relocations: { relr } });
  const budgetedJson = (options: Partial<BudgetedOptions>): unknown =>
    (
      JSON.parse(runToEnd(budgetedReport(made, { limit: 6000, parts: ['relocations'], ...options }))) as {
        leftOut: unknown;
      }
    ).leftOut;
  assert.deepEqual(budgetedJson({ filter: 'no such' }), [
    { part: 'relocations', shown: 0, of: 0, unsearched: 201_601 - MAX_SEARCHED_ROWS },
  ]);
  const [all] = budgetedJson({}) as [{ shown: number; of: number }];
  assert.ok(all.shown > 0 && all.of === 201_601);
});

test('what is asked for is a stretch of what there is, whatever the numbers', () => {
  const numbers = [Number.NaN, -1, -1e300, 0, 0.5, 3, 7.9, 1e300, Number.POSITIVE_INFINITY];
  for (const start of numbers) {
    for (const count of numbers) {
      const { start: first, end } = asked(start, count, 10, 5);
      assert.ok(Number.isInteger(first) && Number.isInteger(end), `${start}, ${count}`);
      assert.ok(first >= 0 && first <= end && end <= 10 && end - first <= 5, `${start}, ${count}`);
    }
  }
  assert.deepEqual(asked(3, 4, 10, 5), { start: 3, end: 7 });
  assert.deepEqual(asked(7, 9, 10, 5), { start: 7, end: 10 });
});
