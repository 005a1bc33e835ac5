/** What is compared of an image that is open. */
import type { ComparableCode } from '../../code/comparable/comparableCode.ts';
import type { ImageCode } from '../../code/imageCode.ts';
import type { ConsumerFinding } from '../../consumers/model.ts';
import { SHN_UNDEF, STB_LOCAL, VER_FLG_BASE } from '../../elf/format/constants.ts';
import { symbolBindName, symbolTypeName, visibilityName } from '../../elf/format/names.ts';
import type { ElfImage } from '../../elf/model.ts';
import { hexBytes } from '../format.ts';
import type { Report } from '../report.ts';
import { reasonText, type Words } from '../words.ts';
import {
  type ComparedCode,
  type ComparedConsumer,
  type ComparedExport,
  type ComparedFunction,
  type ComparedImage,
  type ComparedTable,
  MOST_COMPARED_ROWS,
  MOST_COMPARED_TEXT,
  NOTE_BYTES,
} from './comparedImage.ts';
import { byText } from './order.ts';

/** The code of an image, followed and as instructions. */
export interface CodeRead {
  readonly followed: ImageCode;
  readonly instructions: ComparableCode;
}

/** @param code absent: it is not compared */
export function comparedImage(report: Report, code?: CodeRead): ComparedImage {
  const { subject } = report;
  const { image, source, host, findings, role, words } = subject;
  const { class: width, littleEndian, machine, flags } = image.header;
  const found = exportsOf(image);
  return {
    kind: source.kind,
    label: source.label,
    ...(source.path === undefined ? {} : { path: source.path }),
    ...(host === undefined ? {} : { host: host.kernelRelease }),
    role,
    header: { class: width, littleEndian, machine, flags },
    ...(image.soname === undefined ? {} : { soname: image.soname }),
    ...meanings(image),
    size: source.size,
    ...(source.sha256 === undefined ? {} : { sha256: source.sha256 }),
    consumers: findings.map((finding) => consumerOf(words, finding)),
    exports: found.exports,
    versions: versionsOf(image),
    hashTables: tablesOf(image),
    notes: image.notes.slice(0, MOST_COMPARED_ROWS).map((note) => ({
      owner: note.owner,
      type: note.type,
      description: hexBytes(note.description.subarray(0, NOTE_BYTES), ''),
      text: words.report.noteText(note),
    })),
    ...(code === undefined ? {} : { code: codeOf(code) }),
    leftOut: found.leftOut + (code?.instructions.leftOut ?? 0),
  };
}

function meanings({ notes }: ElfImage): Pick<ComparedImage, 'buildId' | 'kernel'> {
  const found = notes.map(({ meaning }) => meaning);
  const buildId = found.find((each) => each?.kind === 'build-id')?.id;
  const kernel = found.find((each) => each?.kind === 'linux-version')?.release;
  return { ...(buildId === undefined ? {} : { buildId }), ...(kernel === undefined ? {} : { kernel }) };
}

function consumerOf(words: Words, finding: ConsumerFinding): ComparedConsumer {
  const { id, release, name, wholeImage, program, outcome, why, keys } = finding;
  return {
    id,
    release,
    name,
    ...(wholeImage === undefined ? {} : { wholeImage }),
    ...(program === undefined ? {} : { program: true }),
    outcome,
    why: reasonText(words, why),
    keys: keys.map(({ symbol, version, outcome: of }) => ({
      symbol,
      ...(version === undefined ? {} : { version }),
      outcome: of,
    })),
  };
}

/** Symbols that others may find, by name, then version. */
function exportsOf({ symbols, header }: ElfImage): {
  readonly exports: readonly ComparedExport[];
  readonly leftOut: number;
} {
  const exports: ComparedExport[] = [];
  let leftOut = 0;
  let text = 0;
  for (let index = 1; index < symbols.length; index++) {
    const bind = symbols.info(index) >>> 4;
    if (bind === STB_LOCAL || symbols.shndx(index) === SHN_UNDEF) continue;
    if (exports.length >= MOST_COMPARED_ROWS || text >= MOST_COMPARED_TEXT) {
      leftOut++;
      continue;
    }
    const name = symbols.name(index);
    if (name === '') continue;
    const version = symbols.version(index)?.name ?? '';
    text += name.length + version.length;
    exports.push({
      name,
      version,
      type: symbolTypeName(symbols.info(index) & 15, header.machine),
      bind: symbolBindName(bind),
      visibility: visibilityName(symbols.other(index) & 3),
      value: symbols.value(index),
      size: symbols.symbolSize(index),
    });
  }
  exports.sort((a, b) => byText(a.name, b.name) || byText(a.version, b.version));
  return { exports, leftOut };
}

function versionsOf({ versionDefinitions }: ElfImage): readonly string[] {
  const named = versionDefinitions.filter(({ flags }) => (flags & VER_FLG_BASE) === 0);
  return [...new Set(named.slice(0, MOST_COMPARED_ROWS).map(({ name }) => name))].sort(byText);
}

function tablesOf({ sysvHash, gnuHash, mipsHash }: ElfImage): readonly ComparedTable[] {
  return [
    ...(sysvHash === undefined ? [] : [{ name: 'sysv' as const, buckets: sysvHash.nbucket }]),
    ...(gnuHash === undefined ? [] : [{ name: 'gnu' as const, buckets: gnuHash.nbuckets }]),
    ...(mipsHash === undefined ? [] : [{ name: 'mips' as const, buckets: mipsHash.nbuckets }]),
  ];
}

function codeOf({ followed, instructions }: CodeRead): ComparedCode {
  const paths = new Map(followed.functions.map((each) => [each.symbol.name, each]));
  const functions = instructions.functions.map((code): ComparedFunction => {
    const found = paths.get(code.name);
    const path = found === undefined ? {} : { path: found.path };
    return { name: code.name, ...path, counters: found?.counters ?? [], code };
  });
  return {
    functions,
    clocks: followed.clocks.map(({ id, name, path, counters }) => ({ id, name, path, counters })),
  };
}
