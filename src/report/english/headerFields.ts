/** Values beside the ELF header. */
import { count, plural } from '../../elf/english.ts';
import { hex } from '../format.ts';

export const byteOrders = { little: 'little-endian', big: 'big-endian' } as const;

/** Where a table of headers lies: "11 entries of 56 bytes at 0x40". */
export function tableAt(offset: number | bigint, entries: number, entryBytes: number): string {
  return entries === 0
    ? 'none'
    : `${plural(entries, 'entry', 'entries')} of ${plural(entryBytes, 'byte')} at ${hex(offset)}`;
}

export const dynamicFromText = {
  segment: 'PT_DYNAMIC',
  section: 'the section headers: there is no usable PT_DYNAMIC',
  none: 'none',
} as const;

const COUNT_FROM = {
  section: 'the section header',
  'sysv-hash': 'nchain of DT_HASH',
  'gnu-hash': 'the end of the DT_GNU_HASH chains',
  dynamic: 'DT_MIPS_SYMTABNO',
  extent: 'the room up to the next table',
  none: '',
} as const;

export function symbolCountText(symbols: number, from: keyof typeof COUNT_FROM): string {
  return from === 'none' ? 'nothing tells' : `${count(symbols)}, from ${COUNT_FROM[from]}`;
}

/** @param name safe to show; '' where it has none */
export function mappingTitle(label: string, name: string): string {
  return `${label} ${name || '(unnamed)'}`;
}
