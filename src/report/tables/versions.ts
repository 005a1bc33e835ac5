/** DT_VERDEF and DT_VERNEED, one row a version. */
import { sysvHash } from '../../elf/format/hash.ts';
import { versionFlagsText } from '../../elf/format/names.ts';
import type { ElfImage, VersionDefinition, VersionNeed } from '../../elf/model.ts';
import type { Lookup } from '../facts/lookups.ts';
import { hex, hex32, repeated, shown } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import { onceFor } from '../onceFor.ts';
import type { Subject } from '../subject.ts';
import type { Words } from '../words.ts';
import { lookupJson } from './symbolJson.ts';
import { defineTable, type ReportTable, tableOf } from './table.ts';

type VersionRow =
  | { readonly kind: 'definition'; readonly position: number; readonly record: VersionDefinition }
  | { readonly kind: 'need'; readonly file: string; readonly record: VersionNeed['versions'][number] };

export const versionRows = onceFor((image: ElfImage): readonly VersionRow[] => [
  ...image.versionDefinitions.map((record, position) => ({
    kind: 'definition' as const,
    position,
    record,
  })),
  ...image.versionNeeds.flatMap((need) =>
    need.versions.map((record) => ({ kind: 'need' as const, file: need.file, record })),
  ),
]);

/** How many dynamic symbols carry each version index; counted once, when first shown. */
function symbolCounts(image: ElfImage): () => Uint32Array {
  let counts: Uint32Array | undefined;
  return () => {
    if (counts !== undefined) return counts;
    counts = new Uint32Array(0x8000);
    for (let i = 0; i < image.symbols.length; i++) {
      const index = image.symbols.versym(i);
      if (index !== undefined) counts[index & 0x7fff] = (counts[index & 0x7fff] ?? 0) + 1;
    }
    return counts;
  };
}

export function versionTable(subject: Subject): ReportTable {
  const { image, words } = subject;
  const { elf, report: say } = words;
  const counts = symbolCounts(image);
  const annotated = subject.role === 'vdso' || subject.asVdso;
  const lookups = (row: VersionRow) =>
    annotated && row.kind === 'definition' ? subject.lookups().version(row.position) : [];
  const symbols = ({ record }: VersionRow): number => counts()[record.index & 0x7fff] ?? 0;
  const versionLookupLabel = (lookup: Lookup): string => {
    const verified = 'hashCorrect' in lookup.key && lookup.key.hashCorrect === true;
    return elf.noted(say.lookupLabel(lookup), say.hashConstant(verified));
  };
  const hashRight = ({ record }: VersionRow): boolean => sysvHash(record.name) === record.hash;

  return defineTable<VersionRow>({
    id: 'versions',
    words,
    rows: tableOf(versionRows(image)),
    columns: [
      { id: 'name', width: 22, cell: (row) => shown(row.record.name) },
      ...(annotated
        ? [
            {
              id: 'askedBy',
              width: 40,
              mono: false,
              cell: (row: VersionRow) => elf.list(lookups(row).map(versionLookupLabel)),
            },
          ]
        : []),
      { id: 'symbols', width: 8, align: 'end', cell: (row) => elf.count(symbols(row)), number: symbols },
      { id: 'hash', width: 11, cell: (row) => hex32(row.record.hash), number: (row) => row.record.hash },
      // A wrong one is the row's mark, and told in its details.
      { id: 'check', width: 12, mono: false, hidden: true, cell: (row) => say.hashCheck(hashRight(row)) },
      { id: 'kind', width: 11, mono: false, cell: (row) => say.versionKinds[row.kind] },
      {
        id: 'index',
        width: 6,
        align: 'end',
        cell: (row) => String(row.record.index),
        number: (row) => row.record.index,
      },
      { id: 'flags', width: 8, cell: (row) => versionFlagsText(row.record.flags) },
      {
        id: 'from',
        width: 18,
        cell: (row) => (row.kind === 'need' ? shown(row.file) : parentsText(words, row.record.parents)),
      },
    ],
    json: (row) =>
      versionJson(
        row,
        lookups(row)
          .filter((lookup) => lookup.accepted)
          .map(lookupJson),
      ),
    quick: {
      defined: (row) => row.kind === 'definition',
      imported: (row) => row.kind === 'need',
      ...(annotated ? { 'looked-up': (row: VersionRow) => lookups(row).length > 0 } : {}),
    },
    name: (row) => row.record.name,
    range: ({ record }) => record.range,
    tone: (row) => {
      if (!hashRight(row)) return 'bad';
      const found = lookups(row);
      if (found.length === 0) return 'plain';
      return found.every((lookup) => lookup.accepted) ? 'good' : 'warn';
    },
  });
}

/** Parents in a cell; the JSON report has all of them. */
const PARENTS_SHOWN = 16;

function parentsText({ elf, report }: Words, parents: readonly string[]): string {
  const names = parents.slice(0, PARENTS_SHOWN).map((name) => shown(repeated(name)));
  const rest = parents.length - names.length;
  return elf.list(rest > 0 ? [...names, report.moreNames(rest)] : names);
}

/** A definition as in `versions.definitions`, a need as in `versions.needs[].versions`. */
function versionJson(row: VersionRow, lookedUpBy: readonly Json[]): Json {
  const { index, name, hash, flags } = row.record;
  const common = { index, name, hash: hex(hash), flags: hex(flags) };
  return row.kind === 'need' ? common : { ...common, parents: row.record.parents, lookedUpBy };
}
