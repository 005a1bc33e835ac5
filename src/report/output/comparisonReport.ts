/** A comparison of two images as text, Markdown and JSON. */
import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { changeText } from '../comparison/changeText.ts';
import type { ComparedImage } from '../comparison/comparedImage.ts';
import { type Change, type Comparison, worstKind } from '../comparison/comparison.ts';
import { type ComparisonView, comparisonView } from '../comparison/comparisonView.ts';
import { partTexts } from '../comparison/partTexts.ts';
import { unifiedDiff } from '../comparison/unified.ts';
import { hex } from '../format.ts';
import { markdownTable } from '../formats/markdownTable.ts';
import type { Json } from '../jsonValue.ts';
import { literalMarkdown, literalParagraph } from '../markdown.ts';
import { headerAbiText, type Words } from '../words.ts';
import { documentText, SCHEMA_VERSION } from './headerJson.ts';

/** @param full also the parts themselves, line by line, as a unified diff */
export function* comparisonText(words: Words, comparison: Comparison, full = false): Generator<string> {
  const { title, from, to, summary, parts, notes } = comparisonView(words, comparison);
  yield title;
  for (const { label, facts } of [from, to]) yield `  ${label}: ${facts}`;
  yield summary;
  for (const part of parts) {
    yield '';
    yield part.title;
    const width = Math.max(...part.changes.map(({ kindText }) => kindText.length));
    for (const { kindText, text } of part.changes) yield `  ${kindText.padEnd(width)}  ${text}`;
  }
  if (notes.length > 0) yield '';
  yield* notes;
  if (full) yield* details(words, comparison);
}

export function* comparisonMarkdown(words: Words, comparison: Comparison, full = false): Generator<string> {
  const { title, from, to, summary, parts, notes } = comparisonView(words, comparison);
  const { changeColumns } = words.report.comparison;
  yield `# ${literalMarkdown(title)}`;
  yield '';
  for (const { label, facts } of [from, to]) yield `- ${literalParagraph(label)}: ${literalMarkdown(facts)}`;
  yield '';
  yield literalMarkdown(summary);
  for (const part of parts) {
    yield '';
    yield `## ${part.title}`;
    yield '';
    const rows = part.changes.map(({ kindText, text }) => [kindText, text]);
    yield* markdownTable(
      changeColumns.map((column) => ({ title: column })),
      rows,
    );
  }
  for (const note of notes) yield* ['', literalParagraph(note)];
  if (!full) return;
  const lines = [...details(words, comparison)];
  if (lines.length === 0) return;
  // Longer than any run of backquotes that a name has.
  const longest = lines.reduce(
    (most, line) => Math.max(most, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)),
    2,
  );
  const fence = '`'.repeat(longest + 1);
  yield* ['', `${fence}diff`, ...lines.filter((line) => line !== ''), fence];
}

function* details(words: Words, { from, to }: Comparison): Generator<string> {
  const id = ({ part, name = '' }: { readonly part: string; readonly name?: string }): string =>
    `${part} ${name}`;
  const others = new Map(partTexts(words, to).map((each) => [id(each), each]));
  for (const one of partTexts(words, from)) {
    const other = others.get(id(one));
    others.delete(id(one));
    yield* spaced(unifiedDiff(one.title, one.text, other?.text ?? ''));
  }
  for (const { title, text } of others.values()) yield* spaced(unifiedDiff(title, '', text));
}

function* spaced(lines: Iterable<string>): Generator<string> {
  let first = true;
  for (const line of lines) {
    if (first) yield '';
    first = false;
    yield line;
  }
}

export function comparisonJson(words: Words, comparison: Comparison, generator: string): string {
  return documentText(comparisonMembers(words, comparison, generator));
}

export function comparisonMembers(words: Words, comparison: Comparison, generator: string) {
  const { from, to, changes, notCompared } = comparison;
  const view: ComparisonView = comparisonView(words, comparison);
  return {
    schema: SCHEMA_VERSION,
    generator,
    from: { ...sideJson(words, from), label: view.from.label },
    to: { ...sideJson(words, to), label: view.to.label },
    kind: worstKind(changes),
    summary: view.summary,
    changes: changes.map((each) => changeJson(words, each)),
    notCompared: notCompared.map(({ part, why }, at) => ({ part, why, message: view.notes[at] ?? '' })),
  };
}

function sideJson(words: Words, image: ComparedImage) {
  const { kind, path, kernel, buildId, size, sha256, header, role } = image;
  return { kind, path, role, architecture: headerAbiText(words, header), kernel, buildId, size, sha256 };
}

function changeJson(words: Words, each: Change): Json {
  const { part, code, kind, expected, args } = each;
  const told =
    'from' in args && code === 'architecture' ? {} : (plain(args) as { readonly [name: string]: Json });
  return { part, code, kind, expected, ...told, message: changeText(words, each) };
}

/** Sizes as numbers as long as a number holds them. */
function plain(value: unknown): Json {
  if (typeof value === 'bigint')
    return value <= BigInt(Number.MAX_SAFE_INTEGER) ? fileNumber(value) : hex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}
