/** Where the cells of a row lead that name something: by column. */
import { SHT_DYNSYM, SHT_REL, SHT_RELA, SHT_SYMTAB } from '../../../elf/format/constants.ts';
import type { ElfImage, SymbolTable } from '../../../elf/model.ts';
import { chainFrom, firstOf, type HashTable, hashTablesOf } from '../../facts/hashChains.ts';
import type { Lookup } from '../../facts/lookups.ts';
import { lookupOf } from '../../facts/lookups.ts';
import { hex, repeated, shown } from '../../format.ts';
import type { Subject } from '../../subject.ts';
import { NAME_CHARACTERS, NAMES_SHOWN } from '../../tables/hashes.ts';
import { specialOf } from '../../tables/symbolCells.ts';
import { sectionText } from '../../tables/symbols.ts';
import { versionRows } from '../../tables/versions.ts';
import type { LinkView } from '../../viewModel/links.ts';
import type { TableId } from '../../viewModel/tableId.ts';
import { keyName } from '../../words.ts';
import {
  definitionLink,
  foundLink,
  lookupLink,
  sectionAtLink,
  sectionLink,
  symbolLink,
  versionLink,
} from '../links.ts';
import { structureLink } from './structureLink.ts';

export type RowLinks = Readonly<Record<string, readonly (LinkView | undefined)[]>>;

const NOBODY: readonly Lookup[] = [];

export function rowLinks(subject: Subject, id: TableId, index: number): RowLinks {
  const { image } = subject;
  switch (id) {
    case 'symbols':
      return symbolLinks(subject, image.symbols, index, true);
    case 'symtab':
      return image.symtab === undefined ? {} : symbolLinks(subject, image.symtab, index, false);
    case 'versions':
      return versionLinks(subject, index);
    case 'keys':
      return keyLinks(subject, index);
    case 'sections':
      return sectionLinks(image, index);
    case 'relocations':
      return relocationLinks(image, index);
    case 'dynamic': {
      const value = image.dynamic.at(index)?.value ?? 0n;
      return { value: [sectionAtLink(image, hex(value), value)] };
    }
    case 'gnuBuckets':
    case 'sysvBuckets': {
      const kind = id === 'gnuBuckets' ? 'gnu' : 'sysv';
      const hash = hashTablesOf(image).find((each) => each.kind === kind);
      return hash === undefined ? {} : bucketLinks(subject, hash, index);
    }
    case 'problems':
      return { structure: [structureLink(subject, image.problems[index]?.structure)] };
    default:
      return {};
  }
}

function symbolLinks(subject: Subject, symbols: SymbolTable, index: number, dynamic: boolean): RowLinks {
  const { image, findings } = subject;
  const version = symbols.version(index);
  const isSpecial = specialOf(symbols, index) !== undefined;
  const section = isSpecial ? 0 : symbols.sectionIndex(index);
  return {
    version: [version && versionLink(image, shown(repeated(version.name ?? '')), version)],
    section: [section === 0 ? undefined : sectionLink(image, sectionText(image, symbols, index), section)],
    lookedUpBy: lookupLinks(
      subject,
      dynamic && findings.length > 0 ? subject.lookups().symbol(index) : NOBODY,
    ),
  };
}

function versionLinks(subject: Subject, index: number): RowLinks {
  const row = versionRows(subject.image)[index];
  if (row === undefined) return {};
  const { kind, record } = row;
  const asked =
    kind === 'definition' && subject.findings.length > 0 ? subject.lookups().version(row.position) : NOBODY;
  const filter = `versionIndex:=${record.index & 0x7fff}`;
  return { askedBy: lookupLinks(subject, asked), symbols: [{ text: '', to: { table: 'symbols', filter } }] };
}

function keyLinks({ image, findings, words }: Subject, index: number): RowLinks {
  let at = index;
  const finding = findings.find(({ keys }) => {
    if (at < keys.length) return true;
    at -= keys.length;
    return false;
  });
  const key = finding?.keys[at];
  if (finding === undefined || key === undefined) return {};
  return {
    consumer: [{ text: '', to: { consumer: finding.id } }],
    symbol: [symbolLink(image, shown(keyName(words, key)), key.symbolIndex ?? 0)],
    version: [key.version === undefined ? undefined : definitionLink(image, key.version)],
    table: [foundLink('', key)],
  };
}

/** In the order in which cells name them; who is named once has one. */
function lookupLinks(subject: Subject, lookups: readonly Lookup[]): readonly LinkView[] {
  const first = new Map(lookups.toReversed().map((each) => [each.finding, each]));
  return [...new Set(lookups.map(({ finding }) => finding))].flatMap((finding) => {
    const lookup = first.get(finding);
    return lookup === undefined ? [] : [lookupLink(subject, lookup)];
  });
}

function sectionLinks(image: ElfImage, index: number): RowLinks {
  const section = image.sections.at(index);
  if (section === undefined) return {};
  const { type, link, info } = section;
  const infoText = String(info);
  const toInfo =
    type === SHT_RELA || type === SHT_REL
      ? sectionLink(image, infoText, info)
      : type === SHT_DYNSYM
        ? symbolLink(image, infoText, info)
        : type === SHT_SYMTAB && info < (image.symtab?.length ?? 0)
          ? ({ text: infoText, to: { table: 'symtab', index: info } } as const)
          : undefined;
  return { link: [sectionLink(image, String(link), link)], info: [toInfo] };
}

function relocationLinks(image: ElfImage, index: number): RowLinks {
  const row = image.relocations.at(index);
  if (row === undefined) return {};
  const { section, symbol } = row;
  const name = shown(repeated(image.relocations.symbolName(row))) || `#${symbol}`;
  if (section === undefined) return { symbol: [symbolLink(image, name, symbol)] };
  const symbols = image.sections.at(image.sections.at(section)?.link ?? 0)?.type;
  const isStatic = symbols === SHT_SYMTAB && symbol > 0 && symbol < (image.symtab?.length ?? 0);
  return {
    table: [sectionLink(image, shown(repeated(image.sections.at(section)?.name ?? '')), section)],
    symbol: [
      isStatic
        ? { text: name, to: { table: 'symtab', index: symbol } }
        : symbols === SHT_DYNSYM
          ? symbolLink(image, name, symbol)
          : undefined,
    ],
  };
}

function bucketLinks(subject: Subject, hash: HashTable, bucket: number): RowLinks {
  const { image } = subject;
  const first = firstOf(hash, bucket);
  const keys = subject.findings.length === 0 ? [] : subject.lookups().buckets;
  const landing = keys.filter((key) => key[hash.kind] === bucket);
  // Name by name, as the cell has them.
  const names = [...new Set(landing.map(({ key }) => key.symbol))];
  return {
    first: [symbolLink(image, String(first), first)],
    lookedUpBy: names.flatMap((name) =>
      lookupLinks(subject, landing.filter(({ key }) => key.symbol === name).map(lookupOf)),
    ),
    symbols: chainFrom(hash, bucket, NAMES_SHOWN).symbols.map((index) =>
      symbolLink(image, shown(repeated(image.symbols.name(index), NAME_CHARACTERS)), index),
    ),
  };
}
