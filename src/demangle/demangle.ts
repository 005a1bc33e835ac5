/**
 * Names as they stand in C++ and Rust sources. Bounded by characters read and written, work and depth; whatever is not
 * understood to its end, or does not fit, has no other name.
 */
import { demangleItanium } from './itanium/itanium.ts';
import { demangleRustLegacy } from './rustLegacy.ts';
import { demangleRustV0 } from './rustV0.ts';

/** Characters of a name that is looked at, and of one that is given. */
export const MAX_DEMANGLED = 4096;

/** Letters that no mangled name has end it at once; some platforms write one or two underscores more. */
const MANGLED = /^_{1,3}(?:Z[A-Z\d]|Z[a-z][A-Za-z\d]|R[A-Z])[\w$.@]*$/;

/** @returns undefined for what is no mangled name, or none that is understood */
export function demangle(name: string): string | undefined {
  if (name.length > MAX_DEMANGLED || !MANGLED.test(name)) return undefined;
  // What GNU ld writes behind names of .symtab is no part of them.
  const version = name.indexOf('@');
  if (version > 0) {
    const alone = demangle(name.slice(0, version));
    return alone === undefined ? undefined : alone + name.slice(version);
  }
  // ___Z is a block's function, and _Z with one underscore more what Mach-O writes.
  const plain = name.replace(/^_{1,2}(?=_[ZR])/, '');
  const found = plain.startsWith('_R')
    ? demangleRustV0(plain, MAX_DEMANGLED)
    : (demangleRustLegacy(plain) ?? demangleItanium(plain, MAX_DEMANGLED));
  return found === undefined || found.length > MAX_DEMANGLED ? undefined : found;
}
