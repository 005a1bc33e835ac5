/** The report of a hostile image: every consumer's replay ends, JSON and text come out whole and in proportion. */
import assert from 'node:assert/strict';
import { allConsumers } from '../../src/consumers/catalog/index.ts';
import type { ElfImage } from '../../src/elf/model.ts';
import { reportJson } from '../../src/report/output/json.ts';
import { reportText } from '../../src/report/output/textReport.ts';
import type { Report } from '../../src/report/report.ts';
import { makeReport } from '../../src/session/makeReport.ts';
import { invisible } from '../support/evilNames.ts';
import { joined } from '../support/pieces.ts';
import { assertFollowsSchema } from '../support/schema.ts';

/**
 * Bytes of JSON or text, with all consumers' steps: what an image may come to by its size alone, and what rows and
 * steps may come to together. Both hold.
 */
const mostOutput = (size: number): number => Math.min((1 << 18) + size * 1000, (8 << 20) + size * 128);

const everybody = [...allConsumers.map(({ id }) => ({ id })), { id: 'go', release: '1.15' }];

/** @param ownWords whether the file holds a word that would be a mistake of ours ("NaN"), so that we may show it too */
export function exerciseReport(image: ElfImage, ownWords = false): void {
  const source = { kind: 'file', label: 'fuzzed', size: image.size } as const;
  const options = { selection: everybody, asVdso: true };
  const report = makeReport(image, source, undefined, options, 'vdso-explorer 0.0.0');
  const json = whole(reportJson(report, { replay: true }), image.size);
  assertFollowsSchema(JSON.parse(json));
  const text = whole(reportText(report, { replay: true }), image.size);
  for (const output of [json, text]) {
    if (!ownWords) absent(output, /(?<!is )undefined|NaN|\[object/);
    absent(output, invisible);
  }
  absent(text, /\t/);
  walkRows(report);
}

/** Fails with the place where the pattern is found, not with the whole output. */
function absent(output: string, pattern: RegExp): void {
  const at = output.search(pattern);
  if (at >= 0) assert.fail(`${pattern} in ${JSON.stringify(output.slice(Math.max(0, at - 100), at + 100))}`);
}

function whole(pieces: Iterable<Uint8Array>, size: number): string {
  return joined(bounded(pieces, size));
}

function* bounded(pieces: Iterable<Uint8Array>, size: number): Generator<Uint8Array> {
  let length = 0;
  for (const piece of pieces) {
    length += piece.length;
    assert.ok(length <= mostOutput(size), `${length} bytes for ${size}`);
    yield piece;
  }
}

/** Rows as the webview gets them: the first and the last window of each table. */
function walkRows({ tables, subject }: Report): void {
  for (const table of tables) {
    const starts = [0, Math.max(0, table.rowCount - 50)];
    for (const start of starts) {
      for (let index = start; index < Math.min(start + 50, table.rowCount); index++) {
        const { cells, offset, length } = table.row(index);
        assert.equal(cells.length, table.view.columns.length);
        if (offset !== undefined) assert.ok(offset >= 0 && offset + (length ?? 0) <= subject.image.size);
      }
    }
  }
}
