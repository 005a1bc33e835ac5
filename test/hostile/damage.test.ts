/**
 * One damage at a time to an image that has every table, in both classes and byte orders: the problem that
 * must be reported, where, in words; and everything that was not damaged still shows.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemSentence } from '../../src/elf/problems/english.ts';
import type { Problem } from '../../src/elf/problems/problem.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import type { BuiltImage, FieldRange } from '../support/elf/index.ts';
import { fieldValue, fullImage, shapeName, shapes } from '../support/elf/index.ts';
import { ourView } from '../support/ourView.ts';
import type { Row, TableName, View } from '../support/view.ts';
import { tableNames } from '../support/view.ts';
import type { DamageCase } from './damageCase.ts';
import { dynamicCases } from './dynamicCases.ts';
import { hashCases } from './hashCases.ts';
import { headerCases } from './headerCases.ts';
import { packedCases } from './packedCases.ts';
import { relocationCases } from './relocationCases.ts';
import { symbolCases } from './symbolCases.ts';

async function read(bytes: Uint8Array) {
  const outcome = await readElf(memorySource(bytes), { symtab: true });
  if (outcome.kind !== 'elf') assert.fail(`not read as ELF: ${outcome.problem.code}`);
  return outcome.image;
}

for (const shape of shapes) {
  test(`an undamaged ${shapeName(shape)} image has no problems`, async () => {
    const image = await read(fullImage(shape).bytes);
    assert.deepEqual(image.problems.map(problemSentence), []);
  });
}

for (const damageCase of [
  ...headerCases,
  ...dynamicCases,
  ...hashCases,
  ...symbolCases,
  ...relocationCases,
  ...packedCases,
]) {
  test(damageCase.name, async (context) => {
    for (const shape of shapes.filter(damageCase.in ?? (() => true))) {
      const image = (damageCase.image ?? fullImage)(shape);
      await context.test(shapeName(shape), () => checkCase(damageCase, image));
    }
  });
}

async function checkCase(damageCase: DamageCase, good: BuiltImage): Promise<void> {
  const bad = damageCase.damage(good);
  assert.notDeepEqual(bad.bytes, good.bytes, 'the damage changes something');
  const image = await read(bad.bytes);
  const codes = image.problems.map(({ code }) => code);
  const found = image.problems.filter(({ code }) => code === damageCase.code);
  assert.ok(found.length > 0, `no ${damageCase.code} among: ${codes.join(', ') || 'no problems'}`);
  for (const problem of image.problems) checkProblem(problem, bad.bytes.length);
  if (damageCase.unsaid === undefined) checkSaid(found, good, bad);
  if (damageCase.at !== undefined) checkPlace(found, damageCase.at, bad);
  const before = ourView(await read(good.bytes));
  const after = ourView(image);
  for (const table of tableNames) {
    assert.deepEqual(
      unaffected(after, table, damageCase.changes),
      unaffected(before, table, damageCase.changes),
      `${table} still shows`,
    );
  }
}

function checkProblem(problem: Problem, size: number): void {
  assert.notEqual(problemSentence(problem), problem.code, 'a sentence, not a code');
  assert.doesNotMatch(problemSentence(problem), /undefined|NaN|\[object/);
  assert.notEqual(problem.structure, '');
  if (problem.offset === undefined) return;
  assert.ok(
    problem.offset >= 0 && problem.offset + (problem.length ?? 0) <= size,
    'the range is inside the image',
  );
}

/** Where a single field was damaged, one of the problems must say what it holds now. */
function checkSaid(problems: readonly Problem[], good: BuiltImage, bad: BuiltImage): void {
  const fits = ({ offset, size }: FieldRange) => offset + size <= bad.bytes.length;
  const damaged = [...good.layout.fields()].filter(
    ([field, range]) => fits(range) && fieldValue(good, field) !== fieldValue(bad, field),
  );
  const [field, another] = damaged.map(([name]) => name);
  if (field === undefined || another !== undefined) return;
  const value = fieldValue(bad, field);
  const forms = [value.toString(), value.toLocaleString('en'), `0x${value.toString(16)}`];
  const sentences = problems.map(problemSentence);
  const isSaid = sentences.some((sentence) =>
    forms.some((form) => new RegExp(`(?<![\\w,])${form}(?![\\w,]*\\d)`).test(sentence)),
  );
  assert.ok(isSaid, `${field} is ${value} now, which nothing says: ${sentences.join(' ')}`);
}

/** One of the problems must point at the damaged field. */
function checkPlace(problems: readonly Problem[], at: string, { layout }: BuiltImage): void {
  const { offset, size } = layout.hasField(at) ? layout.field(at) : layout.range(at);
  const touches = problems.some(
    (problem) =>
      problem.offset !== undefined &&
      problem.offset < offset + size &&
      offset < problem.offset + (problem.length ?? 0),
  );
  const places = problems.map((problem) => `${problem.offset}+${problem.length}`).join(', ');
  assert.ok(touches, `${at} is at ${offset}+${size}, reported is ${places}`);
}

/** The rows of a table without what the damage may change. */
function unaffected(
  view: View,
  table: TableName,
  changes: DamageCase['changes'],
): readonly Row[] | undefined {
  if (changes.includes(table)) return undefined;
  const fields = changes
    .filter((change) => change.startsWith(`${table}:`))
    .flatMap((change) => change.slice(table.length + 1).split(','));
  return view[table]?.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name))),
  );
}
