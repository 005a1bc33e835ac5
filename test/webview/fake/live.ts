/** A live x86-64 vDSO as the report shows it. The figures are those of a 6.18 kernel's image. */
import { type HashView, type ImageSummary, type MapRegionView, worstFirst } from '../../../src/protocol.ts';
import { consumers, field, goConsumer } from './liveConsumers.ts';
import { hex, symbolColumns, symbolRow, symbols } from './liveSymbols.ts';
import { columns, type FakeTable, table } from './tables.ts';

const hashes: readonly HashView[] = (['gnu', 'sysv'] as const).map((kind) => ({
  kind,
  title: kind === 'gnu' ? 'DT_GNU_HASH' : 'DT_HASH',
  fields: [
    field('Buckets', '3', 'Number of chains.', 0x170),
    field('First symbol', '1', 'Symbols below it are not hashed.', 0x174),
    field('Bloom words', '2', '', 0x178),
    field('Bloom shift', '7', '', 0x17c),
    field('Bits set', '29 of 128 (23 %)'),
    field('Longest chain', '6'),
  ],
  histogram: [
    { chainLength: 0, buckets: 0, text: 'no bucket is empty' },
    { chainLength: 3, buckets: 1, text: '1 bucket with a chain of 3' },
    { chainLength: 4, buckets: 1, text: '1 bucket with a chain of 4' },
    { chainLength: 6, buckets: 1, text: '1 bucket with a chain of 6' },
  ],
  keys: [
    { bucket: 0, symbol: '__vdso_gettimeofday', text: 'Go · vdsoGettimeofdaySym: found', tone: 'good' },
    { bucket: 1, symbol: '__vdso_clock_gettime', text: 'Go · vdsoClockgettimeSym: found', tone: 'good' },
    { bucket: 1, symbol: '__vdso_getrandom', text: 'Go · vdsoGetrandomSym: found', tone: 'good' },
    { bucket: 2, symbol: '__vdso_sgx_enter_enclave', text: 'glibc: not in the chain', tone: 'warn' },
  ],
  bucketTable: kind === 'gnu' ? 'gnuBuckets' : 'sysvBuckets',
  ...(kind === 'gnu' && { bloomTable: 'gnuBloom' as const }),
}));

const size = 0x2000;
function region(
  label: string,
  kind: MapRegionView['kind'],
  lane: number,
  offset: number,
  length: number,
): MapRegionView {
  const range = `${hex(offset)} – ${hex(offset + length)} · ${length} bytes`;
  return {
    label,
    kind,
    lane,
    start: offset / size,
    end: (offset + length) / size,
    text: range,
    offset,
    length,
  };
}

const regions: readonly MapRegionView[] = [
  region('[vdso]', 'mapping', 0, 0, size),
  region('LOAD', 'segment', 1, 0, 0x1522),
  region('DYNAMIC', 'segment', 1, 0x440, 0x140),
  region('NOTE', 'segment', 1, 0x5a8, 0x70),
  region('GNU_EH_FRAME', 'segment', 1, 0x618, 0x44),
  region('ELF header', 'table', 2, 0, 0x40),
  region('.hash', 'section', 2, 0x120, 0x4c),
  region('.gnu.hash', 'section', 2, 0x170, 0x60),
  region('.dynsym', 'section', 2, 0x1d0, 0x150),
  region('.dynstr', 'section', 2, 0x320, 0xcc),
  region('.gnu.version', 'section', 2, 0x3ec, 0x1c),
  region('.gnu.version_d', 'section', 2, 0x408, 0x38),
  region('.dynamic', 'section', 2, 0x440, 0x140),
  region('.rodata', 'section', 2, 0x580, 0x28),
  region('.note', 'section', 2, 0x5a8, 0x70),
  region('.eh_frame_hdr', 'section', 2, 0x618, 0x44),
  region('.eh_frame', 'section', 2, 0x660, 0x11c),
  region('.text', 'section', 2, 0x780, 0xcdc),
  region('.altinstructions', 'section', 2, 0x145c, 0x9a),
  region('.shstrtab', 'section', 2, 0x1534, 0xa6),
  region('Section headers', 'table', 2, 0x15e0, 0x440),
  region('unused', 'gap', 2, 0x1a20, 0x5e0),
];

export const tables: readonly FakeTable[] = [
  table('symbols', 'Dynamic symbols', symbolColumns, symbols.map(symbolRow)),
  table(
    'versions',
    'Versions',
    columns(
      'Name:22',
      'Asked for by:40.',
      'Symbols:8>',
      'Hash:11',
      'Hash check:12.-',
      'Kind:11.',
      'Index:6>',
      'Flags:8',
    ),
    [
      {
        cells: ['linux-vdso.so.1', '', '0', '0x02b8a1a1', 'right', 'definition', '1', 'BASE'],
        offset: 0x408,
        length: 28,
      },
      {
        cells: [
          'LINUX_2.6',
          'Go · vdsoLinuxVersion, glibc, musl',
          '13',
          '0x03ae75f6',
          'right',
          'definition',
          '2',
          '',
        ],
        links: [{ cell: 2, text: '13', to: { table: 'symbols', filter: 'LINUX_2.6' } }],
        tone: 'good',
        offset: 0x424,
        length: 28,
      },
    ],
  ),
  table(
    'gnuBuckets',
    'DT_GNU_HASH buckets',
    columns('Bucket:7>', 'First symbol:12>', 'Length:7>', 'Symbols:48', 'Runtime keys:32.'),
    [0, 1, 2].map((at) => ({
      cells: [String(at), String([1, 7, 10][at]), String([6, 3, 4][at]), 'clock_gettime, …', ''],
      offset: 0x190 + at * 4,
      length: 4,
    })),
  ),
  table('gnuBloom', 'Bloom filter words', columns('Index:7>', 'Word:20', 'Bits set:12'), [
    { cells: ['0', '0x800a004311b024c1', '17 of 64'], offset: 0x180, length: 8 },
    { cells: ['1', '0x8001240244080000', '8 of 64'], offset: 0x188, length: 8 },
  ]),
  table(
    'sysvBuckets',
    'DT_HASH buckets',
    columns('Bucket:7>', 'First symbol:12>', 'Length:7>', 'Symbols:48'),
    [0, 1, 2].map((at) => ({ cells: [String(at), '4', '3', 'time, getcpu'], offset: 0x128, length: 4 })),
  ),
  table(
    'keys',
    'Keys',
    columns('Key:22', 'Outcome:14.', 'Consumer:10.', 'Symbol:26', 'Version:12', 'Value:10>-', 'Why:50.-'),
    goConsumer('1.27').keys.map((each) => ({
      cells: [each.variable, each.outcomeText, 'Go 1.27', each.symbol, each.version, '0xaf0', each.why],
      tone: each.tone,
    })),
  ),
  table(
    'segments',
    'Segments',
    columns('#:4>', 'Type:16', 'Flags:7', 'Offset:10>', 'Address:18>', 'Size:10>'),
    [
      { cells: ['0', 'LOAD', 'R E', '0x0', '0x0', '0x1522'], offset: 0x40, length: 56 },
      { cells: ['1', 'DYNAMIC', 'R', '0x440', '0x440', '0x140'], offset: 0x78, length: 56 },
      { cells: ['2', 'NOTE', 'R', '0x5a8', '0x5a8', '0x70'], offset: 0xb0, length: 56 },
      { cells: ['3', 'GNU_EH_FRAME', 'R', '0x618', '0x618', '0x44'], offset: 0xe8, length: 56 },
    ],
  ),
  table(
    'sections',
    'Sections',
    columns('#:4>', 'Name:22', 'Type:14', 'Flags:7', 'Offset:10>', 'Size:10>'),
    regions
      .filter(({ kind }) => kind === 'section')
      .map((each, at) => ({
        cells: [String(at + 1), each.label, 'PROGBITS', 'A', hex(each.offset ?? 0), hex(each.length ?? 0)],
        offset: 0x15e0 + at * 64,
        length: 64,
      })),
  ),
  table('dynamic', 'Dynamic', columns('#:4>', 'Tag:12>', 'Name:18', 'Value:18>', 'Meaning:40.'), [
    { cells: ['0', '0xe', 'SONAME', '0xb5', 'linux-vdso.so.1'], offset: 0x440, length: 16 },
    { cells: ['1', '0x4', 'HASH', '0x120', ''], offset: 0x450, length: 16 },
    { cells: ['2', '0x6ffffef5', 'GNU_HASH', '0x170', ''], offset: 0x460, length: 16 },
  ]),
  table(
    'relocations',
    'Relocations',
    columns('Table:8', 'Index:7>', 'Offset:14>', 'Type:22', 'Symbol:40'),
    [],
    'This image has no relocations. A vDSO is mapped anywhere and relocates nothing, so that is as it should be.',
  ),
  table('notes', 'Notes', columns('Owner:10', 'Type:24', 'Text:48.', 'Bytes:40'), [
    { cells: ['Linux', 'LINUX_VERSION_CODE', 'Linux 6.18.44', '2c 12 06 00'], offset: 0x5a8, length: 20 },
    { cells: ['GNU', 'NT_GNU_BUILD_ID', 'a599807156a2a62f', 'a5 99 80 71'], offset: 0x5f4, length: 36 },
  ]),
  table(
    'problems',
    'Problems',
    columns('Severity:10.', 'Problem:80.~', 'Where:20.', 'Bytes:30', 'Code:26'),
    [],
    'No problems: every table lies inside the image and the tables agree with each other.',
  ),
];

const clock = {
  ...field('Clock source', 'tsc: clock calls stay in user space (by the clock source)'),
  tone: 'good',
} as const;

export function liveSummary(release: string): ImageSummary {
  const all = consumers(release);
  return {
    title: 'linux-vdso.so.1',
    brief: ['live', 'x86-64', 'Linux 6.18.44'],
    origin: 'live, process 4711 (extension host)',
    format: 'x86-64 · ELF64 LE · 8.0 KiB',
    role: 'vdso',
    asVdso: false,
    facts: [
      {
        ...field('Kernel note', 'Linux 6.18.44', 'From the note that the kernel build puts in.', 0x5a8, 20),
        tone: 'plain',
      },
      { ...field('Running', 'Linux 6.18.44-generic'), tone: 'plain' },
      { ...field('Build id', 'a599807156a2a62fe956a82e388aeeabc874119c', '', 0x5f4, 36), tone: 'plain' },
      clock,
    ],
    clock,
    chips: worstFirst(all).map((each) => ({
      consumer: each.id,
      release: each.release,
      label: `${each.name} ${each.release}`,
      outcome: each.outcome,
      text: each.outcomeText,
      tooltip: each.why,
      tone: each.tone,
    })),
    consumers: all,
    tables: tables.map(({ view }) => view),
    header: [
      field('Magic', '7f 45 4c 46', 'Every ELF file begins with it.', 0, 4),
      field('Class', 'ELF64', 'Width of addresses.', 4, 1),
      field('Data', 'little endian', 'Byte order of all numbers.', 5, 1),
      field('Type', 'DYN', 'A shared object.', 16, 2),
      field('Machine', 'x86-64 (62)', '', 18, 2),
      field('Entry', '0x0', 'A vDSO has no entry point.', 24, 8),
      field('Program headers', '4 at 0x40', '', 32, 8),
      field('Section headers', '17 at 0x15e0', '', 40, 8),
    ],
    hashes,
    memoryMap: { fromLabel: '0x0', toLabel: '0x2000', regions },
    health: {
      tone: 'good',
      short: 'Healthy',
      text: 'Healthy: no problems found.',
      errors: 0,
      warnings: 0,
      notes: 0,
    },
  };
}
