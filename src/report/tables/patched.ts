/** Places that the kernel writes over at boot, each with what stands there and what may. */
import type { FunctionIndex } from '../../code/functions.ts';
import type { PatchedSite } from '../../code/patched.ts';
import type { CodeStretches } from '../../code/stretches.ts';
import { codeText, patchedJson, placeText } from '../codeText.ts';
import { hex } from '../format.ts';
import type { Subject } from '../subject.ts';
import { codeRange } from './functions.ts';
import { defineTable, type ReportTable, tableOf } from './table.ts';

export function patchedTable(
  { words }: Subject,
  sites: readonly PatchedSite[],
  index: FunctionIndex,
  stretches: CodeStretches,
): ReportTable {
  const { code } = words;
  const inside = (address: bigint): string => {
    const found = index.holding(address);
    return found === undefined
      ? ''
      : placeText(code, { kind: 'function', name: found.symbol.name, offset: found.offset });
  };
  return defineTable<PatchedSite>({
    id: 'patched',
    words,
    rows: tableOf(sites),
    columns: [
      {
        id: 'address',
        width: 12,
        align: 'end',
        cell: (row) => hex(row.address),
        bigint: (row) => row.address,
      },
      { id: 'function', width: 30, cell: (row) => inside(row.address) },
      { id: 'now', width: 30, cell: (row) => codeText(words, row.now) },
      {
        id: 'alternatives',
        width: 40,
        cell: ({ alternatives }) => alternatives.map((each) => codeText(words, each)).join(code.words.or),
      },
      {
        id: 'chosen',
        width: 14,
        mono: false,
        cell: ({ chosen }) => (chosen === undefined ? code.words.notChosen : code.words.chosenHere),
      },
    ],
    json: (row) => patchedJson(words, row),
    range: (row) => codeRange(stretches, row.address, BigInt(row.length)),
  });
}
