/** The functions of an image by their addresses, with what their ways come to where they were followed. */
import type { FunctionIndex, IndexedFunction } from '../../code/functions.ts';
import type { FunctionCode } from '../../code/imageCode.ts';
import type { CodePath } from '../../code/paths.ts';
import type { CodeStretches } from '../../code/stretches.ts';
import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { ET_REL } from '../../elf/format/constants.ts';
import type { ByteRange, Table } from '../../elf/table.ts';
import { callText, functionJson } from '../codeText.ts';
import { hex, repeated, shown } from '../format.ts';
import type { Subject } from '../subject.ts';
import type { Tone } from '../viewModel/tone.ts';
import { sourceNameTest } from './sourceName.ts';
import { defineTable, type ReportTable } from './table.ts';

export interface FunctionRow extends IndexedFunction {
  /** Bytes of its code. */
  readonly extent: bigint;
  readonly code?: FunctionCode | undefined;
}

/** What the functions of an image are told from. */
export interface FunctionFacts {
  readonly index: FunctionIndex;
  readonly stretches: CodeStretches;
  /** By address; undefined as long as no ways were followed. */
  readonly followed: ReadonlyMap<bigint, FunctionCode> | undefined;
}

export const pathTones: Readonly<Record<CodePath, Tone>> = {
  user: 'good',
  'user-or-kernel': 'plain',
  kernel: 'warn',
  incomplete: 'muted',
};

export function functionRows({ index, followed }: FunctionFacts): Table<FunctionRow> {
  return {
    length: index.length,
    at(position) {
      const found = index.at(position);
      if (found === undefined) return undefined;
      const code = followed?.get(found.symbol.value);
      return { ...found, extent: index.extent(position), code: code && { ...code, symbol: found.symbol } };
    },
  };
}

/** Address as it is told: in object files from the start of its section on. */
export function toldAddress(stretches: CodeStretches, address: bigint): string {
  return hex(BigInt.asUintN(64, address - (stretches.at(address)?.base ?? 0n)));
}

/** File range of code. */
export function codeRange(stretches: CodeStretches, start: bigint, length: bigint): ByteRange | undefined {
  const stretch = stretches.at(start);
  if (stretch === undefined) return undefined;
  return {
    offset: fileNumber(stretch.offset + (start - stretch.address)),
    length: fileNumber(length),
  };
}

export function functionTable({ image, words }: Subject, facts: FunctionFacts): ReportTable {
  const { stretches, followed } = facts;
  const { code: say, elf } = words;
  const end = 'end' as const;
  const calls = (row: FunctionRow): string =>
    elf.list([...new Set((row.code?.systemCalls ?? []).map((call) => callText(say, call)))]);
  return defineTable<FunctionRow>({
    id: 'functions',
    words,
    rows: functionRows(facts),
    columns: [
      {
        id: 'name',
        width: 40,
        cell: (row) => shown(repeated(row.symbol.name)),
        also: sourceNameTest((row) => row.symbol.name),
      },
      {
        id: 'address',
        width: 18,
        align: end,
        cell: (row) => toldAddress(stretches, row.start),
        bigint: (row) => row.start,
      },
      {
        id: 'size',
        width: 8,
        align: end,
        cell: (row) => String(row.extent),
        bigint: (row) => row.extent,
      },
      ...(image.header.type === ET_REL
        ? [{ id: 'section', width: 20, cell: (row: FunctionRow) => shown(sectionOf(stretches, row)) }]
        : []),
      ...(followed === undefined
        ? []
        : [
            {
              id: 'path',
              width: 26,
              mono: false,
              cell: ({ code }: FunctionRow) => (code === undefined ? '' : say.paths[code.path]),
            },
            { id: 'counters', width: 14, cell: (row: FunctionRow) => elf.list(row.code?.counters ?? []) },
            { id: 'systemCalls', width: 24, cell: calls },
            {
              id: 'instructions',
              width: 8,
              align: end,
              cell: ({ code }: FunctionRow) => (code === undefined ? '' : String(code.instructions)),
              number: ({ code }: FunctionRow) => code?.instructions ?? 0,
            },
          ]),
    ],
    json: (row) => ({
      ...(row.code === undefined ? { symbol: row.symbol.name } : functionJson(words, row.code)),
      address: toldAddress(stretches, row.start),
      size: fileNumber(row.extent),
      section: stretches.at(row.start)?.section,
    }),
    name: (row) => row.symbol.name,
    range: (row) => codeRange(stretches, row.start, row.extent),
    tone: ({ code }) => (code === undefined ? 'plain' : pathTones[code.path]),
  });
}

function sectionOf(stretches: CodeStretches, { start }: FunctionRow): string {
  return stretches.at(start)?.section ?? '';
}
