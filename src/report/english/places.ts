/** Where something lies: in the file, in its process, in the memory map. */
import { count, plural } from '../../elf/english.ts';
import { hex } from '../format.ts';

/** "0x2a8 – 0x2e4 · 60 bytes" */
export function range(offset: number, length: number): string {
  return `${hex(offset)} – ${hex(offset + length)} · ${plural(length, 'byte')}`;
}

/** "0x2a8 · 60 bytes" */
export function bytesFrom(offset: number, length: number): string {
  return `${hex(offset)} · ${plural(length, 'byte')}`;
}

export function atOffset(offset: number): string {
  return `file offset ${hex(offset)}`;
}

export function bytesTitle(offset: number, length: number): string {
  return `${plural(length, 'byte')} at ${hex(offset)}`;
}

export function onlyPart(shownBytes: number, wanted: number): string {
  return `The first ${count(shownBytes)} of ${plural(wanted, 'byte')}.`;
}

/** An address means something in one process only. */
export function inProcess(address: string, pid: number | undefined): string {
  return pid === undefined ? `${address} in its process` : `${address} in process ${pid}`;
}

/** Above or beside addresses, which then need no word of their own. */
export function addressWords(pid: number | undefined): readonly [label: string, explain: string] {
  return [
    pid === undefined ? 'Address in its process' : `Address in process ${pid}`,
    'What the variable holds in that process and in no other: load bias + value.',
  ];
}

export function elfAddressNote(vaddr: string): string {
  return `It is linked at ${vaddr}, which is not its offset in the file: addresses and offsets differ here.`;
}

export const wholeImage = 'image';
export const gapLabel = 'not in any table';

export function regionsLeftOut(regions: number): string {
  return `${plural(regions, 'smaller region')} not drawn; the tables list all of them.`;
}
