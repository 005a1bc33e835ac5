/** The JSON report as a View. */
import { inNoteOrder, relocationView, suffix } from '../ourView.ts';
import type { Row, View } from '../view.ts';
import { bindings, numbered, signed, symbolTypes, visibilities } from './numbers.ts';

interface Named {
  readonly value: number;
  readonly name: string;
}
type Texts<Name extends string> = Readonly<Record<Name, string>>;

interface JsonSymbol extends Texts<'name' | 'value' | 'type' | 'bind' | 'visibility'> {
  readonly index: number;
  readonly size: number | string;
  readonly section: { readonly index: number };
  readonly sysvHash?: string;
  readonly gnuHash?: string;
  readonly fileOffset?: string;
  readonly version?: {
    readonly index: number;
    readonly name?: string;
    readonly hidden: boolean;
    readonly kind: 'local' | 'global' | 'definition' | 'need' | 'unknown';
  };
}
interface JsonVersion extends Texts<'name' | 'hash' | 'flags'> {
  readonly index: number;
}
interface JsonGnu extends Readonly<Record<'nbuckets' | 'symoffset' | 'bloomSize' | 'bloomShift', number>> {
  readonly bloom: readonly string[];
  readonly buckets: readonly number[];
  readonly chains: readonly string[];
}

/** As much of docs/report.schema.json as is compared. */
export interface JsonReport {
  readonly header: Texts<'data' | 'entry' | 'flags' | 'phoff' | 'shoff'> &
    Readonly<Record<'machine' | 'type' | 'osabi', Named>> &
    Readonly<Record<'class' | 'abiVersion' | 'version' | 'phentsize' | 'phnum' | 'shentsize', number>> &
    Readonly<Record<'shnum' | 'shstrndx' | 'ehsize', number>>;
  readonly segments: readonly (Texts<'flags' | 'offset' | 'vaddr' | 'filesz' | 'memsz' | 'align'> & {
    readonly type: Named;
  })[];
  readonly sections: readonly (Texts<'name' | 'flags' | 'addr' | 'offset' | 'size' | 'align' | 'entsize'> &
    Readonly<Record<'index' | 'link' | 'info', number>> & { readonly type: Named })[];
  readonly dynamic: readonly (Texts<'tag' | 'name' | 'value'> & { readonly text?: string })[];
  readonly symbols: readonly JsonSymbol[];
  readonly symtab?: readonly JsonSymbol[];
  readonly versions: {
    readonly definitions: readonly (JsonVersion & { readonly parents: readonly string[] })[];
    readonly needs: readonly { readonly file: string; readonly versions: readonly JsonVersion[] }[];
  };
  readonly hashTables: {
    readonly sysv?: Readonly<Record<'nbucket' | 'nchain' | 'wordSize', number>> &
      Readonly<Record<'buckets' | 'chains', readonly number[]>>;
    readonly gnu?: JsonGnu;
  };
  readonly relocations: readonly {
    readonly table: string;
    readonly section?: { readonly index: number };
    readonly offset: string;
    readonly type: Named;
    readonly symbol: number;
    readonly symbolName?: string;
    readonly addend?: string;
  }[];
  readonly problems: readonly Texts<'severity' | 'structure' | 'code' | 'message'>[];
  readonly notes: readonly {
    readonly owner: string;
    readonly type: Named;
    readonly description: string;
    readonly size?: number;
    readonly text?: string;
  }[];
}

export function jsonView(report: JsonReport): View {
  const { header, segments, sections, dynamic, versions, hashTables, notes } = report;
  const { machine, type, osabi, data, ...rest } = header;
  return {
    header: [
      {
        ...withNumbers(rest, ['entry', 'flags', 'phoff', 'shoff']),
        ...{ machine: machine.value, type: type.value, osabi: osabi.value },
        littleEndian: data === 'little' ? 1 : 0,
      },
    ],
    segments: segments.map(({ type: { value }, ...row }) => ({
      ...withNumbers(row, Object.keys(row)),
      type: value,
      access: BigInt(row.flags) & 7n,
    })),
    sections: sections.map(({ type: { value }, name, align, ...row }) => ({
      ...withNumbers(row, Object.keys(row)),
      ...{ name, type: value, addralign: BigInt(align) },
    })),
    dynamic: dynamic.map((row) => ({ ...withNumbers(row, ['tag', 'value']), text: row.text })),
    symbols: report.symbols.map(symbolRow),
    symtab: report.symtab?.map(symbolRow) ?? [],
    definitions: versions.definitions.map(({ parents, ...row }) => ({
      ...versionRow(row),
      parents: parents.join(', '),
    })),
    needs: versions.needs.map(({ file, versions: all }) => ({ file, count: all.length })),
    neededVersions: versions.needs.flatMap((need) => need.versions.map(versionRow)),
    ...sysvView(hashTables.sysv),
    ...gnuView(hashTables.gnu),
    ...relocationView(
      report.relocations.map((row) => ({
        table: row.table,
        ...(row.section === undefined ? {} : { section: row.section.index }),
        offset: BigInt(row.offset),
        ...{ type: row.type.value, typeName: row.type.name, symbol: row.symbol },
        symbolName: row.symbolName ?? '',
        addend: BigInt.asUintN(header.class, signed(row.addend ?? '0')),
      })),
    ),
    notes: inNoteOrder(
      notes.map(({ owner, type: { value }, description, size, text }) => {
        const buildId = /^build id (.*)$/.exec(text ?? '')?.[1];
        return {
          ...{ owner, type: value, size: size ?? description.length / 2, bytes: description },
          ...(buildId === undefined ? {} : { buildId }),
        };
      }),
    ),
  };
}

/** Texts that are numbers as numbers. */
function withNumbers(row: object, fields: readonly string[]): Row {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [field, fields.includes(field) ? BigInt(value) : value]),
  );
}

function symbolRow({ index, name, value, size, type, bind, visibility, section, version }: JsonSymbol): Row {
  return {
    ...{ index, name, value: BigInt(value), size: BigInt(size), shndx: section.index },
    type: numbered(type, symbolTypes),
    bind: numbered(bind, bindings),
    visibility: numbered(visibility, visibilities),
    fullName: name + suffix(version, section.index),
    ...(version === undefined
      ? {}
      : { versionIndex: version.index, versym: version.index + (version.hidden ? 0x8000 : 0) }),
  };
}

function versionRow({ index, name, hash, flags }: JsonVersion): Row {
  return { index, name, hash: BigInt(hash), flags: BigInt(flags) };
}

const values = (items: readonly (number | string)[]): Row[] =>
  items.map((value) => ({ value: BigInt(value) }));

function sysvView(table: JsonReport['hashTables']['sysv']): View {
  if (table === undefined) return {};
  const { buckets, chains, ...head } = table;
  return { sysvHash: [head], sysvBuckets: values(buckets), sysvChains: values(chains) };
}

function gnuView(table: JsonGnu | undefined): View {
  if (table === undefined) return {};
  const { bloom, buckets, chains, ...head } = table;
  return {
    gnuHash: [head],
    gnuBloom: values(bloom),
    gnuBuckets: values(buckets),
    gnuChains: values(chains),
  };
}
