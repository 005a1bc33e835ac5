import { byTable, inNoteOrder } from '../../support/ourView.ts';
import type { Row, Value, View } from '../../support/view.ts';
import { dynamicValue } from './dynamicValue.ts';
import { headerRow, sectionRows, segmentRows } from './readelfHeaders.ts';
import { runPeer } from './run.ts';

/** `sections: false` for images without section headers: readelf then needs to be told to use PT_DYNAMIC. */
export async function readelf(command: string, file: string, { sections = true } = {}) {
  const options = ['-W', '-h', '-l', '-S', '-d', '-s', '-V', '-n', '-I', ...(sections ? [] : ['-D'])];
  const all = await runPeer(command, options, file);
  const relocations = await runPeer(command, ['-W', '-D', '-r'], file);
  const ofSections = await runPeer(command, ['-W', '-r'], file);
  const headers = readelfView(all.stdout);
  const view: View = {
    ...headers,
    relocations: relocationRows(relocations.stdout),
    sectionRelocations: sectionRelocationRows(ofSections.stdout, headers.sections ?? []),
  };
  return { view, warnings: [...all.warnings, ...relocations.warnings] };
}

export function readelfView(text: string): View {
  const blocks = blocksOf(text);
  const find = (start: RegExp) => blocks.find((block) => start.test(block[0] ?? ''))?.slice(1);
  const symbols = find(/^Symbol table (for image|'\.dynsym')/);
  const symtab = find(/^Symbol table '\.symtab'/);
  const versyms = find(/^Version symbols section/);
  const dynamic = find(/^Dynamic section at/);
  const definitions = find(/^Version definition section/);
  const needs = find(/^Version needs section/);
  const sysv = find(/^Histogram for bucket list/);
  const gnu = find(/^Histogram for `\.gnu\.hash'/);
  const view: Record<string, readonly Row[] | undefined> = {
    header: [headerRow(text)],
    segments: segmentRows(find(/^Program Headers:/)),
    sections: sectionRows(find(/^Section Headers:/)),
    dynamic: dynamic?.flatMap(dynamicRow),
    symbols: symbols && symbolRows(symbols, versyms),
    symtab: symtab && symbolRows(symtab, undefined),
    definitions: definitions && definitionRows(definitions),
    needs: needs && needRows(needs).files,
    neededVersions: needs && needRows(needs).versions,
    sysvHistogram: sysv?.flatMap(histogramRow),
    gnuHistogram: gnu?.flatMap(histogramRow),
    mipsHistogram: find(/^Histogram for `\.MIPS\.xhash'/)?.flatMap(histogramRow),
    notes: inNoteOrder(noteRows(blocks)),
  };
  return Object.fromEntries(Object.entries(view).filter(([, rows]) => rows !== undefined));
}

/** Paragraphs, separated by empty lines. */
function blocksOf(text: string): string[][] {
  return text.split(/\n(?: *\n)+/).map((block) => block.split('\n').filter((line) => line.trim() !== ''));
}

function dynamicRow(line: string): Row[] {
  const parts = /^ *(0x[0-9a-f]+) \((.*?)\) +(.*)$/.exec(line);
  if (parts === null) return [];
  const tag = BigInt(parts[1] ?? 0);
  return [{ tag, ...dynamicValue(tag, (parts[3] ?? '').trim()) }];
}

const TYPES = ['NOTYPE', 'OBJECT', 'FUNC', 'SECTION', 'FILE', 'COMMON', 'TLS'];
const MACHINE_TYPES: Readonly<Record<string, number>> = { IFUNC: 10, REGISTER: 13, PARISC_MILLI: 13 };
const BINDS = ['LOCAL', 'GLOBAL', 'WEAK'];
const VISIBILITIES = ['DEFAULT', 'INTERNAL', 'HIDDEN', 'PROTECTED'];
const SECTIONS: Readonly<Record<string, number>> = {
  ...{ UND: 0, ABS: 0xfff1, COM: 0xfff2 },
  // Of x86-64, Itanium and MIPS.
  ...{ LARGE_COM: 0xff02, ANSI_COM: 0xff00, SCOM: 0xff03, SUND: 0xff04 },
};
const SYMBOL =
  /^ *(\d+): ([0-9a-f]+) +(0x[0-9a-f]+|\d+) (<.*?>: \d+|\S+) +(<.*?>: \d+|\S+) +(\S+) +(?:\[.*?\] +)?((?:OS|PRC|RSV) ?\[0x[0-9a-f]+\]|bad section index\[\d+\]|[A-Z_]+|\d+)(?: (.*))?$/;

function symbolRows(lines: readonly string[], versyms: readonly string[] | undefined): Row[] {
  const versions = versyms?.flatMap(versymsOf);
  return lines.flatMap((line): Row[] => {
    const parts = SYMBOL.exec(line);
    if (parts === null) return [];
    const [, index, value, size, type = '', bind = '', visibility = '', section = '', name = ''] = parts;
    const versym = versions?.[Number(index)];
    return [
      {
        index: Number(index),
        value: BigInt(`0x${value}`),
        size: BigInt(size ?? 0),
        type: MACHINE_TYPES[type] ?? numberIn(type, TYPES),
        bind: bind === 'UNIQUE' ? 10 : numberIn(bind, BINDS),
        visibility: VISIBILITIES.indexOf(visibility),
        shndx: SECTIONS[section] ?? Number(/\[(0x[0-9a-f]+|\d+)\]/.exec(section)?.[1] ?? section),
        // Nameless section symbols are shown under their section's name.
        ...(type === 'SECTION' ? {} : { fullName: name.replace(/ \(\d+\)$/, '') }),
        ...(versym === undefined ? {} : { versym }),
      },
    ];
  });
}

/** A name's number; `<OS specific>: 10` says its own. */
function numberIn(shown: string, names: readonly string[]): number {
  const known = names.indexOf(shown);
  return known >= 0 ? known : Number(/: (\d+)$/.exec(shown)?.[1] ?? -1);
}

/** `  004:   2h(TEST_1.0)   3 (TEST_2.0)   1h   `: entries as written, h for the hidden bit; not all have a name. */
function versymsOf(line: string): number[] {
  const entries = /^ +[0-9a-f]+: (.*)$/.exec(line)?.[1];
  if (entries === undefined) return [];
  return [...entries.matchAll(/(?<=^|\s)([0-9a-f]+)([h ])(?=\(|\s|$)/g)].map(
    ([, index = '0', hidden]) => Number.parseInt(index, 16) + (hidden === 'h' ? 0x8000 : 0),
  );
}

const FLAGS: Readonly<Record<string, number>> = { none: 0, BASE: 1, WEAK: 2, INFO: 4 };

/** `BASE | WEAK` */
function versionFlags(shown: string): number {
  return shown.split('|').reduce((bits, word) => bits + (FLAGS[word.trim()] ?? 0), 0);
}

function definitionRows(lines: readonly string[]): Row[] {
  const rows: { version: number; flags: number; index: number; name: string; parents: string }[] = [];
  for (const line of lines) {
    const parts = / Rev: (\d+) +Flags: (.*?) +Index: (\d+) +Cnt: \d+ +Name: (.*)$/.exec(line);
    const parent = / Parent \d+: (.*)$/.exec(line)?.[1];
    const last = rows.at(-1);
    if (parts !== null) {
      const [, version, flags = '', index, name = ''] = parts;
      const row = { version: Number(version), flags: versionFlags(flags), index: Number(index) };
      rows.push({ ...row, name, parents: '' });
    } else if (parent !== undefined && last !== undefined) {
      last.parents += last.parents === '' ? parent : `, ${parent}`;
    }
  }
  return rows;
}

function needRows(lines: readonly string[]): { files: Row[]; versions: Row[] } {
  const files: Row[] = [];
  const versions: Row[] = [];
  for (const line of lines) {
    const file = / Version: \d+ +File: (.*) +Cnt: (\d+)$/.exec(line);
    const version = / Name: (.*) +Flags: (.*?) +Version: (\d+)$/.exec(line);
    if (file !== null) files.push({ file: file[1]?.trimEnd(), count: Number(file[2]) });
    else if (version !== null) {
      const [, name = '', flags = '', index] = version;
      versions.push({ name: name.trimEnd(), flags: versionFlags(flags), index: Number(index) });
    }
  }
  return { files, versions };
}

function histogramRow(line: string): Row[] {
  const parts = /^ +(\d+) +(\d+) +\(/.exec(line);
  return parts === null ? [] : [{ length: Number(parts[1]), count: Number(parts[2]) }];
}

const RELOCATION_TABLES: Readonly<Record<string, string>> = {
  RELA: 'rela',
  REL: 'rel',
  RELR: 'relr',
  PLT: 'jmprel',
};

function relocationRows(text: string): Row[] {
  const rows: ({ table: string } & Row)[] = [];
  let table = '';
  for (const line of text.split('\n')) {
    table = RELOCATION_TABLES[/^'(\w+)' relocation section/.exec(line)?.[1] ?? ''] ?? table;
    const parts = /^([0-9a-f]{8,16})(?: +([0-9a-f]{8,16}) (.*))?$/.exec(line.trim());
    if (parts === null) continue;
    const [, offset, info] = parts;
    if (info === undefined) rows.push({ table, offset: BigInt(`0x${offset}`) });
    else {
      const whole = BigInt(`0x${info}`);
      const wide = info.length > 8;
      rows.push({
        table,
        offset: BigInt(`0x${offset}`),
        type: wide ? whole & 0xffffffffn : whole & 0xffn,
        symbol: wide ? whole >> 32n : whole >> 8n,
      });
    }
  }
  return byTable(rows);
}

/** `Relocation section '.rela.text' at offset 0xd8 contains 2 entries:` and its rows; a number where there are no names. */
function sectionRelocationRows(text: string, sections: readonly Row[]): Row[] {
  const rows: Row[] = [];
  let section: Value;
  for (const line of text.split('\n')) {
    const header = /^Relocation section (?:'(.*)'|\d+) at offset 0x([0-9a-f]+) contains/.exec(line);
    if (header !== null) {
      const offset = BigInt(`0x${header[2]}`);
      section = sections.find(
        (each) =>
          (header[1] ?? each['name']) === each['name'] && each['offset'] === offset && each['size'] !== 0n,
      )?.['index'];
    }
    const parts = /^([0-9a-f]{8,16}) +([0-9a-f]{8,16}) /.exec(line);
    if (parts === null) continue;
    const [, offset, info = ''] = parts;
    const whole = BigInt(`0x${info}`);
    const wide = info.length > 8;
    rows.push({
      section,
      offset: BigInt(`0x${offset}`),
      type: wide ? whole & 0xffffffffn : whole & 0xffn,
      symbol: wide ? whole >> 32n : whole >> 8n,
    });
  }
  return rows;
}

function noteRows(blocks: readonly (readonly string[])[]): Row[] {
  const found = blocks.filter((block) => block[0]?.startsWith('Displaying notes found'));
  return found.flatMap((block) =>
    block.flatMap((line): Row[] => {
      const parts = /^ {2}(\S.*?)\s+0x([0-9a-f]{8})\t/.exec(line);
      const buildId = /Build ID: ([0-9a-f]+)/.exec(line)?.[1];
      if (parts === null) return [];
      const row = { owner: parts[1], size: Number.parseInt(parts[2] ?? '0', 16) };
      return [buildId === undefined ? row : { ...row, buildId }];
    }),
  );
}
