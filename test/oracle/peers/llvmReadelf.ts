import { inNoteOrder } from '../../support/ourView.ts';
import type { Row, Value, View } from '../../support/view.ts';
import { dynamicValue } from './dynamicValue.ts';
import type { Node } from './llvmOutput.ts';
import { child, listOf, numberOf, parseLlvm } from './llvmOutput.ts';
import { withoutPrefix } from './relocationName.ts';
import { runPeer } from './run.ts';

const OPTIONS = [
  '--elf-output-style=LLVM',
  ...['-h', '-l', '-S', '-d', '-s', '--dyn-syms', '-V', '-n', '--hash-table', '--gnu-hash-table'],
  ...['-r', '--expand-relocs'],
];

export async function llvmReadelf(command: string, file: string) {
  const { stdout, warnings } = await runPeer(command, OPTIONS, file);
  return { view: llvmView(stdout), warnings };
}

type Fields = Readonly<Record<string, string>>;

/** A row of numbers: our name for each of LLVM's. */
function numbers(node: Node | undefined, fields: Fields): Row {
  const row: Record<string, Value> = {};
  for (const [ours, theirs] of Object.entries(fields)) {
    const value = numberOf(node, theirs);
    if (value !== undefined) row[ours] = value;
  }
  return row;
}

/** `.text (12)` is a name and its offset in the string table. */
function nameAndOffset(shown: string): { name: string; nameOffset: bigint } {
  const parts = /^(.*) \((\d+)\)$/.exec(shown);
  return { name: parts?.[1] ?? '', nameOffset: BigInt(parts?.[2] ?? 0) };
}

export function llvmView(text: string): View {
  const root = parseLlvm(text);
  const list = (name: string) => child(root, name)?.children;
  const table = (name: string, row: (node: Node) => Row) => list(name)?.map(row);
  const dynamic = child(root, 'DynamicSection');
  const view: Record<string, readonly Row[] | undefined> = {
    header: child(root, 'ElfHeader') && [headerRow(child(root, 'ElfHeader'))],
    segments: table('ProgramHeaders', (node) => numbers(node, SEGMENT)),
    sections: table('Sections', (node) => ({
      ...numbers(node, SECTION),
      name: nameAndOffset(node.fields.get('Name') ?? '').name,
    })),
    dynamic: dynamic?.lines.filter((line) => line.startsWith('0x')).map(dynamicRow),
    symbols: symbolRows(list('DynamicSymbols'), list('VersionSymbols')),
    symtab: symbolRows(list('Symbols'), undefined),
    definitions: table('VersionDefinitions', (node) => ({
      ...numbers(node, DEFINITION),
      name: node.fields.get('Name'),
      parents: listOf(node, 'Predecessors').join(', '),
    })),
    needs: table('VersionRequirements', (node) => ({
      file: node.fields.get('FileName'),
      count: numberOf(node, 'Count'),
    })),
    neededVersions: list('VersionRequirements')?.flatMap((need) =>
      (child(need, 'Entries')?.children ?? []).map((node) => ({
        ...numbers(node, { index: 'Index', hash: 'Hash', flags: 'Flags' }),
        name: node.fields.get('Name'),
      })),
    ),
    ...hashRows(child(root, 'HashTable'), child(root, 'GnuHashTable')),
    notes: noteRows(root),
    sectionRelocations: sectionRelocationRows(list('Relocations')),
  };
  // An empty list may mean that there is no such table: which one our model must not have either.
  return Object.fromEntries(Object.entries(view).filter(([, rows]) => rows !== undefined));
}

const HEADER = {
  type: 'Type',
  machine: 'Machine',
  version: 'Version',
  entry: 'Entry',
  phoff: 'ProgramHeaderOffset',
  shoff: 'SectionHeaderOffset',
  flags: 'Flags',
  ehsize: 'HeaderSize',
  phentsize: 'ProgramHeaderEntrySize',
  shentsize: 'SectionHeaderEntrySize',
};
const SEGMENT = {
  type: 'Type',
  flags: 'Flags',
  offset: 'Offset',
  vaddr: 'VirtualAddress',
  paddr: 'PhysicalAddress',
  filesz: 'FileSize',
  memsz: 'MemSize',
  align: 'Alignment',
};
const SECTION = {
  index: 'Index',
  type: 'Type',
  flags: 'Flags',
  addr: 'Address',
  offset: 'Offset',
  size: 'Size',
  link: 'Link',
  info: 'Info',
  addralign: 'AddressAlignment',
  entsize: 'EntrySize',
};
const DEFINITION = { version: 'Version', flags: 'Flags', index: 'Index', hash: 'Hash' };

function headerRow(header: Node | undefined): Row {
  const ident = child(header, 'Ident');
  const row: Record<string, Value> = { ...numbers(header, HEADER) };
  row['class'] = numberOf(ident, 'Class') === 1n ? 32 : 64;
  row['littleEndian'] = numberOf(ident, 'DataEncoding') === 2n ? 0 : 1;
  row['osabi'] = numberOf(ident, 'OS/ABI');
  row['abiVersion'] = numberOf(ident, 'ABIVersion');
  // `0 (70000)`: as written, and what extended numbering makes of it.
  for (const [ours, theirs] of [
    ['phnum', 'ProgramHeaderCount'],
    ['shnum', 'SectionHeaderCount'],
    ['shstrndx', 'StringTableSectionIndex'],
  ] as const) {
    const parts = /^(\d+)(?: \((\d+)\))?$/.exec(header?.fields.get(theirs) ?? '');
    if (parts?.[1] === undefined) continue;
    row[`raw${ours[0]?.toUpperCase()}${ours.slice(1)}`] = Number(parts[1]);
    row[ours] = Number(parts[2] ?? parts[1]);
  }
  return row;
}

function dynamicRow(line: string): Row {
  const [tag = '0', , ...rest] = line.split(/ +/);
  return { tag: BigInt(tag), ...dynamicValue(BigInt(tag), rest.join(' ')) };
}

function symbolRows(symbols: readonly Node[] | undefined, versions: readonly Node[] | undefined) {
  return symbols?.map((node, index): Row => {
    const { name, nameOffset } = nameAndOffset(node.fields.get('Name') ?? '');
    const type = numberOf(node, 'Type');
    return {
      index,
      nameOffset,
      // Nameless section symbols are shown under their section's name.
      ...(type === 3n && nameOffset === 0n ? {} : { fullName: name }),
      type,
      ...numbers(node, { value: 'Value', size: 'Size', bind: 'Binding', other: 'Other', shndx: 'Section' }),
      ...(versions?.length !== symbols.length ? {} : { versionIndex: numberOf(versions[index], 'Version') }),
    };
  });
}

function hashRows(sysv: Node | undefined, gnu: Node | undefined): Record<string, readonly Row[]> {
  const rows: Record<string, readonly Row[]> = {};
  const values = (node: Node, field: string) =>
    listOf(node, field).map((value) => ({ value: BigInt(value) }));
  if (sysv?.fields.has('Buckets')) {
    rows['sysvHash'] = [numbers(sysv, { nbucket: 'Num Buckets', nchain: 'Num Chains' })];
    rows['sysvBuckets'] = values(sysv, 'Buckets');
    rows['sysvChains'] = values(sysv, 'Chains');
  }
  if (gnu?.fields.has('Buckets')) {
    const fields = {
      nbuckets: 'Num Buckets',
      symoffset: 'First Hashed Symbol Index',
      bloomSize: 'Num Mask Words',
      bloomShift: 'Shift Count',
    };
    rows['gnuHash'] = [numbers(gnu, fields)];
    rows['gnuBloom'] = values(gnu, 'Bloom Filter');
    rows['gnuBuckets'] = values(gnu, 'Buckets');
    if (gnu.fields.has('Values')) rows['gnuChains'] = values(gnu, 'Values');
  }
  return rows;
}

/** `Notes` in release 14, `NoteSections` with nested `Notes` in 22. */
function noteRows(root: Node): Row[] | undefined {
  const sections = (child(root, 'NoteSections') ?? child(root, 'Notes'))?.children;
  const notes = sections?.flatMap((section) =>
    (child(section, 'Notes') ?? section).children.map((note): Row => {
      const buildId = note.fields.get('Build ID');
      return {
        owner: note.fields.get('Owner'),
        size: numberOf(note, 'Data size'),
        ...(buildId === undefined ? {} : { buildId }),
      };
    }),
  );
  return notes && inNoteOrder(notes);
}

/** `Section (2) .rela.text {` and its records: `Type: R_X86_64_PLT32 (4)`, `Symbol: f (3)`. */
function sectionRelocationRows(sections: readonly Node[] | undefined): Row[] | undefined {
  return sections?.flatMap(({ name, children }) => {
    const section = Number(/^Section \((\d+)\)/.exec(name)?.[1]);
    return children.map((node): Row => {
      const type = nameAndNumber(node.fields.get('Type'));
      const symbol = nameAndNumber(node.fields.get('Symbol'));
      return {
        section,
        ...numbers(node, { offset: 'Offset', addend: 'Addend' }),
        type: type.number,
        symbol: symbol.number,
        ...(type.name.startsWith('Unknown') ? {} : { typeName: withoutPrefix(type.name) }),
        ...(symbol.number === 0 ? {} : { symbolName: symbol.name }),
      };
    });
  });
}

function nameAndNumber(shown: string | undefined): { name: string; number: number } {
  const parts = /^(.*) \((\d+)\)$/.exec(shown ?? '');
  return { name: parts?.[1] ?? '', number: Number(parts?.[2]) };
}
