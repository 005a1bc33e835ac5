/** src/report/comparison: a hostile image against itself and against itself with some bytes changed, and the matrix's page. */
import assert from 'node:assert/strict';
import type { ComparedImage } from '../../../../src/report/comparison/comparedImage.ts';
import { compareImages } from '../../../../src/report/comparison/compareImages.ts';
import { comparisonView } from '../../../../src/report/comparison/comparisonView.ts';
import { MATRIX_ROWS, makeMatrix } from '../../../../src/report/comparison/matrix.ts';
import { MatrixRoom } from '../../../../src/report/comparison/matrixRoom.ts';
import { partTexts } from '../../../../src/report/comparison/partTexts.ts';
import { budgetedComparison } from '../../../../src/report/output/budgetedComparison.ts';
import { reportJson } from '../../../../src/report/output/json.ts';
import {
  matrixCsv,
  matrixJson,
  matrixMarkdown,
  matrixText,
} from '../../../../src/report/output/matrixReport.ts';
import { makeReport } from '../../../../src/session/makeReport.ts';
import { MatrixSession } from '../../../../src/session/matrixSession.ts';
import { openLocal } from '../../../../src/session/openLocal.ts';
import { english } from '../../../../src/session/words.ts';
import { openSavedReport, SMALL_REPORT } from '../../../../src/session/worker/workerReport.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { workerScript } from '../../../support/started.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import { imageInput } from '../imageInput.ts';
import { readImage, someConsumers, someInfo, someNumber } from '../images.ts';
import { assertAllSeen, assertSeen, assertSentence, orRefusal } from '../promises.ts';
import type { Room } from '../room.ts';

const MOST_CHANGED = 40;
/** Characters of a comparison for each byte of both images, beside the texts of the parts. */
const OUTPUT_PER_BYTE = 200;
const OUTPUT_BASE = 1 << 18;
/** Characters of the shortest answer for a language model. */
const BRIEF = 6_000;

export const comparison: Room = {
  name: 'comparison',
  weight: 12,
  limitSeconds: 120,
  input: imageInput((corpus) => [...corpus.vdsos, ...corpus.small]),
  async run({ bytes }, random) {
    const other = bytes.slice(0, random.chance(4) ? random.below(bytes.length + 1) : bytes.length);
    for (let count = random.below(MOST_CHANGED); count > 0 && other.length > 0; count--)
      other[random.below(other.length)] = random.below(256);
    const code = random.chance(3);
    const one = await comparedOf(bytes, code, random);
    if (one === undefined) return ['not ELF'];
    assert.deepEqual(compareImages(one, one).changes, [], 'an image is alike to itself');
    const two = await comparedOf(other, code, random);
    if (two === undefined) return ['the other is not ELF'];
    if (random.chance(3)) await saved(bytes, one, random);
    const there = assertTold(one, two, bytes.length + other.length);
    assertTold(two, one, bytes.length + other.length);
    return there;
  },
};

async function comparedOf(
  bytes: Uint8Array,
  code: boolean,
  random: Random,
): Promise<ComparedImage | undefined> {
  const info = someInfo(bytes.length, random);
  const session = await orRefusal(
    () =>
      openLocal({
        source: memorySource(bytes),
        info: { ...info, kind: info.kind === 'process' ? ('live' as const) : info.kind },
        options: { selection: someConsumers(random), asVdso: random.chance(2), symtab: false },
        generator: 'vdso-explorer 0.0.0',
      }),
    ['SessionError'],
  );
  if (session === undefined) return undefined;
  try {
    return structuredClone(await session.compared(code));
  } finally {
    await session.dispose();
  }
}

/** A report that was saved, and then changed by whoever had it. */
async function saved(bytes: Uint8Array, image: ComparedImage, random: Random): Promise<void> {
  const read = await readImage(bytes, false);
  if (read === undefined) return;
  const info = { kind: 'file', label: 'x', size: bytes.length } as const;
  const report = makeReport(
    read,
    info,
    undefined,
    { selection: someConsumers(random), asVdso: true },
    'vdso-explorer 0.0.0',
  );
  const text = Buffer.concat(Array.from(reportJson(report), (piece) => piece.slice())).toString();
  // One in some large enough for a worker.
  const padding = random.chance(40) ? ' '.repeat(SMALL_REPORT) : '';
  const written = Buffer.from(changedText(text, random) + padding);
  const found = await openSavedReport(written, random.pick(hostileTexts), workerScript);
  if (found.kind !== 'image') return;
  assert.deepEqual(compareImages(found.image, found.image).changes, [], 'a report is alike to itself');
  assertTold(image, found.image, bytes.length + text.length);
  const room = new MatrixRoom();
  const images = [image, found.image, image];
  const kept = images.map((each) => room.take(each) ?? assert.fail('there is room for three'));
  const [rows, baseline] = [random.pick(MATRIX_ROWS), random.below(4)];
  const made = makeMatrix(kept, rows, baseline);
  assert.deepEqual(made.lines, makeMatrix(images, rows, baseline).lines, 'what is kept comes to the same');
  for (const line of matrixText(english, made)) assertSeen(line, 'a matrix as text');
  for (const line of matrixCsv(english, made)) assertSeen(line, 'a matrix as CSV');
  for (const line of matrixMarkdown(english, made)) assertSeen(line, 'a matrix as Markdown');
  JSON.parse(
    Buffer.concat(Array.from(matrixJson(english, made, 'fuzz'), (piece) => piece.slice())).toString(),
  );
  await pageAsked([image, found.image], random);
}

/** The page of a matrix of these, whatever it is asked. */
async function pageAsked(images: readonly ComparedImage[], random: Random): Promise<void> {
  const text = () => random.pick(hostileTexts);
  const session = new MatrixSession(
    {
      read: async () => ({
        images: images.map((image, at) => ({ id: `${at}`, image, isReport: random.chance(2) })),
        unread: random.chance(2) ? [{ label: text(), why: 'It could not be read.' }] : [],
        notes: [],
      }),
      generator: 'fuzz',
      kept: [],
    },
    english,
  );
  const rows = random.pick([...MATRIX_ROWS, text()]);
  const baseline = random.pick(['', '0', '1', text()]);
  const page = await session.choose({ rows, baseline, shown: random.pick(['', 'differing', text()]) });
  assertAllSeen({ ...page, choice: {} }, 'the page of a matrix');
  const query = { table: 'matrix', filter: '', start: someNumber(random, 20), count: 20 } as const;
  const window = await session.rows(query);
  assertAllSeen(window.rows, 'rows of a matrix');
  for (const { index } of [...window.rows.slice(0, 3), { index: someNumber(random, 20) }]) {
    const column = someNumber(random, 6);
    const detail = structuredClone(await session.detail(index, column));
    assertAllSeen(detail, 'details of a cell of a matrix');
    for (const { to } of detail?.fields.flatMap(({ links = [] }) => links) ?? [])
      if ('opens' in to) assert.ok(await session.place(to.row, to.column), 'it leads somewhere');
  }
}

/** Values exchanged for others of any type, so that most of it is JSON still. */
function changedText(text: string, random: Random): string {
  const values = ['null', '-1', '1e999', '[]', '{}', '"\\u202e"', 'true', '"0xffffffffffffffffff"'];
  let changed = text;
  for (let count = random.below(12); count > 0; count--) {
    const found = [
      ...changed.slice(random.below(changed.length)).matchAll(/(?<=": ?)("[^"]*"|-?\d+)/g),
    ].slice(0, 50);
    const one = found.length === 0 ? undefined : random.pick(found)[0];
    if (one !== undefined) changed = changed.replace(one, random.pick(values));
  }
  return random.chance(8) ? changed.slice(0, random.below(changed.length)) : changed;
}

function assertTold(from: ComparedImage, to: ComparedImage, size: number): string[] {
  const found = compareImages(from, to);
  const view = comparisonView(english, found);
  assertAllSeen(view, 'the comparison');
  for (const { text } of view.parts.flatMap(({ changes }) => changes)) assertSentence(text, 'a change');
  for (const note of view.notes) assertSentence(note, 'what was not compared');
  assert.ok(JSON.stringify(view).length <= OUTPUT_BASE + size * OUTPUT_PER_BYTE);
  for (const { text, title } of partTexts(english, from)) {
    assertSeen(text, title);
    assert.ok(text.endsWith('\n'));
  }
  for (const limit of [BRIEF, 10 * BRIEF]) {
    const text = budgetedComparison(english, found, 'vdso-explorer 0.0.0', { limit });
    assert.ok(text.length <= limit, `${text.length} characters of ${limit}`);
    const brief = JSON.parse(text) as {
      readonly changes: readonly unknown[];
      readonly leftOut: readonly { shown: number; of: number }[];
    };
    assertSeen(text, 'the comparison for a model');
    assert.equal(brief.leftOut[0]?.of ?? brief.changes.length, found.changes.length);
  }
  return found.changes.map(({ code }) => code);
}
