/** The atlas as Markdown: by architecture a sentence on whoever comes to the same everywhere, and a table of the others. */

import type { Atlas } from '../../consumers/atlas/atlas.ts';
import { list } from '../../elf/english.ts';
import { atlasWords } from '../english/atlas.ts';
import { outcomeWords } from '../english/consumers.ts';
import { atlasDocument } from '../english/formats.ts';
import { markdownTable } from '../formats/markdownTable.ts';
import { literalMarkdown } from '../markdown.ts';
import { type AtlasLine, type AtlasTable, atlasTables, kernelText, releaseRuns } from '../views/atlasView.ts';
import type { Words } from '../words.ts';
import { keyRunRows } from './atlasRows.ts';

/** Where so many have no port, those that have one say enough. */
const MANY = 8;

/** @param keys also each key, with the reason where it is not found */
export function* atlasMarkdown(words: Words, atlas: Atlas, keys: boolean): Generator<string> {
  yield `# ${atlasWords.title}`;
  yield '';
  yield atlasWords.about;
  yield '';
  yield* atlasSections(words, atlasTables(words, atlas), keys);
}

/** A section for each architecture on which somebody looks something up, and a sentence on the others. */
export function* atlasSections(
  words: Words,
  tables: readonly AtlasTable[],
  keys: boolean,
): Generator<string> {
  const served = tables.filter(({ lines }) => lines.length > 0);
  for (const table of served) yield* section(words, table, keys);
  const nobody = tables.filter(({ lines }) => lines.length === 0).map(({ title }) => title);
  if (nobody.length > 0) yield* [atlasWords.nobodyAt(nobody), ''];
}

function* section(words: Words, table: AtlasTable, keys: boolean): Generator<string> {
  const { title, kernels, hashTables, lines, absent } = table;
  const changing = lines.filter(({ runs }) => runs.length > 1);
  const columns = kernels.filter(
    (kernel, position) => position === 0 || changing.some((line) => changesAt(line, kernel)),
  );
  const constant = groupsOf(
    lines.filter(({ runs }) => runs.length === 1),
    ({ runs: [first] }) => [outcomeWords[first?.answer ?? 'unknown']],
  );
  yield `## ${atlasDocument.section(title, kernels[0] ?? '', kernels.at(-1) ?? '')}`;
  yield [
    atlasWords.hashTablesNote(releaseRuns(words, hashTables)),
    ...constant.map(([[outcome = ''], labels]) => atlasDocument.everywhere(`**${upper(outcome)}**`, labels)),
    ...(absent.length === 0 || absent.length >= MANY ? [] : [atlasWords.nobodyHere(absent)]),
  ].join(' ');
  yield '';
  if (changing.length > 0) {
    const groups = groupsOf(changing, (line) => columns.map((kernel) => outcomeAt(words, line, kernel)));
    const titles = [atlasWords.runtimes, ...columns].map((column) => ({ title: column }));
    yield* markdownTable(
      titles,
      groups.map(([cells, labels]) => [list(labels), ...cells]),
    );
    yield '';
  }
  if (!keys) return;
  for (const line of lines) {
    yield `### ${literalMarkdown(line.label)}`;
    yield '';
    const titles = atlasDocument.keyColumns.map((column) => ({ title: column }));
    yield* markdownTable(titles, keyRunRows(words, line));
    yield '';
  }
}

/** Lines that have the same cells, with their labels. */
function groupsOf(
  lines: readonly AtlasLine[],
  cellsOf: (line: AtlasLine) => readonly string[],
): readonly (readonly [cells: readonly string[], labels: readonly string[]])[] {
  const groups = new Map<string, [readonly string[], string[]]>();
  for (const line of lines) {
    const cells = cellsOf(line);
    const group = groups.get(cells.join());
    if (group === undefined) groups.set(cells.join(), [cells, [line.label]]);
    else group[1].push(line.label);
  }
  return [...groups.values()];
}

function changesAt({ runs }: AtlasLine, kernel: string): boolean {
  return runs.some(({ since }, position) => position > 0 && since === kernel);
}

function outcomeAt(words: Words, { rows }: AtlasLine, kernel: string): string {
  const row = rows.find((each) => kernelText(words, each.kernel) === kernel);
  return row === undefined ? '' : outcomeWords[row.outcome];
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
