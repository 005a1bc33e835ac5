/** The summary of a comparison as lines: what matters to programs first, and which lines lead to the texts themselves. */
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import type { ComparedPart, Comparison } from '../report/comparison/comparison.ts';
import { comparisonView } from '../report/comparison/comparisonView.ts';
import { type PartText, partTexts } from '../report/comparison/partTexts.ts';
import type { Words } from '../report/words.ts';

export interface SummaryText {
  readonly title: string;
  readonly text: string;
  /** Lines that are headings of parts of which there are texts that differ; the first one is of all of them. */
  readonly leads: readonly { readonly line: number; readonly part?: ComparedPart }[];
}

/** A text of both images that differs. */
export interface DifferingText {
  readonly part: ComparedPart;
  /** Of a function; '' for the part itself. */
  readonly name: string;
  readonly title: string;
}

/** @param texts of both that differ */
export function comparisonSummary(
  words: Words,
  comparison: Comparison,
  texts: readonly DifferingText[],
): SummaryText {
  const { title, from, to, summary, parts, notes } = comparisonView(words, comparison);
  const differing = new Set(texts.map(({ part }) => part));
  const lines = [title, `  ${from.label}: ${from.facts}`, `  ${to.label}: ${to.facts}`, summary];
  const leads: { line: number; part?: ComparedPart }[] = differing.size === 0 ? [] : [{ line: 0 }];
  for (const { part, title: heading, changes } of parts) {
    lines.push('');
    if (differing.has(part)) leads.push({ line: lines.length, part });
    const width = Math.max(...changes.map(({ kindText }) => kindText.length));
    lines.push(heading, ...changes.map(({ kindText, text }) => `  ${kindText.padEnd(width)}  ${text}`));
  }
  if (notes.length > 0) lines.push('', ...notes);
  return { title, text: `${lines.join('\n')}\n`, leads };
}

/** All texts of one image, by `textId`. */
export type ImageTexts = ReadonlyMap<string, PartText>;

export function differingTexts(before: ImageTexts, after: ImageTexts): readonly DifferingText[] {
  return [...new Map([...before, ...after])]
    .filter(([id]) => before.get(id)?.text !== after.get(id)?.text)
    .map(([, { part, name = '', title }]) => ({ part, name, title }));
}

export function imageTexts(words: Words, image: ComparedImage): ImageTexts {
  return new Map(partTexts(words, image).map((each) => [textId(each.part, each.name), each]));
}

export function textId(part: ComparedPart, name = ''): string {
  return `${part} ${name}`;
}
