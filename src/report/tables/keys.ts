/** Every key of every consumer that was evaluated. */

import type { ConsumerFinding, KeyFinding } from '../../consumers/model.ts';
import { hex } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import { outcomeTone } from '../outcomes.ts';
import type { Subject } from '../subject.ts';
import { keyName, reasonText, type Words } from '../words.ts';
import { defineTable, type ReportTable, tableOf } from './table.ts';

interface KeyRow {
  readonly finding: ConsumerFinding;
  readonly key: KeyFinding;
}

export function keyTable({ findings, source, image, role, words }: Subject): ReportTable {
  const { report: say } = words;
  const rows = findings.flatMap((finding) => finding.keys.map((key): KeyRow => ({ finding, key })));
  return defineTable<KeyRow>({
    id: 'keys',
    words,
    ...(role === 'elf' ? { emptyText: say.nobodyLooks } : {}),
    rows: tableOf(rows),
    columns: [
      { id: 'variable', width: 26, cell: ({ key }) => key.variable ?? keyName(words, key) },
      {
        id: 'outcome',
        width: 14,
        mono: false,
        cell: ({ finding, key }) => say.keyOutcomeWord(key.outcome, finding),
      },
      { id: 'consumer', width: 14, mono: false, cell: ({ finding }) => say.consumerLabel(finding) },
      { id: 'symbol', width: 26, cell: ({ key }) => keyName(words, key) },
      { id: 'version', width: 12, cell: ({ key }) => key.version ?? '' },
      {
        id: 'value',
        width: 10,
        align: 'end',
        hidden: true,
        cell: ({ key }) => (key.value === undefined ? '' : hex(key.value)),
        bigint: ({ key }) => key.value ?? 0n,
      },
      {
        id: 'address',
        words: say.addressWords(source.pid),
        width: 18,
        align: 'end',
        hidden: true,
        cell: ({ key }) => (key.address === undefined ? '' : hex(key.address)),
        bigint: ({ key }) => key.address ?? 0n,
      },
      {
        id: 'table',
        width: 22,
        mono: false,
        hidden: true,
        cell: ({ key }) => say.foundThrough(key.table, key.bucket),
      },
      {
        id: 'hashes',
        width: 14,
        mono: false,
        hidden: true,
        cell: ({ key }) => say.hashConstants(key.hashCorrect),
      },
      {
        id: 'why',
        width: 50,
        mono: false,
        hidden: true,
        screenOnly: true,
        cell: ({ key }) => reasonText(words, key.why),
      },
      {
        id: 'fallback',
        width: 50,
        mono: false,
        hidden: true,
        screenOnly: true,
        cell: ({ key }) => words.consumers.consequence(key.fallback),
      },
    ],
    json: ({ key }) => keyJson(words, key),
    name: ({ key }) => key.variable ?? key.symbol,
    // mlibc and Gramine have a vdso_clock_gettime each, and all of reverie's keys are in VDSO_SYMBOLS.
    isNamed: ({ finding, key }, name, consumer) =>
      (consumer === '' || finding.id === consumer) && (key.variable === name || key.symbol === name),
    // A lookup's index may be beyond the table: in 32 bits its address wraps, and the symbol is found all the same.
    range: ({ key }) => (key.symbolIndex === undefined ? undefined : image.symbols.rangeOf(key.symbolIndex)),
    tone: ({ key }) => outcomeTone(key.outcome),
  });
}

/** A key as in `consumers[].keys`, without its steps. */
export function keyJson(words: Words, key: KeyFinding): { readonly [name: string]: Json | undefined } {
  return {
    ...(key.variable === undefined ? {} : { variable: key.variable }),
    symbol: key.symbol,
    ...(key.need === undefined ? {} : { need: key.need }),
    ...(key.version === undefined ? {} : { version: key.version }),
    outcome: key.outcome,
    ...(key.reason === undefined ? {} : { reason: key.reason }),
    proof: key.proof,
    ...(key.value === undefined ? {} : { value: hex(key.value) }),
    ...(key.address === undefined ? {} : { address: hex(key.address) }),
    ...(key.table === undefined ? {} : { table: key.table }),
    ...(key.bucket === undefined ? {} : { bucket: key.bucket }),
    ...(key.sourceSysvHash === undefined ? {} : { sourceSysvHash: hex(key.sourceSysvHash) }),
    ...(key.sourceGnuHash === undefined ? {} : { sourceGnuHash: hex(key.sourceGnuHash) }),
    ...(key.hashCorrect === undefined ? {} : { hashCorrect: key.hashCorrect, hashVerified: key.hashCorrect }),
    ...(key.held === undefined
      ? {}
      : {
          held: {
            address: hex(key.held.address),
            value: hex(key.held.value),
            expected: hex(key.held.expected),
            asExpected: key.held.value === key.held.expected,
          },
        }),
    why: words.consumers.reason(key.why),
    ...(key.cause === undefined ? {} : { cause: words.consumers.reason(key.cause) }),
    fallback: words.consumers.consequence(key.fallback),
  };
}
