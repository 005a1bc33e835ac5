/** The images the fake host can show, by name. */
import type { ImageSummary, InitialState } from '../../../src/protocol.ts';
import { liveSummary, tables as liveTables } from './live.ts';
import { hex, symbolRow } from './liveSymbols.ts';
import { columns, type FakeTable, table } from './tables.ts';

export interface FakeImage {
  readonly state: (release: string, options: { asVdso: boolean; symtab: boolean }) => InitialState;
  readonly tables: readonly FakeTable[];
  /** Buckets and bloom words of the drawn tables. */
  readonly buckets: number;
}

const image = (
  tables: readonly FakeTable[],
  change: (summary: ImageSummary, options: { asVdso: boolean; symtab: boolean }) => Partial<ImageSummary>,
  buckets = 3,
): FakeImage => ({
  tables,
  buckets,
  state(release, options) {
    const { clock, ...summary } = { ...liveSummary(release), tables: tables.map(({ view }) => view) };
    const changed = { ...summary, ...change(summary, options) };
    // Of a file it is not known whose clock reads it.
    return { kind: 'image', summary: clock && changed.role === 'vdso' ? { clock, ...changed } : changed };
  },
});

function replaced(...changed: readonly FakeTable[]): readonly FakeTable[] {
  return liveTables.map((table) => changed.find(({ view }) => view.id === table.view.id) ?? table);
}

const large = (count: number): FakeTable => {
  const from = liveTables.find(({ view }) => view.id === 'symbols');
  if (from === undefined) throw new Error('no symbols');
  return {
    view: { ...from.view, rowCount: count },
    row: (index) =>
      symbolRow(
        {
          name: `_ZNK4llvm${(index * 2654435761) % 997}symbol_${index}Ev`,
          value: 0x1000 + index * 64,
          size: (index * 37) % 4096,
          type: index % 5 === 0 ? 'OBJECT' : 'FUNC',
          bind: index % 7 === 0 ? 'WEAK' : 'GLOBAL',
          gnu: hex(((index + 1) * 2654435761) % 4294967296).padStart(10, '0'),
          by: '',
        },
        index,
      ),
  };
};

/** A library that takes 2,000 symbols from others. */
function importing(count: number): FakeImage {
  const symbols = large(count);
  return image(replaced({ ...symbols, view: { ...symbols.view, opensAt: 2000 } }), () => ({}));
}

const bigImage = (count: number): FakeImage => {
  const buckets = Math.max(3, Math.floor(count / 4));
  const bucketRows = large(buckets);
  const many = columns('Bucket:7>', 'First symbol:12>', 'Length:7>');
  return image(
    replaced(
      large(count),
      {
        view: {
          id: 'gnuBuckets',
          title: 'DT_GNU_HASH buckets',
          columns: many,
          rowCount: buckets,
          emptyText: '',
        },
        row: (index) => ({ cells: bucketRows.row(index).cells.slice(0, 3) }),
      },
      {
        view: { id: 'gnuBloom', title: 'Bloom words', columns: many, rowCount: buckets, emptyText: '' },
        row: (index) => ({ cells: [String(index), '0x0', '0'] }),
      },
    ),
    (_, { asVdso }) => ({
      title: 'libLLVM-19.so.1',
      brief: ['x86-64', '129.4 MiB'],
      origin: '/usr/lib/llvm-19/lib/libLLVM-19.so.1',
      format: 'x86-64 · ELF64 LE · 129.4 MiB',
      role: 'elf',
      asVdso,
      ...(asVdso ? {} : { chips: [], consumers: [] }),
      facts: [{ label: 'Build id', value: 'c1d5…77', explain: '', tone: 'plain' as const }],
      symtabOffer: '184,835 more symbols in .symtab',
    }),
    buckets,
  );
};

/** A Go program that is linked statically: keys of its own, and no dynamic symbols. */
const program = (): FakeImage => {
  const symtab = liveTables.find(({ view }) => view.id === 'symbols');
  if (symtab === undefined) throw new Error('no symbols');
  const none = { ...symtab.view, rowCount: 0, emptyText: 'It has no dynamic symbols.' };
  return image(
    [
      ...replaced({ ...symtab, view: none }),
      { ...symtab, view: { ...symtab.view, id: 'symtab', title: 'Static symbols' } },
    ],
    ({ consumers }) => ({
      title: 'tick',
      origin: '/home/user/bin/tick',
      role: 'elf',
      chips: [],
      consumers: consumers
        .slice(0, 1)
        .map((go) => ({ ...go, name: 'This program, Go', program: true as const })),
    }),
  );
};

/** A summary without what a preview does not have. */
export function atFirstPreview(summary: ImageSummary): ImageSummary {
  return {
    ...summary,
    checking: 'Names and hash tables are still being read and checked.',
    chips: [],
    consumers: [],
    tables: summary.tables.filter(({ id }) => id === 'symbols'),
    header: [],
    hashes: [],
    memoryMap: { fromLabel: '', toLabel: '', regions: [] },
    health: {
      tone: 'muted',
      short: 'Checking…',
      text: 'Checking names and hash tables…',
      errors: 0,
      warnings: 0,
      notes: 0,
    },
  };
}

/** Names a file could carry to break the page. Bidi characters arrive escaped; markup arrives as it is. */
export const hostileNames = [
  '<img src=x onerror=alert(1)>',
  '</span><script>alert(1)</script>',
  '__proto__',
  'constructor',
  'javascript:alert(1)',
  '\\u202egnp.exe',
  `${'A'.repeat(4000)}`,
  '"onmouseover="alert(1)',
  '%s%n{{7*7}}$(id)',
  'a\\x00b\\x1b[31m',
];

const hostile = image(
  replaced(
    table(
      'symbols',
      'Dynamic symbols',
      columns('#:5>', 'Name:32', 'Looked up by:36.'),
      hostileNames.map((name, at) => ({ cells: [String(at), name, name], tone: at % 2 ? 'bad' : 'warn' })),
    ),
    table(
      'problems',
      'Problems',
      columns('Severity:10.', 'Problem:80.~', 'Where:20.', 'Bytes:30', 'Code:26'),
      [
        {
          cells: [
            'error',
            'Bucket 1 names symbol 4096, but there are 10.',
            'DT_GNU_HASH',
            '0x194 – 0x198',
            'bucket-range',
          ],
          tone: 'bad',
          offset: 0x194,
          length: 4,
        },
        {
          cells: [
            'warning',
            `The chain ends one record early${', which is told at length here'.repeat(12)}.`,
            'DT_VERDEF',
            '0x408 – 0x424',
            'verdef-short',
          ],
          tone: 'warn',
        },
      ],
    ),
  ),
  (summary) => ({
    title: '<b>linux-vdso.so.1</b><script>alert(1)</script>',
    origin: `/home/user/${'very-long-folder-name/'.repeat(12)}<img src=x onerror=alert(1)>.so`,
    facts: [{ label: 'Build id', value: '<svg onload=alert(1)>'.repeat(6), explain: '', tone: 'bad' }],
    chips: summary.chips.map((chip) => ({ ...chip, text: '<i>3 of 3</i>', tooltip: '<script>' })),
    health: {
      tone: 'bad',
      short: '1 error, 1 warning',
      text: '1 error and 1 warning.',
      errors: 1,
      warnings: 1,
      notes: 0,
    },
  }),
);

const empty = image(
  liveTables.map(({ view }) =>
    table(
      view.id,
      view.title,
      view.columns,
      [],
      `This image has no ${view.title.toLowerCase()}: why, and what follows.`,
    ),
  ),
  () => ({
    hashes: [],
    consumers: [],
    chips: [],
    facts: [],
    memoryMap: { fromLabel: '0x0', toLabel: '0x0', regions: [] },
  }),
);

const failure: FakeImage = {
  tables: [],
  buckets: 0,
  state: () => ({
    kind: 'failure',
    failure: {
      title: 'There is no vDSO to show',
      sentence:
        'Process 4711 has no AT_SYSINFO_EHDR in its auxiliary vector: the kernel was started with vdso=0, so every program on this machine uses system calls. You can still open an image from a file.',
      also: ['Clock calls should enter the kernel.'],
      actions: [
        { id: 'openFile', label: 'Open an ELF file…' },
        { id: 'retry', label: 'Try again' },
      ],
    },
  }),
};

export const cases: Readonly<Record<string, () => FakeImage>> = {
  live: () => image(liveTables, () => ({})),
  /** Most consumers have no chip. */
  quiet: () =>
    image(liveTables, ({ chips }) => ({
      chips: chips.filter(({ consumer }) => ['go', 'bionic'].includes(consumer)),
    })),
  renamed: () => image(liveTables, ({ title }) => ({ title: 'libfoo.so', soname: title })),
  large: () => bigImage(10_000),
  huge: () => bigImage(500_000),
  preview: () => bigImage(500_000),
  imports: () => importing(10_000),
  program,
  /** Taller than any element may be. */
  endless: () => bigImage(5_000_000),
  hostile: () => hostile,
  empty: () => empty,
  failure: () => failure,
};
