/**
 * .eh_frame with one record for .text, and .eh_frame_hdr with a table of it (Linux Standard Base Core 5.0,
 * "Exception Frames"; DWARF 2, section 6.4).
 */
import type { ImageDescription } from './description.ts';
import type { Part } from './part.ts';
import { SHF_ALLOC } from './part.ts';

const PROGBITS = 1;
const HEADER_SIZE = 20;
const CIE_SIZE = 24;
const FDE_SIZE = 24;

export function unwindParts({ unwind }: ImageDescription): Part[] {
  if (unwind === undefined) return [];
  const { version = 1, pointer = 0x1b, count = 0x03, table = 0x3b } = unwind;
  const header: Part = {
    name: 'ehFrameHdr',
    align: 4,
    size: HEADER_SIZE,
    loaded: true,
    section: { name: '.eh_frame_hdr', type: PROGBITS, flags: SHF_ALLOC },
    write(out, where) {
      const frames = where.offset('ehFrame') - where.offset('ehFrameHdr');
      out.record('ehFrameHdr');
      out.raw('encodings', Uint8Array.of(version, pointer, count, table));
      out.u32('eh_frame_ptr', frames - 4);
      out.u32('fde_count', 1);
      out.u32('initial_location', where.offset('text') - where.offset('ehFrameHdr'));
      out.u32('address', frames + CIE_SIZE);
    },
  };
  const frames: Part = {
    name: 'ehFrame',
    align: 8,
    size: CIE_SIZE + FDE_SIZE + 4,
    loaded: true,
    section: { name: '.eh_frame', type: PROGBITS, flags: SHF_ALLOC },
    write(out, where) {
      out.record('cie');
      out.u32('length', CIE_SIZE - 4);
      out.u32('id', 0);
      // Version 1, "zR", alignments 1 and -8, return address in 16, FDE pointers relative 32-bit; CFA r7+8, r16 at CFA-8.
      out.raw('body', Uint8Array.of(1, 0x7a, 0x52, 0, 1, 0x78, 16, 1, 0x1b, 0x0c, 7, 8, 0x90, 1, 0, 0));
      out.record('fde');
      out.u32('length', FDE_SIZE - 4);
      out.u32('cie', CIE_SIZE + 4);
      out.u32('pc_begin', (where.offset('text') - (where.offset('ehFrame') + CIE_SIZE + 8)) >>> 0);
      out.u32('pc_range', where.size('text'));
      out.raw('body', new Uint8Array(8));
      out.u32('terminator', 0);
    },
  };
  return [header, frames];
}
