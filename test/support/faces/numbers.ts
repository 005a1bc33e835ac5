/** Numbers out of what is shown: the names as <elf.h> has them, written down here a second time. */

export const symbolTypes = ['NOTYPE', 'OBJECT', 'FUNC', 'SECTION', 'FILE', 'COMMON', 'TLS'];
export const bindings = ['LOCAL', 'GLOBAL', 'WEAK'];
export const visibilities = ['DEFAULT', 'INTERNAL', 'HIDDEN', 'PROTECTED'];
export const fileTypes = ['NONE', 'REL', 'EXEC', 'DYN', 'CORE'];
export const segmentFlags = { R: 4, W: 2, X: 1 };
export const versionFlags = { BASE: 1, WEAK: 2, INFO: 4 };
export const sectionFlags = {
  ...{ WRITE: 1, ALLOC: 2, EXECINSTR: 4, MERGE: 0x10, STRINGS: 0x20, INFO_LINK: 0x40, LINK_ORDER: 0x80 },
  ...{ OS_NONCONFORMING: 0x100, GROUP: 0x200, TLS: 0x400, COMPRESSED: 0x800, GNU_RETAIN: 0x200000 },
  EXCLUDE: 0x80000000,
};

const LONG: Readonly<Record<string, number>> = { GNU_IFUNC: 10, GNU_UNIQUE: 10 };

/** A name's number; what has no name is shown as its number. */
export function numbered(shown: string, names: readonly string[]): number {
  const known = names.indexOf(shown);
  return known >= 0 ? known : (LONG[shown] ?? Number(shown));
}

/** "ALLOC EXECINSTR 0x10000000": bits by their names, and the others. */
export function bits(shown: string, names: Readonly<Record<string, number>>): bigint {
  return shown
    .split(' ')
    .filter((word) => word !== '')
    .reduce((all, word) => all | BigInt(names[word] ?? word), 0n);
}

/** "-0x8"; 0 has no sign. */
export function signed(shown: string): bigint {
  if (/^-0x0*$/.test(shown)) throw new Error(`${shown} is no number that anybody writes`);
  return shown.startsWith('-') ? -BigInt(shown.slice(1)) : BigInt(shown);
}
