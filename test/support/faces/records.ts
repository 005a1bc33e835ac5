/** What stands in the bytes that rows and fields lead to, read through the layouts, as a View. */
import * as layouts from '../../../src/elf/format/layouts.ts';
import type { FieldView } from '../../../src/report/viewModel/fields.ts';
import type { TableId } from '../../../src/report/viewModel/tableId.ts';
import { inNoteOrder, relocationView } from '../ourView.ts';
import type { Row, View } from '../view.ts';
import type { Page, PageRow } from './page.ts';

type Range = { readonly offset?: number | undefined; readonly length?: number | undefined };
type Structure = layouts.Structure<string>;

const EM_MIPS = 8;
const SHT_NOBITS = 'NOBITS';

export function recordsView(bytes: Uint8Array, page: Page): View {
  const file = new Words(bytes);
  const rows = (id: TableId) => page.tables.get(id) ?? [];
  const fromRecords = (id: TableId, structure: Structure, fields: Fields): Row[] =>
    rows(id).map((row) => file.record(row, structure, fields));
  /** Of the rows whose detail says where their header stands; their own bytes are their contents. */
  const fromHeaders = (id: TableId, structure: Structure, fields: Fields): Row[] =>
    (page.details.get(id) ?? []).map(({ fields: all }) =>
      file.record(all.find(({ label }) => label === 'Record') ?? NOWHERE, structure, fields),
    );
  const words = (id: TableId): Row[] => rows(id).map((row) => ({ value: file.number(row) }));
  const symbols = (id: 'symbols' | 'symtab') =>
    fromRecords(id, layouts.SYM, SYMBOL).map(({ info, other, ...row }) => ({
      ...row,
      ...{ bind: Number(info) >> 4, type: Number(info) & 15, other, visibility: Number(other) & 3 },
    }));
  const versions = rows('versions');
  const of = (kind: string) => versions.filter(({ cells }) => cells['kind'] === kind);
  return {
    header: [headerRow(file, page.summary.header)],
    segments: fromHeaders('segments', layouts.PHDR, SEGMENT).map((row) => ({
      ...row,
      access: BigInt(row['flags'] ?? 0) & 7n,
    })),
    sections: fromHeaders('sections', layouts.SHDR, SECTION),
    dynamic: fromRecords('dynamic', layouts.DYN, { tag: 'd_tag', value: 'd_val' }),
    symbols: symbols('symbols'),
    symtab: symbols('symtab'),
    definitions: of('definition').map((row) => file.record(row, layouts.VERDEF, DEFINITION)),
    neededVersions: of('need').map((row) => file.record(row, layouts.VERNAUX, NEEDED)),
    sysvBuckets: words('sysvBuckets'),
    gnuBuckets: words('gnuBuckets'),
    gnuBloom: words('gnuBloom'),
    ...heads(file, page),
    ...(page.isWhole('relocations') && relocationViews(file, page)),
    notes: inNoteOrder(rows('notes').map((row) => noteRow(file, row))),
  };
}

type Fields = Readonly<Record<string, string>>;
const NOWHERE: Range = {};
const SYMBOL = {
  ...{ nameOffset: 'st_name', value: 'st_value', size: 'st_size', info: 'st_info', other: 'st_other' },
};
const SEGMENT = {
  ...{ type: 'p_type', flags: 'p_flags', offset: 'p_offset', vaddr: 'p_vaddr', paddr: 'p_paddr' },
  ...{ filesz: 'p_filesz', memsz: 'p_memsz', align: 'p_align' },
};
const SECTION = {
  ...{ type: 'sh_type', flags: 'sh_flags', addr: 'sh_addr', offset: 'sh_offset', size: 'sh_size' },
  ...{ link: 'sh_link', info: 'sh_info', addralign: 'sh_addralign', entsize: 'sh_entsize' },
};
const DEFINITION = { version: 'vd_version', flags: 'vd_flags', index: 'vd_ndx', hash: 'vd_hash' };
const NEEDED = { hash: 'vna_hash', flags: 'vna_flags' };

class Words {
  readonly elfClass: 32 | 64;
  readonly littleEndian: boolean;
  readonly machine: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.elfClass = bytes[4] === 1 ? 32 : 64;
    this.littleEndian = bytes[5] !== 2;
    this.machine = this.#view.getUint16(18, this.littleEndian);
  }

  /** The number that stands in a range; nothing outside the file. */
  number({ offset, length }: Range): bigint | undefined {
    if (offset === undefined || length === undefined || offset + length > this.#view.byteLength)
      return undefined;
    let value = 0n;
    for (let at = 0; at < length; at++) {
      const byte = this.#view.getUint8(offset + (this.littleEndian ? length - 1 - at : at));
      value = (value << 8n) | BigInt(byte);
    }
    return value;
  }

  record({ offset, length }: Range, structure: Structure, fields: Fields): Row {
    const layout = structure[this.elfClass];
    const isRecord = offset !== undefined && length === structure.size[this.elfClass];
    return Object.fromEntries(
      Object.entries(fields).map(([ours, name]) => {
        const at = layout[name];
        const field = isRecord && at !== undefined;
        return [ours, field ? this.number({ offset: offset + at.offset, length: at.length }) : undefined];
      }),
    );
  }

  text(offset: number, length: number): string {
    const bytes = new Uint8Array(this.#view.buffer, this.#view.byteOffset + offset, length);
    return Buffer.from(bytes).toString('utf8').split('\0')[0] ?? '';
  }
}

/** The header's fields by where the page says that they stand. */
function headerRow(file: Words, fields: readonly FieldView[]): Row {
  const at = (label: string) => file.number(fields.find((each) => each.label === label) ?? NOWHERE);
  return {
    class: at('Class') === 1n ? 32 : 64,
    littleEndian: at('Byte order') === 2n ? 0 : 1,
    ...{ osabi: at('OS ABI'), abiVersion: at('ABI version'), type: at('Type'), machine: at('Machine') },
    ...{ entry: at('Entry'), flags: at('Flags'), phoff: at('Program headers'), shoff: at('Section headers') },
    rawShstrndx: at('Section names'),
  };
}

function heads(file: Words, { summary }: Page): View {
  const found: Record<string, readonly Row[]> = {};
  for (const { kind, fields } of summary.hashes) {
    const at = (label: string) => file.number(fields.find((each) => each.label === label) ?? NOWHERE);
    if (kind === 'sysv') found['sysvHash'] = [{ nbucket: at('Buckets'), nchain: at('Chain entries') }];
    else {
      const [bloomSize, bloomShift] = [at('Bloom words'), at('Bloom shift')];
      found['gnuHash'] = [{ nbuckets: at('Buckets'), symoffset: at('First symbol'), bloomSize, bloomShift }];
    }
  }
  return found;
}

/** Of tables with an entry for each row; packed ones have bytes that stand for many. */
function relocationViews(file: Words, page: Page): View {
  const packed = new Set(
    (page.tables.get('sections') ?? [])
      .filter(({ cells }) => /^(CREL|ANDROID_RELA?)$/.test(cells['type'] ?? ''))
      .map(({ cells }) => cells['name']),
  );
  const rows = page.tables.get('relocations') ?? [];
  const entries = rows.filter(({ cells: { table = '' } }) => !PACKED.test(table) && !packed.has(table));
  const view = relocationView(entries.map((row) => relocationRow(file, row)));
  const { relocations = [], sectionRelocations = [] } = view;
  return {
    ...(rows.some(({ cells }) => cells['table'] === 'relr') ? {} : { relocations }),
    ...(rows.some(({ cells: { table = '' } }) => packed.has(table)) ? {} : { sectionRelocations }),
  };
}

const PACKED = /^(relr|crel|android_rela?)$/;

function relocationRow(file: Words, row: PageRow): Row & { readonly table: string } {
  const { table = '' } = row.cells;
  const wide = file.elfClass === 64;
  const { offset = -1, length = -1 } = row;
  const word = wide ? 8 : 4;
  const part = (index: number) => file.number({ offset: offset + index * word, length: word });
  const info = part(1);
  const isEntry = length === 3 * word || length === 2 * word;
  const split = info === undefined ? {} : wide ? symbolAndType(info, 32n) : symbolAndType(info, 8n);
  return {
    table: /^(rela|rel|jmprel)$/.test(table) ? table : 'section',
    offset: isEntry ? part(0) : undefined,
    // 64-bit MIPS has them in an order of its own.
    ...(wide && file.machine === EM_MIPS ? {} : split),
    ...(length === 3 * word ? { addend: part(2) } : {}),
  };
}

function symbolAndType(info: bigint, shift: bigint): Row {
  return { symbol: info >> shift, type: info & ((1n << shift) - 1n) };
}

function noteRow(file: Words, { offset = 0, cells }: PageRow): Row {
  const [nameSize, size] = [0, 4].map((at) => Number(file.number({ offset: offset + at, length: 4 })));
  const buildId = /^build id (.*)$/.exec(cells['text'] ?? '')?.[1];
  return {
    owner: file.text(offset + 12, nameSize ?? 0),
    size,
    ...(buildId === undefined ? {} : { buildId }),
  };
}

/** What of the memory map does not lie where the tables say; each as a sentence. */
export function mapDifferences(page: Page, size: number): string[] {
  const { regions } = page.summary.memoryMap;
  const wrong: string[] = [];
  for (const { label, start, end, offset = -1, length = -1 } of regions) {
    const near = (drawn: number, at: number) => Math.abs(drawn * size - at) < 1e-3 * Math.max(1, size / 1e9);
    if (!near(start, offset) || !near(end, offset + length))
      wrong.push(`memory map: ${label} is drawn elsewhere`);
  }
  const left = /^([\d,]+) smaller regions? not drawn/.exec(page.summary.memoryMap.note ?? '')?.[1];
  let missing = 0;
  for (const [lane, id, length] of [
    [1, 'segments', 'filesz'],
    [2, 'sections', 'size'],
  ] as const) {
    if (!page.isWhole(id)) return wrong;
    const expected = (page.tables.get(id) ?? [])
      .filter(({ cells }) => cells['type'] !== SHT_NOBITS)
      .map(({ cells }) => [Number(cells['offset']), Number(cells[length])] as const)
      .filter(([offset, bytes]) => bytes > 0 && offset < size)
      .map(([offset, bytes]) => `${offset}+${Math.min(bytes, size - offset)}`);
    const drawn = regions
      .filter((region) => region.lane === lane && region.kind === id.slice(0, -1))
      .map((region) => `${region.offset}+${region.length}`);
    missing += Math.max(0, expected.length - drawn.length);
    const isMore = left === undefined && missing > 0;
    if (isMore || drawn.some((each) => !expected.includes(each)))
      wrong.push(`memory map: ${id} at ${expected.join()}, drawn at ${drawn.join()}`);
  }
  const lane = regions
    .filter((region) => region.lane === 2)
    .map(({ kind, offset = -1, length = -1 }) => ({
      ...{ kind, offset, length },
    }));
  const starts = new Set(lane.filter(({ kind }) => kind === 'section').map(({ offset }) => offset));
  if (lane.some(({ kind, offset, length }) => kind === 'table' && (starts.has(offset) || length === 0)))
    wrong.push('memory map: a table that is a section, or empty, is drawn');
  // What nothing accounts for is a gap, and nothing else is.
  const covered = new Uint8Array(left === undefined && size < 1 << 24 ? size : 0);
  for (const gaps of [false, true])
    for (const { offset, length } of lane.filter(({ kind }) => (kind === 'gap') === gaps)) {
      const part = covered.subarray(offset, offset + length);
      if (gaps && part.includes(1)) wrong.push(`memory map: a gap over what is no gap, at ${offset}`);
      part.fill(1);
    }
  if (covered.includes(0)) wrong.push(`memory map: nothing at ${covered.indexOf(0)}`);
  // Tables and gaps are among the regions as well.
  if (missing > Number(left?.replace(',', '') ?? 0) || (left !== undefined && regions.length < 400))
    wrong.push(`memory map: ${regions.length} regions, ${missing} of the tables missing, said: ${left}`);
  return wrong;
}
