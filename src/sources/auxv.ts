/**
 * The auxiliary vector: pairs of a tag and a value that the kernel hands to a program at its start and
 * repeats in /proc/PID/auxv. Linux fs/binfmt_elf.c create_elf_tables(), include/uapi/linux/auxvec.h.
 */
export const AT_NULL = 0;
export const AT_PHENT = 4;
export const AT_ENTRY = 9;
export const AT_SYSINFO_EHDR = 33;

export type WordSize = 4 | 8;

export interface Auxv {
  readonly wordSize: WordSize;
  /** Without the closing AT_NULL. */
  readonly entries: readonly AuxvEntry[];
}

export interface AuxvEntry {
  readonly tag: bigint;
  readonly value: bigint;
}

/** Entries up to AT_NULL or the end of the bytes, whichever comes first. */
export function parseAuxv(bytes: Uint8Array, wordSize: WordSize, littleEndian: boolean): Auxv {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) =>
    wordSize === 8 ? view.getBigUint64(at, littleEndian) : BigInt(view.getUint32(at, littleEndian));
  const entries: AuxvEntry[] = [];
  for (let at = 0; at + 2 * wordSize <= bytes.length; at += 2 * wordSize) {
    const tag = word(at);
    if (tag === BigInt(AT_NULL)) break;
    entries.push({ tag, value: word(at + wordSize) });
  }
  return { wordSize, entries };
}

/** Value of the first entry with that tag, as getauxval() and Go take it. */
export function auxvValue(auxv: Auxv, tag: number): bigint | undefined {
  return auxv.entries.find((entry) => entry.tag === BigInt(tag))?.value;
}

/**
 * Finds out the word size by itself: a 64-bit kernel writes 4-byte words for a 32-bit program (i386, x32,
 * armv7, o32, n32), whatever the reader is. Undefined when the bytes make sense in neither size.
 * This asks the vector and not /proc/PID/exe, which needs the same right and may be deleted or a script's.
 */
export function detectAuxv(bytes: Uint8Array, littleEndian: boolean): Auxv | undefined {
  for (const wordSize of [8, 4] as const) {
    const auxv = parseAuxv(bytes, wordSize, littleEndian);
    if (plausible(auxv)) return auxv;
  }
  return undefined;
}

/** Read in the wrong size, a value or half of one lands where a tag should be. Tags in use end below 64. */
const HIGHEST_TAG = 0xffffn;

/** AT_PHENT is the size of a program header: 32 bytes in ELF32, 56 in ELF64. */
const PROGRAM_HEADER: Readonly<Record<WordSize, bigint>> = { 4: 32n, 8: 56n };

function plausible(auxv: Auxv): boolean {
  const entrySize = auxvValue(auxv, AT_PHENT) ?? PROGRAM_HEADER[auxv.wordSize];
  return (
    auxv.entries.length > 0 &&
    auxv.entries.every((entry) => entry.tag <= HIGHEST_TAG) &&
    entrySize === PROGRAM_HEADER[auxv.wordSize]
  );
}
