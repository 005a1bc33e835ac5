/** The atlas for a terminal. */

import type { Atlas } from '../../consumers/atlas/atlas.ts';
import { list } from '../../elf/english.ts';
import { atlasWords } from '../english/atlas.ts';
import { outcomeWords } from '../english/consumers.ts';
import {
  type AtlasLine,
  type AtlasTable,
  atlasTables,
  keyRuns,
  outcomeRunsText,
  releaseRuns,
} from '../views/atlasView.ts';
import type { Words } from '../words.ts';
import { keyNotes } from './atlasRows.ts';

/** @param keys also each key, with the reason where it is not found */
export function* atlasText(words: Words, atlas: Atlas, keys: boolean): Generator<string> {
  yield `${atlasWords.title}\n\n${atlasWords.about}\n`;
  for (const table of atlasTables(words, atlas)) yield* tableText(words, table, keys);
}

function* tableText(words: Words, table: AtlasTable, keys: boolean): Generator<string> {
  const { title, kernels, hashTables, lines, absent } = table;
  yield `\n${title}\n`;
  yield `  ${atlasWords.kernels}: ${list(kernels)}\n`;
  yield `  ${atlasWords.hashTables}: ${releaseRuns(words, hashTables)}\n`;
  const width = Math.max(0, ...lines.map(({ label }) => label.length));
  for (const line of lines) {
    yield `  ${line.label.padEnd(width)}  ${outcomeRunsText(words, line.runs)}\n`;
    if (keys) yield* keysText(words, line);
  }
  if (absent.length > 0) yield `  ${atlasWords.nobodyHere(absent)}\n`;
}

function* keysText(words: Words, line: AtlasLine): Generator<string> {
  for (const [symbol, runs] of keyRuns(words, line)) {
    yield `    ${symbol}\n`;
    for (const { since, answer } of runs) {
      yield `      ${[since, outcomeWords[answer.outcome], ...keyNotes(words, answer)].join('  ')}\n`;
    }
  }
}
