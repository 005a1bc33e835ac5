/** One symbol: what it is, under which other names, and how each consumer looks for it. */

import { codeAddress } from '../../../code/functions.ts';
import { demangle } from '../../../demangle/demangle.ts';
import { fileNumber } from '../../../elf/bytes/fileNumber.ts';
import {
  SHN_ABS,
  SHN_LORESERVE,
  SHN_UNDEF,
  SHN_XINDEX,
  STB_WEAK,
  STT_FILE,
  STT_OBJECT,
  STT_SECTION,
} from '../../../elf/format/constants.ts';
import {
  symbolBindName,
  symbolOtherText,
  symbolTypeName,
  visibilityName,
} from '../../../elf/format/names.ts';
import type { SymbolTable, SymbolVersion } from '../../../elf/model.ts';
import { clockAnswer, clockCondition } from '../../facts/clocksource.ts';
import { field } from '../../fields.ts';
import { hex, hex32, repeated, shown } from '../../format.ts';
import { functionPlace, type Subject } from '../../subject.ts';
import { fileOffsets } from '../../tables/fileOffsets.ts';
import { addressOf, specialOf } from '../../tables/symbolCells.ts';
import { sectionText, versionText } from '../../tables/symbols.ts';
import type { DetailView } from '../../viewModel/detail.ts';
import type { FieldView } from '../../viewModel/fields.ts';
import type { LinkView } from '../../viewModel/links.ts';
import { keyReplay } from '../consumerViews.ts';
import { type VdsoFunction, vdsoFunction } from '../functions.ts';
import { bucketLink, linked, sectionLink, versionLink } from '../links.ts';
import { archOf, historyOf, sinceOn, unknownName } from '../nameHistory.ts';

/** Names listed; the rest is counted. */
const ALIASES_SHOWN = 24;

export function symbolDetail(
  subject: Subject,
  symbols: SymbolTable,
  index: number,
  dynamic: boolean,
): DetailView {
  const { image, words } = subject;
  const name = symbols.name(index);
  const { class: elfClass } = image.header;
  const vdso =
    subject.role === 'vdso'
      ? vdsoFunction(words, name, elfClass, functionPlace(subject, symbols.value(index)))
      : undefined;
  const isFunction = symbols.shndx(index) !== SHN_UNDEF && vdso !== undefined;
  const code = codeAddress(image, symbols, index);
  const lookups = dynamic && subject.findings.length > 0 ? subject.lookups().symbol(index) : [];
  return {
    title: words.report.symbol.title(
      index,
      shown(demangle(name) ?? name),
      versionText(symbols.version(index)),
    ),
    paragraphs: [...what(subject, symbols, index, vdso), ...(isFunction ? callWords(subject, vdso) : [])],
    ...(isFunction && vdso.prototype !== undefined ? { prototype: shown(vdso.prototype) } : {}),
    fields: fields(subject, symbols, index, dynamic),
    replays: lookups.flatMap(({ finding, key }) =>
      'symbol' in key ? [keyReplay(subject, finding, key)] : [],
    ),
    ...(code === undefined ? {} : { code: hex(code) }),
  };
}

function what(
  subject: Subject,
  symbols: SymbolTable,
  index: number,
  vdso: VdsoFunction | undefined,
): string[] {
  const { image, role, words } = subject;
  const { symbol: say } = words.report;
  const shndx = symbols.shndx(index);
  const info = symbols.info(index);
  const type = info & 15;
  const name = symbols.name(index);
  if (index === 0) return [say.entryZero];
  if (name === '' && type !== STT_SECTION) {
    // arch/arm/kernel/vdso.c sets st_name to 0 at boot when the counter cannot be used.
    return [symbols.version(index)?.kind === 'definition' ? say.namelessVersioned : say.nameless];
  }
  if (shndx === SHN_UNDEF) return [say.undefinedSymbol];
  if (type === STT_SECTION) return [say.sectionSymbol(sectionText(image, symbols, index))];
  if (type === STT_FILE) return [say.fileSymbol];
  if (
    shndx === SHN_ABS &&
    type === STT_OBJECT &&
    image.versionDefinitions.some((each) => each.name === name)
  ) {
    return [say.versionSymbol];
  }
  if (vdso === undefined) return role === 'vdso' ? [...unknownName(words, name)] : [];
  return [vdso.what, ...(vdso.bare && info >> 4 === STB_WEAK ? [say.weakTwin] : [])];
}

function callWords({ host, provider, words }: Subject, vdso: VdsoFunction): string[] {
  const { clockMeaning, entersKernel, symbol: say } = words.report;
  const paragraphs = [
    words.elf.paragraph([say.entersKernel(provider.kind === 'unknown'), entersKernel[vdso.entersKernel]]),
  ];
  const clock = vdso.entersKernel === 'clock' || vdso.entersKernel === 'realtime';
  if (clock && host?.clocksource !== undefined) {
    const condition = clockCondition(host);
    const meaning =
      condition === undefined ? clockMeaning[clockAnswer(host)] : words.clocks.conditions[condition];
    paragraphs.push(say.here(shown(host.clocksource), meaning));
  }
  if (vdso.unlikeLibc !== undefined) paragraphs.push(vdso.unlikeLibc);
  return paragraphs;
}

function fields(subject: Subject, symbols: SymbolTable, index: number, dynamic: boolean): FieldView[] {
  const { image, source, words } = subject;
  const { fields: labels, inProcess, range, bytesFrom, symbol: say } = words.report;
  const value = symbols.value(index);
  const size = symbols.symbolSize(index);
  const entry = symbols.rangeOf(index);
  const isAddress = addressable(symbols, index);
  const offset = fileOffsets(subject.image, symbols)(index);
  const address = addressOf(subject, symbols, index);
  const info = symbols.info(index);
  const other = symbols.other(index);
  const otherText = symbolOtherText(other, image.header.machine);
  const code = offset === undefined || size === 0n ? 0 : Math.min(fileNumber(size), image.size - offset);
  // Where they are equal the value leads to the bytes.
  const isSame = offset !== undefined && BigInt(offset) === value;
  const first = offset === undefined ? [] : ([offset, Math.max(code, 1)] as const);
  const name = symbols.name(index);
  return [
    ...(demangle(name) === undefined ? [] : [field(say.mangledField, shown(name))]),
    field(labels.value, hex(value), ...(isSame ? first : [])),
    ...(offset === undefined || isSame ? [] : [field(labels.fileOffset, hex(offset), ...first)]),
    ...(address === undefined ? [] : [field(labels.address, inProcess(hex(address), source.pid))]),
    ...(code === 0 || offset === undefined ? [] : [field(labels.code, range(offset, code), offset, code)]),
    ...section(subject, symbols, index),
    field(
      say.kindField,
      `${symbolTypeName(info & 15)} ${symbolBindName(info >> 4)} ${visibilityName(other & 3)}`,
    ),
    ...(otherText === '' ? [] : [field(say.otherField, otherText)]),
    ...versionField(subject, symbols.version(index)),
    ...(dynamic && subject.role === 'vdso' ? nameHistoryFields(subject, symbols.name(index)) : []),
    ...aliases(subject, symbols, index, isAddress),
    ...(dynamic ? buckets(subject, symbols, index) : []),
    ...(entry === undefined
      ? []
      : [field(labels.entryBytes, bytesFrom(entry.offset, entry.length), entry.offset, entry.length)]),
  ];
}

function section({ image, words }: Subject, symbols: SymbolTable, index: number): FieldView[] {
  const text = sectionText(image, symbols, index);
  const at = specialOf(symbols, index) === undefined ? symbols.sectionIndex(index) : 0;
  const [label, explain] = words.report.tables.symbols.columns['section'] ?? [text, ''];
  return [linked(field([label, explain], text), sectionLink(image, text, at))];
}

function versionField({ image, words }: Subject, version: SymbolVersion | undefined): FieldView[] {
  const text = versionText(version);
  if (text === '' || version === undefined) return [];
  const name = shown(repeated(version.name ?? ''));
  return [linked(field(words.report.fields.version, text), versionLink(image, name, version))];
}

/** Since when Linux exports the name here, and where else under which names. */
function nameHistoryFields({ image, words }: Subject, name: string): FieldView[] {
  const { nameFields } = words.report;
  const arch = archOf(image.header);
  const since = sinceOn(words, arch, name);
  const elsewhere = historyOf(words, name, arch).map(({ symbol, text }) => words.elf.labelled(symbol, text));
  return [
    ...(since === undefined ? [] : [field(nameFields.here, since)]),
    ...(elsewhere.length === 0 ? [] : [field(nameFields.elsewhere, words.elf.listOfLists(elsewhere))]),
  ];
}

function addressable(symbols: SymbolTable, index: number): boolean {
  const shndx = symbols.shndx(index);
  return shndx !== SHN_UNDEF && (shndx < SHN_LORESERVE || shndx === SHN_XINDEX);
}

/** Other names of the same code; two functions at one address are one function. */
function aliases(
  { image, meter, words }: Subject,
  symbols: SymbolTable,
  index: number,
  isAddress: boolean,
): FieldView[] {
  if (!isAddress) return [];
  meter.steps += symbols.length;
  const value = symbols.value(index);
  const table = symbols === image.symtab ? 'symtab' : 'symbols';
  const names: string[] = [];
  const links: LinkView[] = [];
  let rest = 0;
  for (let other = 1; other < symbols.length; other++) {
    if (other === index || symbols.value(other) !== value || !addressable(symbols, other)) continue;
    if ((symbols.info(other) & 15) === STT_SECTION) continue;
    if (names.length >= ALIASES_SHOWN) rest++;
    else {
      const text = shown(repeated(symbols.name(other))) || `#${other}`;
      names.push(text);
      links.push({ text, to: { table, index: other } });
    }
  }
  if (names.length === 0) return [];
  if (rest > 0) names.push(words.report.moreNames(rest));
  return [linked(field(words.report.fields.aliases, words.elf.list(names)), ...links)];
}

/** Where the symbol's name lands in each hash table, whether or not it is reachable there. */
function buckets({ image, words }: Subject, symbols: SymbolTable, index: number): FieldView[] {
  const { symbol: say } = words.report;
  const hashes = symbols.hashes();
  const found: FieldView[] = [];
  const { gnuHash, sysvHash } = image;
  const hashed = index < hashes.hashed;
  const gnu = hashed ? hashes.gnu[index] : undefined;
  const sysv = hashed ? hashes.sysv[index] : undefined;
  if (gnuHash !== undefined && gnuHash.nbuckets > 0 && gnu !== undefined) {
    const bucket = gnu % gnuHash.nbuckets;
    const text = say.bucket(hex32(gnu), bucket);
    found.push(linked(field(say.gnuField, text), bucketLink('gnu', text, bucket)));
  }
  if (sysvHash !== undefined && sysvHash.nbucket > 0 && sysv !== undefined) {
    const bucket = sysv % sysvHash.nbucket;
    const text = say.bucket(hex32(sysv), bucket);
    found.push(linked(field(say.sysvField, text), bucketLink('sysv', text, bucket)));
  }
  return found;
}
