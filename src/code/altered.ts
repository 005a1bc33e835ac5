/**
 * Code of an image that no kernel has: what somebody wrote over it in a live process. Found in the code itself, on any
 * machine, without the file that it was mapped from.
 */
import type { FunctionCode } from './imageCode.ts';

export interface AlteredPlace {
  /**
   * breakpoint: a trap on a way through the function (a debugger's, a tracer's); redirected: the function is nothing but
   * a jump out of the image (CRIU leads a restored process to the vDSO of its new kernel so).
   */
  readonly kind: 'breakpoint' | 'redirected';
  readonly symbol: string;
  readonly address: bigint;
  /** Where it leads. */
  readonly target?: bigint;
}

/** What sets a register and jumps through it, in instructions. */
const LONGEST_JUMP = 6;

/** In the order of the functions; of several names of one function the first. */
export function alteredPlaces(functions: readonly FunctionCode[]): AlteredPlace[] {
  const found = new Map<bigint, AlteredPlace>();
  for (const { symbol, breakpoints, why, instructions } of functions) {
    for (const address of breakpoints)
      if (!found.has(address)) found.set(address, { kind: 'breakpoint', symbol: symbol.name, address });
    if (why?.code !== 'outside' || instructions > LONGEST_JUMP || found.has(symbol.value)) continue;
    const { target } = why;
    found.set(symbol.value, { kind: 'redirected', symbol: symbol.name, address: symbol.value, target });
  }
  return [...found.values()];
}
