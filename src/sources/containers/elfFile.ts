/** ELF files that hold images: kernels as the linker makes them. Core dumps are told by their type alone. */
import { Window } from '../../elf/bytes/window.ts';
import { ET_CORE, PT_LOAD } from '../../elf/format/constants.ts';
import { EHDR, PHDR } from '../../elf/format/layouts.ts';
import { isElf } from '../../elf/problems/foreignFormat.ts';

/** Program headers that are looked at: a kernel's first ones are of its text. */
const LOOKED_AT = 16;

export function isCore(head: Uint8Array): boolean {
  const file = windowOf(head);
  return file !== undefined && file.u16(EHDR[64].e_type.offset) === ET_CORE;
}

/**
 * Whether it is a kernel or a module of one, by its name, else by where it wants to lie: in the upper half of the
 * addresses, where no program may (include/asm/page.h of the architectures).
 */
export function isKernelElf(head: Uint8Array, name: string): boolean {
  const file = windowOf(head);
  if (file === undefined || isCore(head)) return false;
  return /^vmlinu|\.ko$/.test(name) || liesHigh(file);
}

function liesHigh(file: Window): boolean {
  const elfClass = file.is64 ? 64 : 32;
  const start = file.size(EHDR[elfClass].e_phoff.offset);
  const count = Math.min(file.u16(EHDR[elfClass].e_phnum.offset), LOOKED_AT);
  const highest = file.is64 ? 1n << 63n : 1n << 31n;
  for (let index = 0; index < count; index++) {
    const record = file.slice(start + index * PHDR.size[elfClass], PHDR.size[elfClass]);
    if (record.length < PHDR.size[elfClass]) return false;
    const at = PHDR[elfClass];
    if (record.u32(at.p_type.offset) === PT_LOAD && record.word(at.p_vaddr.offset) >= highest) return true;
  }
  return false;
}

function windowOf(head: Uint8Array): Window | undefined {
  if (head.length < EHDR.size[64] || !isElf(head)) return undefined;
  return new Window(head, 0, head[4] !== 1, head[5] !== 2);
}
