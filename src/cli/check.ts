/** `check`: who finds what in images, one line each, and an exit status for continuous integration. */
import type { Writable } from 'node:stream';
import { shown } from '../elf/bytes/printable.ts';
import { noCommand } from '../report/formats/workflowCommand.ts';
import {
  checkGithub,
  checkJunit,
  checkMarkdown,
  checkSarif,
  isFulfilledBy,
  summaryOfAll,
} from '../report/output/checkFormats.ts';
import { checkJson, checksJson, checkText, uncheckedJson } from '../report/output/checkReport.ts';
import { type ImageVerdict, imageVerdict } from '../report/output/checkVerdict.ts';
import { type Checked, checkOne } from './checkOne.ts';
import type { Check } from './command.ts';
import { cliWords } from './english.ts';
import { type NamedImage, namedImages } from './namedImages.ts';
import { lines, tryWriting, writeAll } from './output.ts';
import { paintFor } from './paint.ts';
import { errorSentence } from './refusal.ts';

/** What came of an image: an error's sentence where it could not be checked. */
interface Outcome {
  readonly image: NamedImage;
  readonly checked: Checked | { readonly error: string };
  readonly verdict: ImageVerdict;
}

/**
 * Resolves with the worst of the images' exit statuses, as `runTerminal` has them. An image that cannot be checked is
 * told of, and the others are checked all the same; of a single one the error is left to the caller where the format
 * has no place for it. What is not fulfilled stands in text and annotations; beside documents it goes to `errors` as
 * well, one line each.
 */
export async function check(
  command: Check,
  generator: string,
  output: Writable,
  errors: Writable,
): Promise<0 | 1 | 3> {
  const images = await namedImages(command.images, () => errors);
  const { format } = command;
  const many = images.length > 1;
  const streamed = format === 'text' || format === 'json';
  const verdicts: ImageVerdict[] = [];
  if (many && format === 'json') await writeAll(output, [checksJson.begin(generator)]);
  for (const image of images) {
    const checked = await checkOne(image, command, generator).catch((error: unknown) => {
      if (streamed && !many) throw error;
      return { error: errorSentence(error) };
    });
    const { place } = image;
    const verdict =
      'error' in checked
        ? { place, error: checked.error, required: [], others: [] }
        : imageVerdict(place, checked.subject, checked.required, checked.clocks);
    const outcome = { image, checked, verdict };
    if (format === 'text') await writeAll(output, textOf(outcome, command, output, many));
    if (format === 'json') await writeAll(output, jsonOf(outcome, generator, many && verdicts.length > 0));
    await tryWriting(() => errors, besideDocument(outcome, format, many));
    verdicts.push(verdict);
  }
  const fulfilled = verdicts.every(isFulfilledBy);
  if (many && format === 'json') await writeAll(output, [checksJson.end(fulfilled)]);
  if (many && format === 'text') await writeAll(output, [`${summaryOfAll(verdicts)}\n`]);
  if (!streamed) await writeAll(output, documentOf(format, verdicts, generator));
  if (verdicts.some(({ error }) => error !== undefined)) return 1;
  return fulfilled ? 0 : 3;
}

function documentOf(
  format: Exclude<Check['format'], 'text' | 'json'>,
  verdicts: readonly ImageVerdict[],
  generator: string,
): Iterable<string> {
  switch (format) {
    case 'github':
      return lines(checkGithub(verdicts));
    case 'junit':
      return lines(checkJunit(verdicts));
    case 'sarif':
      return [checkSarif(verdicts, generator)];
    case 'markdown':
      return lines(checkMarkdown(verdicts));
  }
}

function* textOf(
  { image, checked, verdict }: Outcome,
  command: Check,
  output: Writable,
  many: boolean,
): Generator<string> {
  const paint = paintFor(output, process.env);
  if (many) yield noCommand(`${shown(image.place.name)}\n`);
  if ('error' in checked) yield noCommand(`  ${shown(cliWords.notChecked(checked.error))}\n`);
  else {
    const { subject, required, own, clocks } = checked;
    for (const line of checkText(subject, required, own, paint, clocks)) yield noCommand(line);
  }
  if (command.lines) for (const line of failuresOf(verdict)) yield errorLine(image, line);
  if (many) yield '\n';
}

/** @param further whether an image stands before it */
function* jsonOf(
  { image, checked }: Outcome,
  generator: string,
  further: boolean,
): Generator<string | Uint8Array> {
  if (further) yield checksJson.between;
  if ('error' in checked) yield uncheckedJson(generator, image.place, checked.error);
  else yield* checkJson(checked.subject, checked.required, checked.clocks);
}

function* besideDocument(
  { image, verdict }: Outcome,
  format: Check['format'],
  many: boolean,
): Generator<string> {
  const told = format === 'text' || format === 'github';
  const name = many ? `${image.place.name}: ` : '';
  for (const line of told && verdict.error === undefined ? [] : failuresOf(verdict))
    yield noCommand(`${shown(`${name}${line}`)}\n`);
}

/** A line each. */
function failuresOf({ error, required }: ImageVerdict): readonly string[] {
  if (error !== undefined) return [error];
  return required.filter(({ fulfilled }) => !fulfilled).map(({ line }) => line);
}

/** As compilers write them: problem matchers and editors know the form. */
function errorLine({ path }: NamedImage, line: string): string {
  return noCommand(`${shown(path)}: error: ${shown(line)}\n`);
}
