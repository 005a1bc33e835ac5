/**
 * No verdict contradicts the one beside it: chip, card, page, rows, replays, lookups, `check` and JSON say the same of
 * each consumer, on images of every architecture, whole and damaged in ways that each lead elsewhere.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consumerById } from '../../../src/consumers/catalog/index.ts';
import type { ConsumerFinding, KeyFinding, Outcome } from '../../../src/consumers/model.ts';
import { isFulfilled, parseRequirement } from '../../../src/consumers/verdict/requirements.ts';
import { lookUp } from '../../../src/report/facts/nameLookup.ts';
import { outcomeTone } from '../../../src/report/outcomes.ts';
import { checkJson, checkText } from '../../../src/report/output/checkReport.ts';
import type { Report } from '../../../src/report/report.ts';
import type { ImageTableId } from '../../../src/report/viewModel/tableId.ts';
import { consumerDetailView } from '../../../src/report/views/consumerViews.ts';
import { detailView } from '../../../src/report/views/detail/detail.ts';
import { rowView } from '../../../src/report/views/detail/rowView.ts';
import { summarize } from '../../../src/report/views/summary.ts';
import {
  type BuiltImage,
  damage,
  fullImage,
  vdsoArchs,
  vdsoImage,
  withoutSections,
} from '../../support/elf/index.ts';
import { liveVdsoBytes } from '../../support/liveVdso.ts';
import { joined } from '../../support/pieces.ts';
import { reportOf, validJson } from './support.ts';

type Case = readonly [name: string, bytes: () => Uint8Array, asVdso?: true];
const built = (name: string, image: () => BuiltImage): Case => [name, () => image().bytes];
const live = liveVdsoBytes();

const cases: readonly Case[] = [
  ...vdsoArchs.map((arch) => built(arch, () => vdsoImage({ arch }))),
  ...(['gnu', 'sysv', 'none'] as const).map((hash) =>
    built(`amd64, hash ${hash}`, () => vdsoImage({ arch: 'amd64', hash })),
  ),
  built('no versions', () => vdsoImage({ arch: 'amd64', versions: false })),
  built('another node', () => vdsoImage({ arch: 'amd64', node: 'LINUX_2.7' })),
  built('one export', () => vdsoImage({ arch: 'arm64', exports: ['__kernel_clock_gettime'] })),
  built('no export that anybody knows', () => vdsoImage({ arch: 'riscv64', exports: ['nobody'] })),
  ['no section headers', () => withoutSections(vdsoImage({ arch: 'amd64' }).bytes)],
  built('no buckets', () => damage(vdsoImage({ arch: 'amd64', hash: 'gnu' }), 'gnuHash.nbuckets', 0)),
  ['cut in its tables', () => vdsoImage({ arch: 'arm64' }).bytes.slice(0, 0x300), true],
  ['a library, evaluated', () => fullImage({ class: 64, littleEndian: true }).bytes, true],
  ...(live === undefined ? [] : [['live', () => new Uint8Array(live)] as const]),
];

for (const [name, bytes, asVdso] of cases)
  test(`${name}: every face says the same`, async () => {
    const report = await reportOf(bytes(), asVdso ? { asVdso } : {});
    assert.ok(report.subject.findings.length > 20);
    summaryAgrees(report);
    let key = 0;
    for (const finding of report.subject.findings) {
      outcomeFollows(finding);
      pageAgrees(report, finding, key);
      key += finding.keys.length;
    }
    rowsAgree(report);
    jsonAgrees(report);
    checkAgrees(report);
  });

/** Chips and cards. */
function summaryAgrees(report: Report): void {
  const { chips, consumers } = summarize(report);
  const { findings } = report.subject;
  assert.deepEqual(
    consumers.map(({ id, outcome }) => [id, outcome]),
    findings.map(({ id, outcome }) => [id, outcome]),
  );
  for (const chip of chips) {
    const card = consumers.find(({ id }) => id === chip.consumer) ?? assert.fail(chip.consumer);
    assert.deepEqual([chip.outcome, chip.tone, chip.release], [card.outcome, card.tone, card.release]);
    assert.ok(chip.tooltip.includes(card.why), `${chip.consumer}: ${chip.tooltip} and ${card.why}`);
  }
}

/** A consumer's outcome is that of its keys. */
function outcomeFollows({ id, outcome, keys }: ConsumerFinding): void {
  const counted = keys.filter((each) => each.outcome !== 'not-applicable').map((each) => each.outcome);
  const found = counted.filter((each) => each === 'found').length;
  if (outcome === 'found') assert.equal(found, counted.length, id);
  if (outcome === 'partial') assert.ok(found > 0 && found < counted.length, id);
  if (outcome === 'fallback') assert.equal(found, 0, id);
  // What ends a consumer ends it at some key, or before the first.
  for (const end of ['crash', 'hang'] as const)
    if (counted.includes(end)) assert.ok(['crash', 'hang', 'refuses', 'unknown'].includes(outcome), id);
}

/** Its page: keys, their replays, their rows, what a lookup of the same name comes to. */
function pageAgrees(report: Report, finding: ConsumerFinding, first: number): void {
  const { subject } = report;
  const page = consumerDetailView(subject, finding);
  assert.deepEqual([page.outcome, page.tone], [finding.outcome, outcomeTone(finding.outcome)]);
  const table = report.table('keys') ?? assert.fail();
  const column = table.view.columns.findIndex(({ id }) => id === 'outcome');
  finding.keys.forEach((key, at) => {
    const where = `${finding.id}: ${key.symbol}`;
    const view = page.keys[at] ?? assert.fail(where);
    assert.deepEqual([view.outcome, view.replay.outcome], [key.outcome, key.outcome], where);
    const row = rowView(report, table, first + at);
    assert.equal(row.cells[column], view.outcomeText, where);
    assert.equal(row.tone ?? 'plain', outcomeTone(key.outcome), where);
    const detail = detailView(report, 'keys', first + at);
    assert.equal(detail.replays[0]?.outcome, key.outcome, where);
    assert.ok(detail.paragraphs[0]?.includes(view.why.replace(/\.$/, '')), where);
    // Some step was passed where a symbol was found; who goes on to the last symbol may end at one that is refused.
    if (key.outcome === 'found' && key.need === undefined)
      assert.ok(
        view.replay.steps.some(({ result }) => result === 'pass'),
        where,
      );
    lookupAgrees(report, finding, key);
  });
}

const ENDS: ReadonlySet<Outcome> = new Set(['found', 'fallback', 'crash', 'hang']);

/** The search for any name, for the name of a key. */
function lookupAgrees({ subject }: Report, { id, release, program }: ConsumerFinding, key: KeyFinding): void {
  if (program !== undefined || key.need !== undefined || consumerById(id)?.wholeImage !== undefined) return;
  const steps = lookUp(subject, { name: key.symbol, ...(key.version && { version: key.version }) }, [
    { id, release },
  ]);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const [search] = step.value.searches;
  if (search === undefined || !ENDS.has(key.outcome)) return;
  // A key may be dropped for want of another; what it finds is found all the same.
  const dropped = ['dropped-without', 'served-by', 'replaced-by'].includes(key.why.code);
  if (key.outcome === 'found') assert.equal(search.key?.outcome, 'found', `${id}: ${key.symbol}`);
  else if (!dropped && key.outcome === 'fallback')
    assert.notEqual(search.key?.outcome, 'found', `${id}: ${key.symbol}, ${key.why.code}`);
}

/** Rows of symbols and versions: who looks them up, whom they serve, and their tone. */
function rowsAgree(report: Report): void {
  const { findings, image } = report.subject;
  const found = new Map<number, string[]>();
  for (const finding of findings)
    for (const key of finding.keys)
      if (key.outcome === 'found' && key.symbolIndex !== undefined && key.need === undefined)
        found.set(key.symbolIndex, [...(found.get(key.symbolIndex) ?? []), finding.id]);
  for (const [index, ids] of found) {
    if (index >= image.symbols.length) continue;
    const row = cells(report, 'symbols', index);
    const links = rowView(report, report.table('symbols') ?? assert.fail(), index).links ?? [];
    assert.notEqual(row['lookedUpBy'], '', `symbol ${index}`);
    const replays = detailView(report, 'symbols', index).replays.filter(({ outcome }) => outcome === 'found');
    assert.deepEqual(
      new Set(replays.map(({ consumer }) => consumer)),
      new Set(ids),
      `${row['name']}: ${row['lookedUpBy']}`,
    );
    assert.ok(links.some(({ to }) => 'table' in to && to.table === 'keys'));
  }
}

function cells(report: Report, id: ImageTableId, index: number): Readonly<Record<string, string>> {
  const table = report.table(id) ?? assert.fail(id);
  const row = table.cells(index);
  return Object.fromEntries(table.view.columns.map((column, at) => [column.id, row[at] ?? '']));
}

function jsonAgrees(report: Report): void {
  const { consumers } = validJson(report) as unknown as {
    consumers: { id: string; outcome: Outcome; keys: { symbol: string; outcome: Outcome }[] }[];
  };
  assert.deepEqual(
    consumers.map(({ id, outcome, keys }) => [id, outcome, keys.map((key) => [key.symbol, key.outcome])]),
    report.subject.findings.map(({ id, outcome, keys }) => [
      id,
      outcome,
      keys.map((key) => [key.symbol, key.outcome]),
    ]),
  );
}

const requirement = (text: string) => parseRequirement(text) ?? assert.fail(text);

/** `check`, as text and JSON, with everybody required. */
function checkAgrees({ subject }: Report): void {
  const { findings, words } = subject;
  const required = findings.flatMap(({ id }) =>
    consumerById(id) === undefined ? [] : [requirement(id), requirement(`${id}:all`)],
  );
  const json = JSON.parse(joined(checkJson(subject, required))) as {
    fulfilled: boolean;
    required: { requirement: string; fulfilled: boolean; outcome: Outcome }[];
    consumers: { id: string; outcome: Outcome }[];
  };
  assert.deepEqual(
    json.consumers.map(({ id, outcome }) => [id, outcome]),
    findings.map(({ id, outcome }) => [id, outcome]),
  );
  assert.equal(
    json.fulfilled,
    json.required.every(({ fulfilled }) => fulfilled),
  );
  for (const { requirement: wanted, fulfilled, outcome } of json.required) {
    const finding = findings.find(({ id }) => id === wanted.replace(/:all$/, '')) ?? assert.fail(wanted);
    assert.equal(outcome, finding.outcome, wanted);
    assert.equal(fulfilled, isFulfilled(finding, requirement(wanted)), wanted);
  }
  const text = [...checkText(subject, required)].join('');
  for (const finding of findings) {
    const label = words.report.consumerLabel(finding);
    const line = text.split('\n').find((each) => each.includes(`  ${label}  `)) ?? assert.fail(label);
    assert.ok(line.includes(`  ${words.report.outcomeWord(finding.outcome, finding)} `), line);
  }
}
