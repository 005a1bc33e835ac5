/** What `check` says of one image or of many, for continuous integration. */

import { checkDocument } from '../english/formats.ts';
import { junitDocument, type TestCase } from '../formats/junit.ts';
import { markdownTable } from '../formats/markdownTable.ts';
import { type SarifRule, sarifDocument } from '../formats/sarif.ts';
import { workflowCommand } from '../formats/workflowCommand.ts';
import { codeSpan } from '../markdown.ts';
import type { ImageVerdict, RequirementVerdict } from './checkVerdict.ts';
import type { ImagePlace } from './imagePlace.ts';

/** A test suite an image, a test case a requirement. */
export function checkJunit(images: readonly ImageVerdict[]): Generator<string> {
  return junitDocument(
    checkDocument.name,
    images.map(({ place, error, required }) => ({
      name: place.name,
      cases: error === undefined ? required.map((each) => testCase(place, each)) : [unread(place, error)],
    })),
  );
}

function testCase({ file }: ImagePlace, verdict: RequirementVerdict): TestCase {
  const { text, fulfilled, outcome, sentence } = verdict;
  if (fulfilled) return { name: text, file };
  return { name: text, file, ended: { as: 'failure', type: outcome, message: sentence } };
}

function unread({ file }: ImagePlace, message: string): TestCase {
  return { name: 'image', file, ended: { as: 'error', type: checkDocument.notChecked, message } };
}

/** A rule a consumer or clock, a result a requirement that is not fulfilled. */
export function checkSarif(images: readonly ImageVerdict[], generator: string): string {
  const rules = new Map<string, SarifRule>();
  for (const { rule: id, about: text } of images.flatMap(({ required }) => required))
    rules.set(id, { id, text });
  return sarifDocument({
    generator,
    rules: [...rules.values()],
    results: images.flatMap(({ place, required }) =>
      required
        .filter(({ fulfilled }) => !fulfilled)
        .map((each) => ({
          rule: { id: each.rule, text: each.about },
          fingerprint: place.part === undefined ? each.text : `${each.text} ${place.part}`,
          text: each.line,
          place,
        })),
    ),
    failures: images.flatMap(({ place, error: text }) => (text === undefined ? [] : [{ text, place }])),
  });
}

/** A group an image, in it an annotation for each requirement that is not fulfilled: every line is a command. */
export function* checkGithub(images: readonly ImageVerdict[]): Generator<string> {
  for (const { place, error, required } of images) {
    const { name, file } = place;
    const failed = required.filter(({ fulfilled }) => !fulfilled);
    const summary = checkDocument.summary(required.length - failed.length, required.length);
    yield workflowCommand(
      'group',
      {},
      `${name}: ${error === undefined ? summary : checkDocument.notChecked}`,
    );
    if (error !== undefined)
      yield workflowCommand('error', { file, title: checkDocument.title }, inImage(place, error));
    for (const each of failed) {
      const title = `${checkDocument.title}: ${each.text}`;
      yield workflowCommand('error', { file, title }, inImage(place, each.sentence));
    }
    yield workflowCommand('endgroup', {}, '');
  }
}

/** An annotation of a whole file needs no name beside it. */
function inImage({ name, file, part }: ImagePlace, sentence: string): string {
  return file !== undefined && part === undefined ? sentence : `${name}: ${sentence}`;
}

/** A line on all of it, and a table, as the summary of a job shows it. */
export function* checkMarkdown(images: readonly ImageVerdict[]): Generator<string> {
  const { columns } = checkDocument;
  const many = images.length > 1;
  const [only] = images;
  yield `### ${checkDocument.title}`;
  yield '';
  if (many || only === undefined) yield summaryOfAll(images);
  else {
    const { place, error, required } = only;
    const passed = required.filter(({ fulfilled }) => fulfilled).length;
    const summary =
      error === undefined ? checkDocument.summary(passed, required.length) : checkDocument.notChecked;
    yield `${codeSpan(place.name)}: ${summary}`;
  }
  yield '';
  const titles = [columns.verdict, columns.required, columns.outcome, columns.why];
  const rows = images.flatMap((image) =>
    verdictRows(image).map((row) => (many ? [image.place.name, ...row] : row)),
  );
  if (rows.length === 0) return;
  yield* markdownTable(
    (many ? [columns.image, ...titles] : titles).map((title) => ({ title })),
    rows,
  );
}

function verdictRows({ error, required, others }: ImageVerdict): readonly (readonly string[])[] {
  const { passed, failed, notRequired, notChecked } = checkDocument;
  if (error !== undefined) return [[failed, '', notChecked, error]];
  return [
    ...required.map(({ fulfilled, text, label, outcome, why }) => [
      fulfilled ? passed : failed,
      text,
      `${label}: ${outcome}`,
      why,
    ]),
    ...others.map(({ label, outcome, why }) => ['', notRequired, `${label}: ${outcome}`, why]),
  ];
}

export function summaryOfAll(images: readonly ImageVerdict[]): string {
  const unread = images.filter(({ error }) => error !== undefined).length;
  const fulfilled = images.filter(isFulfilledBy).length;
  return checkDocument.summaryOfAll(images.length, fulfilled, unread);
}

/** Whether an image was read and has all that is required. */
export function isFulfilledBy({ error, required }: ImageVerdict): boolean {
  return error === undefined && required.every(({ fulfilled }) => fulfilled);
}
