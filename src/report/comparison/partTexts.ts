/**
 * An image as texts that can be held against another image's line by line: nothing in them depends on where the image
 * was found, and nothing has a place that moves. One text for each part, and for each function.
 */

import { INSIDE } from '../../code/comparable/masks.ts';
import { noteTypeName } from '../../elf/format/names.ts';
import { shown } from '../format.ts';
import type { Words } from '../words.ts';
import { clockText, consumerText, HASH_TABLES } from './changeText.ts';
import type { ComparedFunction, ComparedImage } from './comparedImage.ts';
import type { ComparedPart } from './comparison.ts';
import { byText } from './order.ts';

export interface PartText {
  readonly part: ComparedPart;
  /** Of `code`: whose it is, '' for code of no exported function. */
  readonly name?: string;
  readonly title: string;
  /** Lines, each ended. */
  readonly text: string;
}

/** Those that the image has, in the order of what matters. */
export function partTexts(words: Words, image: ComparedImage): readonly PartText[] {
  const { parts } = words.report.comparison;
  const one = (part: ComparedPart, lines: readonly string[]): readonly PartText[] =>
    lines.length === 0 ? [] : [{ part, title: parts[part], text: ended(lines) }];
  return [
    ...one('consumers', consumerLines(words, image)),
    ...one('exports', exportLines(image)),
    ...one('versions', image.versions.map(shown)),
    ...one(
      'hashTables',
      image.hashTables.map(({ name }) => HASH_TABLES[name]),
    ),
    ...one('clocks', clockLines(words, image)),
    ...(image.code?.functions ?? []).flatMap((each) => codeText(words, each)),
    ...one('notes', noteLines(image)),
  ];
}

function ended(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function consumerLines(words: Words, { consumers }: ComparedImage): string[] {
  const { outcomeWord, keyOutcomeWord } = words.report;
  const blocks = consumers.map((consumer) => {
    const { keys, outcome, why } = consumer;
    const name = consumerText(words, consumer);
    const head = `${name}: ${outcomeWord(outcome, consumer)}`;
    const lines = keys.map(({ symbol, version, outcome: of }) => {
      const key = consumer.wholeImage ? words.consumers.fact(symbol) : symbol;
      return `  ${shown(version === undefined ? key : `${key}@${version}`)}: ${keyOutcomeWord(of, consumer)}`;
    });
    // Where all is found, why is where: an index, a bucket.
    return { name, lines: [head, ...(outcome === 'found' ? [] : [`  ${shown(why)}`]), ...lines] };
  });
  return blocks.sort((a, b) => byText(a.name, b.name)).flatMap(({ lines }) => lines);
}

function exportLines({ exports }: ComparedImage): string[] {
  return exports.map(({ name, version, type, bind, visibility, size }) =>
    // Of a saved report each is any text.
    [version === '' ? name : `${name}@${version}`, type, bind, visibility, String(size)]
      .map(shown)
      .join('  '),
  );
}

function clockLines(words: Words, { code }: ComparedImage): string[] {
  return (code?.clocks ?? []).map(({ name, path, counters }) => {
    const line = `${clockText(words, name)}: ${words.code.paths[path]}`;
    return counters.length === 0 ? line : `${line}; ${words.elf.list(counters.map(shown))}`;
  });
}

function noteLines({ notes }: ComparedImage): string[] {
  const lines = notes.map(
    ({ owner, type, description, text }) =>
      `${shown(owner)} ${noteTypeName(owner, type)}: ${shown(text === '' ? description : text)}`,
  );
  return lines.sort(byText);
}

function codeText({ report }: Words, { name, code }: ComparedFunction): readonly PartText[] {
  if (code === undefined || code.lines.length === 0) return [];
  const title = name === '' ? report.comparison.unnamedCode : shown(name);
  const lines = code.lines.map((line, at) => {
    const target = code.targets[at] ?? -1;
    // So many instructions on: what stands before the two does not matter.
    const by = target - at;
    return target < 0 ? line : line.replace(INSIDE, `{${by < 0 ? by : `+${by}`}}`);
  });
  return [{ part: 'code', name, title, text: ended(lines.map(shown)) }];
}
