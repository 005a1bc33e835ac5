/** What comes of each key of the atlas as rows of cells, for text, Markdown and CSV. */

import type { Atlas, AtlasKey } from '../../consumers/atlas/atlas.ts';
import { atlasWords } from '../english/atlas.ts';
import { outcomeWords } from '../english/consumers.ts';
import { csvTable } from '../formats/csvTable.ts';
import { type AtlasLine, keyRuns } from '../views/atlasView.ts';
import { reasonText, type Words } from '../words.ts';

/** A row for each kernel at which the outcome of a key changes: symbol, kernel, outcome, why. */
export function* keyRunRows(words: Words, line: AtlasLine): Generator<readonly string[]> {
  for (const [symbol, runs] of keyRuns(words, line))
    for (const { since, answer } of runs)
      yield [symbol, since, outcomeWords[answer.outcome], keyNotes(words, answer).join('. ')];
}

/** Why a key is not found, and what the kernel needs to have it. */
export function keyNotes(words: Words, { cause, needs }: AtlasKey): readonly string[] {
  return [
    ...(cause === undefined ? [] : [reasonText(words, cause)]),
    ...(needs === undefined ? [] : [atlasWords.needs(needs)]),
  ];
}

/** Names as in the JSON document. */
const COLUMNS = ['arch', 'kernel', 'proof', 'consumer', 'release', 'outcome', 'why'] as const;
const KEY_COLUMNS = ['symbol', 'keyOutcome', 'cause', 'needs'] as const;

/** A line for each consumer and kernel; @param keys for each of their keys */
export function atlasCsv(words: Words, { rows }: Atlas, keys: boolean): Generator<string> {
  return csvTable(keys ? [...COLUMNS, ...KEY_COLUMNS] : COLUMNS, cells());

  function* cells(): Generator<readonly string[]> {
    for (const { kernel, finding, outcome, why, keys: found } of rows) {
      const { release, image, proof } = kernel;
      const named = finding.requestedRelease?.name ?? finding.release;
      const row = [image.arch, release, proof, finding.id, named, outcome, reasonText(words, why)];
      if (!keys || found.length === 0) yield keys ? [...row, ...KEY_COLUMNS.map(() => '')] : row;
      else
        for (const { symbol, outcome: keyOutcome, cause, needs = '' } of found)
          yield [...row, symbol, keyOutcome, cause === undefined ? '' : reasonText(words, cause), needs];
    }
  }
}
