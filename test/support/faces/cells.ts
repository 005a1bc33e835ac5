/** The cells of the page, and what is drawn, as a View. */
import type { HashView } from '../../../src/report/viewModel/hashTables.ts';
import type { TableId } from '../../../src/report/viewModel/tableId.ts';
import { inNoteOrder, relocationView } from '../ourView.ts';
import type { Row, Value, View } from '../view.ts';
import {
  bindings,
  bits,
  fileTypes,
  numbered,
  sectionFlags,
  segmentFlags,
  signed,
  symbolTypes,
  versionFlags,
  visibilities,
} from './numbers.ts';
import { type Page, type PageRow, WINDOW } from './page.ts';

type Cells = PageRow['cells'];

export function cellsView(page: Page): View {
  const table = <Made extends Row>(id: TableId, row: (cells: Cells) => Made): Made[] =>
    (page.tables.get(id) ?? []).map(({ cells }) => row(cells));
  const sections = new Map(
    (page.tables.get('sections') ?? []).map(({ index, cells }) => [cells['name'], index]),
  );
  const elfClass = page.summary.format.includes('ELF32') ? 32 : 64;
  return {
    header: [headerRow(page)],
    segments: table('segments', (cells) => ({
      ...numbers(cells, { offset: '', vaddr: '', filesz: '', memsz: '', align: '' }),
      access: bits(
        /^[RWX]*/
          .exec(cells['flags'] ?? '')?.[0]
          .split('')
          .join(' ') ?? '',
        segmentFlags,
      ),
    })),
    sections: table('sections', (cells) => ({
      ...numbers(cells, { index: '', addr: '', offset: '', size: '', link: '', info: '', entsize: '' }),
      ...text(cells, 'name'),
      addralign: BigInt(cells['align'] ?? 0),
      flags: bits(cells['flags'] ?? '', sectionFlags),
    })),
    dynamic: table('dynamic', (cells) => ({
      ...numbers(cells, { tag: '', value: '' }),
      ...text(cells, 'text'),
    })),
    ...symbolViews(page),
    ...versionView(page),
    ...hashViews(page),
    // They are compared table by table, and the rows asked for may end within one.
    ...(page.isWhole('relocations') &&
      relocationView(table('relocations', (cells) => relocationRow(cells, elfClass, sections)))),
    notes: inNoteOrder(table('notes', noteRow)),
  };
}

/** Cells that are numbers, under the same name or another. */
function numbers(cells: Cells, columns: Readonly<Record<string, string>>): Row {
  return Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [field, BigInt(cells[column || field] ?? '')]),
  );
}

/** Nothing where characters are escaped: what the image has is not what is shown then. */
function text(cells: Cells, column: string): Row {
  const shown = cells[column] ?? '';
  return shown.includes('\\') ? {} : { [column]: shown };
}

function symbolViews(page: Page): View {
  const versions = (page.tables.get('versions') ?? []).map(({ cells }) => cells);
  const isBase = (cells: Cells) => cells['index'] === '1' && cells['flags']?.includes('BASE') === true;
  const bases = new Set(versions.filter(isBase).map((cells) => cells['name']));
  // A cell does not tell the base from a version of the same name.
  const unclear = new Set(
    versions.filter((cells) => !isBase(cells)).flatMap(({ name }) => (bases.has(name) ? [name] : [])),
  );
  const rows = (id: 'symbols' | 'symtab') =>
    (page.tables.get(id) ?? []).map(({ cells }): Row => {
      const shown = cells['name'] + suffix(cells, bases);
      return {
        ...numbers(cells, { index: '', value: '', size: '' }),
        type: numbered(cells['type'] ?? '', symbolTypes),
        bind: numbered(cells['bind'] ?? '', bindings),
        visibility: numbered(cells['visibility'] ?? '', visibilities),
        ...(shown.includes('\\') || unclear.has(cells['version']) ? {} : { fullName: shown }),
      };
    });
  return { symbols: rows('symbols'), symtab: rows('symtab') };
}

/** As readelf writes it. */
function suffix(cells: Cells, bases: ReadonlySet<string | undefined>): string {
  const version = cells['version'] ?? '';
  if (version === '' || /^\(\d+\)$/.test(version) || bases.has(version)) return '';
  const name = version.replace(/^@| \(.*\)$/g, '');
  // What a program has copied out of a library is defined there, and needed from that file.
  const isNeeded = cells['section'] === 'UNDEF' || (cells['file'] ?? '') !== '';
  return (name === version && !isNeeded ? '@@' : '@') + name;
}

function versionView(page: Page): View {
  const rows = page.tables.get('versions') ?? [];
  const common = (cells: Cells): Row => ({
    ...numbers(cells, { index: '', hash: '' }),
    ...text(cells, 'name'),
    flags: bits(cells['flags'] ?? '', versionFlags),
  });
  const needs = rows.filter(({ cells }) => cells['kind'] === 'need').map(({ cells }) => cells);
  return {
    definitions: rows
      .filter(({ cells }) => cells['kind'] === 'definition')
      .map(({ cells }) => ({ ...common(cells), parents: cells['from'] })),
    needs: files(needs.map((cells) => cells['from'] ?? '')),
    neededVersions: needs.map(common),
  };
}

/** A file's versions stand one behind the other. */
function files(names: readonly string[]): Row[] {
  const found: { file: string; count: number }[] = [];
  for (const file of names) {
    const last = found.at(-1);
    if (last?.file === file) last.count++;
    else found.push({ file, count: 1 });
  }
  return found;
}

function hashViews(page: Page): View {
  const heads = Object.fromEntries(page.summary.hashes.map((each) => [each.kind, each]));
  const first = (id: TableId) =>
    (page.tables.get(id) ?? []).map(({ cells }): Row => ({ value: BigInt(cells['first'] ?? '') }));
  const { gnu, sysv } = heads;
  return {
    ...(sysv && {
      sysvHash: [{ nbucket: numberOf(sysv, 'Buckets'), nchain: numberOf(sysv, 'Chain entries') }],
      sysvBuckets: first('sysvBuckets'),
      ...drawnSysv(page, Number(numberOf(sysv, 'Chain entries'))),
      ...histogram(page, 'sysv', sysv),
    }),
    ...(gnu && {
      gnuHash: [
        {
          nbuckets: numberOf(gnu, 'Buckets'),
          symoffset: numberOf(gnu, 'First symbol'),
          bloomSize: numberOf(gnu, 'Bloom words'),
          bloomShift: numberOf(gnu, 'Bloom shift'),
        },
      ],
      gnuBuckets: first('gnuBuckets'),
      gnuBloom: bloomRows(page),
      ...drawnGnu(page, Number(numberOf(gnu, 'First symbol'))),
      ...histogram(page, 'gnu', gnu),
    }),
  };
}

function numberOf({ fields }: HashView, label: string): bigint {
  return BigInt(fields.find((each) => each.label === label)?.value.replaceAll(',', '') ?? -1);
}

/** By the column of lengths, which the bars of the drawing must follow; nothing of chains that are not told whole. */
function histogram(page: Page, kind: 'gnu' | 'sysv', { histogram: bars }: HashView): View {
  const id = `${kind}Buckets` as const;
  const lengths = (page.tables.get(id) ?? []).map(({ cells }) => Number(cells['length']));
  if (!page.isWhole(id) || lengths.some((length) => !Number.isInteger(length))) return {};
  const counts: number[] = [];
  for (const length of lengths) {
    while (counts.length <= length) counts.push(0);
    counts[length] = (counts[length] ?? 0) + 1;
  }
  const drawn = new Map(bars.map(({ chainLength, buckets }) => [chainLength, buckets]));
  const rows = counts.map((count, length) => ({
    length,
    count: length < 64 ? (drawn.get(length) ?? 0) : count,
  }));
  return { [`${kind}Histogram`]: rows };
}

/** The cells, when the drawn bits say the same; those are asked for up to WINDOW. */
function bloomRows(page: Page): Row[] {
  return (page.tables.get('gnuBloom') ?? []).map(({ index, cells }): Row => {
    const drawn = page.bloom[index]?.bits.split('').toReversed().join('');
    const word = BigInt(cells['word'] ?? '');
    if (drawn === undefined) return { value: index < WINDOW ? -1n : word };
    return { value: BigInt(`0b${drawn}`) === word ? word : -1n };
  });
}

/** Chain words put together from the drawn chains, when all of them were drawn whole. */
function drawnGnu(page: Page, symoffset: number): View {
  const words: bigint[] = [];
  const views = page.chains.gnu;
  if (!page.isWhole('gnuBuckets') || views.some(({ note }) => note !== undefined)) return {};
  // The chains are drawn with the hashes of the names, and these are not what the table has.
  if (page.tables.get('problems')?.some(({ cells }) => cells['code'] === 'gnu-hash-word')) return {};
  for (const { symbolIndex, hash, last } of views.flatMap(({ entries }) => entries)) {
    if (hash === '') return {};
    words[symbolIndex - symoffset] = (BigInt(hash) & ~1n) | (last ? 1n : 0n);
  }
  return words.includes(undefined as never) ? {} : { gnuChains: words.map((value) => ({ value })) };
}

function drawnSysv(page: Page, nchain: number): View {
  const views = page.chains.sysv;
  if (!page.isWhole('sysvBuckets') || views.some(({ note }) => note !== undefined)) return {};
  const next = Array.from({ length: nchain }, () => 0);
  for (const { entries } of views)
    for (const [at, { symbolIndex }] of entries.entries())
      next[symbolIndex] = entries[at + 1]?.symbolIndex ?? 0;
  return { sysvChains: next.map((value) => ({ value })) };
}

function relocationRow(
  cells: Cells,
  elfClass: 32 | 64,
  sections: ReadonlyMap<string | undefined, number>,
): Row & { readonly table: string } {
  const { table = '', type, symbol = '', addend = '' } = cells;
  const isDynamic = /^(rela|rel|jmprel|relr|crel|android_rela|android_rel)$/.test(table);
  return {
    ...(isDynamic ? { table } : { table: 'section', section: sections.get(table) }),
    offset: BigInt(cells['offset'] ?? ''),
    typeName: type,
    ...(symbol.startsWith('#') || symbol.includes('\\') ? {} : { symbolName: symbol }),
    addend: BigInt.asUintN(elfClass, signed(addend === '' ? '0' : addend)),
  };
}

function noteRow(cells: Cells): Row {
  const { bytes = '', text: meaning = '' } = cells;
  const [, first = '', more = '0'] = /^([0-9a-f ]*?)(?: … ([\d,\u202f]+) more bytes?)?$/.exec(bytes) ?? [];
  const size = first.split(' ').filter((byte) => byte !== '').length + Number(more.replace(/\D/g, ''));
  const buildId = /^build id (.*)$/.exec(meaning)?.[1];
  return { ...text(cells, 'owner'), size, ...(buildId === undefined ? {} : { buildId }) };
}

function headerRow({ summary }: Page): Row {
  const shown = (label: string) => summary.header.find((each) => each.label === label)?.value ?? '';
  const machine = /\((\d+)\)$/.exec(shown('Machine'))?.[1];
  return {
    class: BigInt(shown('Class').replace('ELF', '')),
    littleEndian: shown('Byte order') === 'little-endian' ? 1 : 0,
    abiVersion: BigInt(shown('ABI version')),
    type: numbered(shown('Type'), fileTypes),
    machine: BigInt(machine ?? -1),
    entry: BigInt(shown('Entry')),
    flags: BigInt(shown('Flags')),
    shstrndx: BigInt(shown('Section names')),
    ...tableAt(shown('Program headers'), 'ph'),
    ...tableAt(shown('Section headers'), 'sh'),
  };
}

/** "13 entries of 56 bytes at 0x40" */
function tableAt(shown: string, prefix: 'ph' | 'sh'): Readonly<Record<string, Value>> {
  const parts = /^([\d,\u202f]+) entr(?:y|ies) of (\d+) bytes at (0x[0-9a-f]+)$/.exec(shown);
  if (parts === null) return { [`${prefix}num`]: shown === 'none' ? 0 : -1 };
  const [, count = '', size = '', offset = ''] = parts;
  return {
    [`${prefix}num`]: BigInt(count.replace(/\D/g, '')),
    [`${prefix}entsize`]: BigInt(size),
    [`${prefix}off`]: BigInt(offset),
  };
}
