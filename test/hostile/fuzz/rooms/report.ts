/** src/report: JSON, text, tables, details, maps, chains, bytes, addresses, briefs of hostile images. */

import assert from 'node:assert/strict';
import { allConsumers } from '../../../../src/consumers/catalog/index.ts';
import { parseRequirement } from '../../../../src/consumers/verdict/requirements.ts';
import { runToEnd } from '../../../../src/elf/reading/runToEnd.ts';
import { lookUp } from '../../../../src/report/facts/nameLookup.ts';
import { parseName } from '../../../../src/report/facts/nameQuery.ts';
import { jsonOf } from '../../../../src/report/format.ts';
import { briefParts, budgetedReport } from '../../../../src/report/output/budgetedJson.ts';
import { checkJson, checkText } from '../../../../src/report/output/checkReport.ts';
import { nameLookupJson, nameLookupText } from '../../../../src/report/output/lookupReport.ts';
import { nameJson, nameText } from '../../../../src/report/output/nameReport.ts';
import type { Report } from '../../../../src/report/report.ts';
import { addressJson, addressView } from '../../../../src/report/views/addressView.ts';
import { bytesView } from '../../../../src/report/views/bytesView.ts';
import { bloomViews, chainViews } from '../../../../src/report/views/chainViews.ts';
import { consumerDetailView } from '../../../../src/report/views/consumerViews.ts';
import { detailView } from '../../../../src/report/views/detail/detail.ts';
import { bytePlaceJson, bytePlaceView } from '../../../../src/report/views/fieldsView.ts';
import { lookupView } from '../../../../src/report/views/lookupView.ts';
import { summarize } from '../../../../src/report/views/summary.ts';
import { makeReport } from '../../../../src/session/makeReport.ts';
import { english } from '../../../../src/session/words.ts';
import { exerciseReport } from '../../exerciseReport.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import { assertFinding } from '../findings.ts';
import { imageInput } from '../imageInput.ts';
import { readImage, someConsumers, someInfo, someNumber } from '../images.ts';
import { assertAllRanges, assertAllSeen, assertSeen } from '../promises.ts';
import type { Room } from '../room.ts';

const DETAILS = 12;
const BRIEF = 60_000;
const ADDRESSES = [0n, 1n, 0x400n, 0x7fff_1234_5678n, 0xffff_ffff_ff70_0100n, 2n ** 64n - 1n];
const host = {
  kernelRelease: '6.1.0\u202e',
  arch: 'x64',
  clocksource: 'ts\u001bc',
  availableClocksources: ['tsc'],
};

export const report: Room = {
  name: 'report',
  weight: 25,
  limitSeconds: 120,
  input: imageInput((corpus) => corpus.images),
  async run({ bytes }, random) {
    const image = await readImage(bytes, random.chance(2));
    if (image === undefined) return ['not ELF'];
    if (random.chance(4))
      exerciseReport(image, /undefined|NaN|\[object/.test(Buffer.from(bytes).toString('latin1')));
    const options = { selection: someConsumers(random), asVdso: random.chance(2) };
    const made = makeReport(
      image,
      someInfo(bytes.length, random),
      random.chance(2) ? host : undefined,
      options,
      'vdso-explorer 0.0.0',
    );
    walk(made, random);
    const met = made.tables.filter(({ rowCount }) => rowCount > 0).map(({ id }) => id);
    return [...met, `role ${made.subject.role}`];
  },
};

function walk(made: Report, random: Random): void {
  const { subject, tables } = made;
  const { size } = subject.image;
  const summary = summarize(made);
  assertAllSeen(summary, 'summary');
  assertAllRanges(summary, size, 'summary');
  for (let count = 0; count < DETAILS; count++) {
    const table = random.pick(tables);
    const index = random.chance(6) ? someNumber(random, table.rowCount) : random.below(table.rowCount);
    const detail = detailView(made, table.id, index);
    assertAllSeen(detail, `detail of ${table.id}`);
    assertAllRanges(detail, size, `detail of ${table.id}`);
    if (!(index < table.rowCount) || index < 0 || !Number.isInteger(index)) continue;
    const row = table.row(index);
    assertAllSeen(row, table.id);
    assertAllRanges(row, size, table.id);
    assertSeen(jsonOf(table.json(index)), `JSON of ${table.id}`);
  }
  for (const kind of ['gnu', 'sysv'] as const)
    assertAllSeen(chainViews(subject, kind, someNumber(random, 9), someNumber(random, 9)), `${kind} chains`);
  assertAllSeen(bloomViews(subject, someNumber(random, 9), someNumber(random, 9)), 'bloom words');
  assertAllSeen(
    bytesView(english, random.below(size), new Uint8Array(random.below(100)).fill(random.below(256)), 99),
    'bytes',
  );
  const address = random.pick(ADDRESSES);
  assertAllSeen(addressView(subject, address), 'address');
  assertSeen(jsonOf(addressJson(subject, address)), 'JSON of an address');
  assertAllSeen(addressView(subject, { fromStart: address }), 'distance from the start');
  const name = random.pick(['__vdso_clock_gettime', '__kernel_getrandom', '__vdso_tim', ...hostileTexts]);
  assertSeen([...nameText(subject, name)].join('\n'), `why ${name}`);
  assertSeen(jsonOf(nameJson(subject, name)), `JSON of why ${name}`);
  walkLookup(made, random, name);
  const byte = random.chance(4) ? someNumber(random, size) : random.below(size);
  const place = bytePlaceView(subject, byte);
  assertAllSeen(place, 'byte');
  assertAllRanges(place, size, 'byte');
  assertSeen(jsonOf(bytePlaceJson(subject, byte)), 'JSON of a byte');
  for (const finding of subject.findings.slice(0, 2)) {
    const view = consumerDetailView(subject, finding);
    assertAllSeen(view, finding.id);
    assertAllRanges(view, size, finding.id);
  }
  walkTexts(made, random);
}

/** Any name, looked up by anyone: the name of a row, one of the catalogue, or one that nobody can have. */
function walkLookup({ subject }: Report, random: Random, other: string): void {
  const { symbols } = subject.image;
  const names = [
    other,
    symbols.name(random.below(symbols.length)),
    'x'.repeat(random.below(9000)),
    '\ud800@@',
  ];
  const node = random.pick([{}, { version: random.pick(['LINUX_2.6', 'LINUX_2.6.39', ...hostileTexts]) }]);
  const wanted = random.chance(4)
    ? parseName(random.pick(hostileTexts))
    : { name: random.pick(names), ...node };
  if (wanted === undefined) return;
  const lookup = runToEnd(lookUp(subject, wanted, someConsumers(random)));
  for (const { finding } of lookup.searches) assertFinding(finding);
  const view = lookupView(subject, lookup);
  // Names to ask for are as the image has them; nothing but a button with its own text shows one.
  assertAllSeen({ ...view, nearest: [] }, 'lookup');
  assertAllRanges(view, subject.image.size, 'lookup');
  assertSeen([...nameLookupText(subject, lookup, random.chance(2))].join(''), 'text of a lookup');
  assertSeen(jsonOf(nameLookupJson(subject, lookup, random.chance(2))), 'JSON of a lookup');
}

function walkTexts(made: Report, random: Random): void {
  const { subject } = made;
  const required = ['go', 'musl@1.2.5', `${random.pick(allConsumers).id}:all`].flatMap(
    (text) => parseRequirement(text) ?? [],
  );
  assertSeen([...checkText(subject, required)].join(''), 'check');
  // A piece is good until the next is asked for.
  const pieces = Array.from(checkJson(subject, required), (piece) => piece.slice());
  const json = Buffer.concat(pieces).toString();
  assertSeen(json, 'JSON of check');
  JSON.parse(json);
  const budgetedJson = runToEnd(
    budgetedReport(made, {
      limit: BRIEF,
      filter: random.pick(hostileTexts),
      required,
      ...(random.chance(2) ? { parts: briefParts.filter(() => random.chance(2)) } : {}),
    }),
  );
  assertSeen(budgetedJson, 'budgetedJson');
  assert.ok(budgetedJson.length <= BRIEF, `a budgetedJson of ${budgetedJson.length} characters`);
  JSON.parse(budgetedJson);
}
