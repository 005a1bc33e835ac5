/** Ports of consumers, each by its name in the table of architectures (abi.ts). */
import { abis, type Port, patternOf } from './abi.ts';
import type { AbiPattern, CatalogArch, CatalogKey } from './model.ts';

export type { Port };

/** Worked out once: the catalogue names each of them a dozen times, and whoever loads it waits for that. */
const ports = new Map<Port, AbiPattern & { readonly arch: string }>();

function named(arch: Port): AbiPattern & { readonly arch: string } {
  const known = ports.get(arch);
  if (known !== undefined) return known;
  const made = { arch, ...patternOf(abis.filter((row) => row.ports.includes(arch))) };
  ports.set(arch, made);
  return made;
}

/** Go's port of that GOARCH. */
export function goPort(arch: string): AbiPattern & { readonly arch: string } {
  return { arch, ...patternOf(abis.filter(({ go }) => go === arch)) };
}

/** One architecture of a consumer; `node` '' where it asks for no version. */
export function port(
  arch: Port,
  node: string,
  source: string,
  keys: readonly CatalogKey[],
  more: Partial<Pick<CatalogArch, 'since' | 'until' | 'notes' | 'groups' | 'allOrNothing'>> = {},
): CatalogArch {
  return { ...named(arch), ...(node === '' ? {} : { version: { name: node } }), keys, source, ...more };
}

/** A port of this architecture that never asks the vDSO for anything. */
export function portWithout(arch: Port): AbiPattern & { readonly arch: string } {
  return named(arch);
}

/** Keys by variable; several symbols for one variable are separated by blanks. */
export function keys(
  wanted: Readonly<Record<string, string>>,
  fallback: (call: string, variable: string) => string,
  more: Partial<CatalogKey> = {},
): readonly CatalogKey[] {
  return Object.entries(wanted).flatMap(([variable, symbols]) =>
    symbols
      .split(' ')
      .map((symbol) => ({ variable, symbol, fallback: fallback(callOf(symbol), variable), ...more })),
  );
}

/** "clock_gettime" for __vdso_clock_gettime64: the call that becomes a system call without the symbol. */
function callOf(symbol: string): string {
  return symbol.replace(/^__(?:vdso|kernel)_/, '').replace(/(?:_time)?64$/, '');
}
