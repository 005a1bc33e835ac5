/** Where the cells of a row lead that name something: by column. */
import { SHT_DYNSYM, SHT_REL, SHT_RELA, SHT_SYMTAB } from '../../../elf/format/constants.ts';
import type { ElfImage } from '../../../elf/model.ts';
import { chainFrom, firstOf, type HashTable, hashTablesOf } from '../../facts/hashChains.ts';
import type { Lookup } from '../../facts/lookups.ts';
import { lookupOf } from '../../facts/lookups.ts';
import { hex, repeated, shown } from '../../format.ts';
import type { Subject } from '../../subject.ts';
import { NAME_CHARACTERS, NAMES_SHOWN } from '../../tables/hashes.ts';
import { versionRows } from '../../tables/versions.ts';
import type { LinkView, TableId } from '../../view.ts';
import { sectionLink, symbolLink } from '../links.ts';

type RowLinks = Readonly<Record<string, readonly (LinkView | undefined)[]>>;

export function rowLinks(subject: Subject, id: TableId, index: number): RowLinks {
  const { image } = subject;
  switch (id) {
    case 'versions':
      return { askedBy: consumerLinks(subject, versionLookups(subject, index)) };
    case 'sections':
      return sectionLinks(image, index);
    case 'relocations':
      return relocationLinks(image, index);
    case 'dynamic':
      return { value: [sectionAt(image, image.dynamic.at(index)?.value)] };
    case 'gnuBuckets':
    case 'sysvBuckets': {
      const kind = id === 'gnuBuckets' ? 'gnu' : 'sysv';
      const hash = hashTablesOf(image).find((each) => each.kind === kind);
      return hash === undefined ? {} : bucketLinks(subject, hash, index);
    }
    default:
      return {};
  }
}

function versionLookups(subject: Subject, index: number): readonly Lookup[] {
  const row = versionRows(subject.image)[index];
  if (row?.kind !== 'definition' || subject.findings.length === 0) return [];
  return subject.lookups().version(row.position);
}

/** In the order in which cells name them; who is named once has one. */
function consumerLinks({ words }: Subject, lookups: readonly Lookup[]): readonly LinkView[] {
  return lookups.map(({ finding }) => ({
    text: words.consumers.consumer(finding),
    to: { consumer: finding.id },
  }));
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

/** The section that an entry's address is the beginning of. */
function sectionAt(image: ElfImage, value: bigint | undefined): LinkView | undefined {
  if (value === undefined || value === 0n) return undefined;
  for (let at = 1; at < image.sections.length; at++)
    if (image.sections.at(at)?.addr === value) return sectionLink(image, hex(value), at);
  return undefined;
}

function bucketLinks(subject: Subject, hash: HashTable, bucket: number): RowLinks {
  const { image } = subject;
  const first = firstOf(hash, bucket);
  const keys = subject.findings.length === 0 ? [] : subject.lookups().buckets;
  return {
    first: [symbolLink(image, String(first), first)],
    lookedUpBy: consumerLinks(subject, keys.filter((key) => key[hash.kind] === bucket).map(lookupOf)),
    symbols: chainFrom(hash, bucket, NAMES_SHOWN).symbols.map((index) =>
      symbolLink(image, shown(repeated(image.symbols.name(index), NAME_CHARACTERS)), index),
    ),
  };
}
