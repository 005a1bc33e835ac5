/** What lies at an address, as faces show it. */
import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import { VDSO_MAPPING } from '../../elf/imageSource.ts';
import type { PastedAddress } from '../facts/parseAddress.ts';
import {
  type PlaceInFile,
  type Resolution,
  resolveAddress,
  type SymbolHit,
} from '../facts/resolveAddress.ts';
import { hex, shown } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import type { Subject } from '../subject.ts';
import type { AddressView } from '../viewModel/bytes.ts';
import type { Words } from '../words.ts';

/** @param resolution what there is more to tell than the image knows (PlaceInFile) */
export function addressView(
  subject: Subject,
  address: PastedAddress,
  resolution: Resolution = resolveAddress(subject, address),
): AddressView {
  const { image, source, words } = subject;
  const moreSymbols = image.hasSymtab && image.symtab === undefined;
  return {
    address: pastedText(words, address),
    title: words.report.addressTitle(resolution),
    notes: notesOf(words, resolution, { live: source.base !== undefined, moreSymbols }),
    ...(resolution.kind === 'symbol'
      ? { row: { table: resolution.hit.table, index: resolution.hit.index } }
      : {}),
  };
}

/** What the title leaves out. */
function notesOf(
  { report }: Words,
  resolution: Resolution,
  { live, moreSymbols }: { readonly live: boolean; readonly moreSymbols: boolean },
): readonly string[] {
  const say = report.addressNotes;
  switch (resolution.kind) {
    case 'symbol':
      return [
        say.takenAs(resolution.reading, resolution.vaddr),
        ...hitNotes(say, resolution.hit, moreSymbols),
      ];
    case 'no-symbol':
      return [say.takenAs(resolution.reading, resolution.vaddr), ...hitNotes(say, undefined, moreSymbols)];
    case 'mapping': {
      const { beside, name, inFile } = resolution;
      if (beside) return [name === VDSO_MAPPING ? say.anotherVdso : say.dataPages];
      return [
        say.anotherMapping(resolution),
        ...(inFile === undefined ? [] : hitNotes(say, inFile.hit, inFile.moreSymbols)),
      ];
    }
    case 'outside':
      return [live ? say.outsideProcess : say.outsideFile];
    case 'object-file':
      return [say.objectFile];
  }
}

function hitNotes(
  say: Words['report']['addressNotes'],
  hit: SymbolHit | undefined,
  moreSymbols: boolean,
): readonly string[] {
  return [
    hit === undefined ? say.noneBefore : say.symbolPlace(hit),
    ...(hit === undefined || hit.aliases.length === 0 ? [] : [say.alsoNamed(hit)]),
    ...(moreSymbols && hit?.place !== 'inside' ? [say.unread] : []),
  ];
}

function pastedText({ report }: Words, address: PastedAddress): string {
  return typeof address === 'object' ? report.fromStartText(hex(address.fromStart)) : hex(address);
}

/** As in the terminal's JSON; `$defs/address` of docs/report.schema.json. */
export function addressJson(
  subject: Subject,
  address: PastedAddress,
  resolution: Resolution = resolveAddress(subject, address),
): Json {
  const asked = typeof address === 'object' ? address.fromStart : address;
  const head = { address: hex(asked), kind: resolution.kind };
  switch (resolution.kind) {
    case 'symbol':
      return {
        ...head,
        reading: resolution.reading,
        value: hex(resolution.vaddr),
        symbol: hitJson(resolution.hit),
      };
    case 'no-symbol':
      return { ...head, reading: resolution.reading, value: hex(resolution.vaddr) };
    case 'mapping':
      return {
        ...head,
        mapping: resolution.name,
        ...(resolution.offset === undefined ? {} : { fileOffset: hex(resolution.offset) }),
        ...(resolution.inFile === undefined ? {} : placeJson(resolution.inFile)),
      };
    default:
      return head;
  }
}

function placeJson({ vaddr, hit }: PlaceInFile): { readonly [name: string]: Json } {
  return { value: hex(vaddr), ...(hit === undefined ? {} : { symbol: hitJson(hit) }) };
}

function hitJson(hit: SymbolHit): Json {
  const { table, index, name, value, size, offset, place, aliases, moreAliases } = hit;
  return {
    table,
    index,
    name,
    value: hex(value),
    size: fileNumber(size),
    offset: hex(offset),
    place,
    aliases: aliases.map(shown),
    ...(moreAliases === 0 ? {} : { moreAliases }),
  };
}
