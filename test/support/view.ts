/**
 * What is compared: tables of plain values. Our model and each peer's output are brought into this form;
 * a peer's row holds only the fields that this peer tells, a table that it does not print is absent.
 */
export type Value = string | number | bigint | undefined;
export type Row = Readonly<Record<string, Value>>;

export const tableNames = [
  'header',
  'segments',
  'sections',
  'dynamic',
  'symbols',
  'symtab',
  'definitions',
  'needs',
  'neededVersions',
  'sysvHash',
  'sysvBuckets',
  'sysvChains',
  'sysvHistogram',
  'gnuHash',
  'gnuBloom',
  'gnuBuckets',
  'gnuChains',
  'gnuHistogram',
  'mipsHistogram',
  'relocations',
  'packedRelocations',
  'sectionRelocations',
  'notes',
] as const;
export type TableName = (typeof tableNames)[number];
export type View = Readonly<Partial<Record<TableName, readonly Row[]>>>;

export interface Difference {
  readonly table: TableName;
  /** Row, or undefined when the number of rows differs. */
  readonly row?: number;
  readonly field: string;
  readonly ours: Value;
  readonly theirs: Value;
}

const MAX_PER_TABLE = 10;

/** Every field that the peer tells and that is not ours; at most ten a table. */
export function differences(ours: View, theirs: View): Difference[] {
  const found: Difference[] = [];
  for (const table of tableNames) {
    const expected = theirs[table];
    if (expected === undefined) continue;
    const actual = ours[table] ?? [];
    const before = found.length;
    if (actual.length !== expected.length) {
      found.push({ table, field: 'rows', ours: actual.length, theirs: expected.length });
    }
    for (const [row, wanted] of expected.entries()) {
      if (found.length - before >= MAX_PER_TABLE) break;
      const got = actual[row];
      if (got === undefined) break;
      for (const [field, value] of Object.entries(wanted)) {
        if (!same(got[field], value)) found.push({ table, row, field, ours: got[field], theirs: value });
      }
    }
  }
  return found;
}

function same(a: Value, b: Value): boolean {
  if (typeof a === 'string' || typeof b === 'string' || a === undefined || b === undefined) return a === b;
  return BigInt(a) === BigInt(b);
}

export function describe({ table, row, field, ours, theirs }: Difference): string {
  const show = (value: Value) => {
    if (typeof value === 'string') return JSON.stringify(value);
    return value === undefined ? 'nothing' : `0x${BigInt(value).toString(16)}`;
  };
  const where = row === undefined ? table : `${table}[${row}]`;
  return `${where}.${field}: ours ${show(ours)}, theirs ${show(theirs)}`;
}
