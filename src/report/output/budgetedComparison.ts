/**
 * As much of a comparison as fits a number of characters, what is worst first to go in, with what was left out counted:
 * for readers who pay for every word (language models). Changes are those of `comparisonJson`.
 */
import { shortened, shownJson } from '../../elf/bytes/printable.ts';
import { CHANGE_KINDS, type ComparedPart, type Comparison } from '../comparison/comparison.ts';
import type { Json } from '../jsonValue.ts';
import type { Words } from '../words.ts';
import { comparisonMembers } from './comparisonReport.ts';

export interface BudgetedComparison {
  /** Most characters of the whole text. */
  readonly limit: number;
  /** Only changes of these; all without it. */
  readonly parts?: readonly ComparedPart[];
}

/** Entries of one list within a change: names of functions that moved may be very many. */
export const MOST_ENTRIES = 20;
/** Characters of a name or a sentence, and of one that takes more than twice as many as JSON: hidden letters take six each. */
export const MOST_CHARACTERS = 500;
const MOST_ESCAPED = 80;

export function budgetedComparison(
  words: Words,
  comparison: Comparison,
  generator: string,
  { limit, parts }: BudgetedComparison,
): string {
  const { changes, ...head } = comparisonMembers(words, comparison, generator);
  const wanted = comparison.changes.flatMap(({ part, kind, expected }, at) =>
    parts === undefined || parts.includes(part)
      ? { text: shortChange(changes[at] ?? {}), worth: expected ? 0 : CHANGE_KINDS.indexOf(kind) + 1 }
      : [],
  );
  const start = shownJson(JSON.stringify(short(head))).slice(0, -1);
  const end = (shown: number): string => {
    const rest = shown < wanted.length ? [{ part: 'changes', shown, of: wanted.length }] : [];
    return `],"leftOut":${JSON.stringify(rest)}}`;
  };
  let room = limit - start.length - ',"changes":['.length - end(0).length;
  const taken = new Set<(typeof wanted)[number]>();
  for (const each of wanted.toSorted((a, b) => b.worth - a.worth)) {
    if (each.text.length + 1 > room) break;
    room -= each.text.length + 1;
    taken.add(each);
  }
  const texts = wanted.filter((each) => taken.has(each)).map(({ text }) => text);
  return `${start},"changes":[${texts.join()}${end(texts.length)}`;
}

function shortChange(change: Json): string {
  return shownJson(JSON.stringify(short(change)));
}

function shortText(text: string): string {
  const kept = shortened(text, MOST_CHARACTERS);
  return shownJson(JSON.stringify(kept)).length <= 2 * MOST_CHARACTERS ? kept : shortened(text, MOST_ESCAPED);
}

/** Long lists end with how many entries are missing, long texts with how many characters. */
function short(value: Json | undefined): Json | undefined {
  if (typeof value === 'string') return shortText(value);
  if (Array.isArray(value)) {
    const rest = value.length - MOST_ENTRIES;
    const kept = value.slice(0, MOST_ENTRIES).map((each) => short(each) ?? null);
    return rest > 0 ? [...kept, `… (+${rest})`] : kept;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, short(each)]));
}
