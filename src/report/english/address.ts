/** Sentences about what lies at an address. */
import { quoted } from '../../elf/bytes/printable.ts';
import { andList, plural } from '../../elf/english.ts';
import { VDSO_MAPPING } from '../../elf/imageSource.ts';
import {
  type AddressReading,
  type Resolution,
  type SymbolHit,
  saidAliases,
} from '../facts/resolveAddress.ts';
import { hex, repeated, shown } from '../format.ts';

export function notAnAddress(text: string): string {
  return `An address is a hexadecimal number such as 0x7ffd1234, or [vdso]+0x1af0 from the start of the image, and ${quoted(text)} is none.`;
}

/** "__vdso_clock_gettime + 0x12" */
export function symbolAndOffset({ name, offset }: SymbolHit): string {
  return offset === 0n ? shown(name) : `${shown(name)} + ${hex(offset)}`;
}

export function addressTitle(resolution: Resolution): string {
  switch (resolution.kind) {
    case 'symbol':
      return symbolAndOffset(resolution.hit);
    case 'no-symbol':
      return 'No symbol';
    case 'mapping':
      if (resolution.inFile?.hit === undefined) return shown(resolution.name) || 'An unnamed mapping';
      return `${symbolAndOffset(resolution.inFile.hit)} in ${shown(resolution.name)}`;
    case 'outside':
    case 'object-file':
      return 'Not in this image';
  }
}

/** "[vdso]+0x1af0" */
export function fromStartText(distance: string): string {
  return `${VDSO_MAPPING}+${distance}`;
}

/** What the title leaves out. */
export const addressNotes = {
  takenAs,
  symbolPlace,
  alsoNamed,
  noneBefore: 'No symbol begins at or before it.',
  unread: 'The static symbols (.symtab) were not searched.',
  anotherMapping,
  dataPages: "It lies in a mapping beside the image: the kernel's data pages hold no code and no symbols.",
  anotherVdso:
    'It lies in another vDSO of this process, which is not the image shown here. A process that was restored from a checkpoint, or is traced, can have two: Images, among the facts, says which program takes which.',
  outsideProcess:
    'It is neither an address of this process inside the image nor one relative to the image. An address of another process is known only there: open that process.',
  outsideFile:
    "No segment of the file has it. An address of a running process must be made relative to the file first: subtract the file's load address.",
  objectFile: 'An object file has no addresses yet: each of its sections begins at 0.',
};

function takenAs(reading: AddressReading, vaddr: bigint): string {
  switch (reading) {
    case 'absolute':
      return `An address of the process: ${hex(vaddr)} in the image.`;
    case 'image':
      return `Taken as relative to the image: ${hex(vaddr)}.`;
    case 'offset':
      return `Taken as a distance from the start of the image: ${hex(vaddr)} as it is linked.`;
  }
}

function symbolPlace({ name, value, size, offset, place }: SymbolHit): string {
  const who = `${shown(name)} begins at ${hex(value)}`;
  switch (place) {
    case 'inside':
      return `${who} and has ${plural(size, 'byte')}.`;
    case 'beyond':
      return `${who} and ends ${plural(offset - size + 1n, 'byte')} before this address: no symbol covers it, and this is the nearest before it.`;
    case 'unsized':
      return `${who} and does not say how long it is: the nearest before this address.`;
  }
}

function alsoNamed(hit: SymbolHit): string {
  const { names: said, rest } = saidAliases(hit);
  const names = said.map((name) => shown(repeated(name)));
  return `Also named ${andList(rest === 0 ? names : [...names, plural(rest, 'other name')])}.`;
}

function anotherMapping({ perms, offset, inFile }: Resolution & { readonly kind: 'mapping' }): string {
  const place = `It lies in another mapping of this process (${shown(perms)}), outside the image`;
  if (offset === undefined) return `${place}.`;
  const where = `${place}: at offset ${hex(offset)} of that file`;
  return inFile === undefined
    ? `${where}, which can be opened and asked for it.`
    : `${where}, ${hex(inFile.vaddr)} as it is linked.`;
}
