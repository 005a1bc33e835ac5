/**
 * When a function of the live image enters the kernel, by its code: what was found out when the image was looked at last.
 * Nothing is followed for a hover, and no disassembler loaded.
 */
import type { ClockPath } from '../../code/clocks.ts';
import type { CodePath } from '../../code/paths.ts';
import { keptClockCode } from '../../session/clock/keptCode.ts';
import { hovers as say, words } from '../words.ts';
import type { LiveLookups } from './liveImage.ts';
import { code } from './markdown.ts';

/** From what costs nothing to what always does. */
const PATHS: readonly CodePath[] = ['user', 'user-or-kernel', 'kernel', 'incomplete'];

/** @param value of the function's symbol; undefined, as the answer, where nothing is kept of it */
export function keptCode(value: bigint | undefined, live: LiveLookups): readonly string[] | undefined {
  const kept = live.sha256 === undefined ? undefined : keptClockCode(live.sha256);
  const own = kept?.functions?.find((each) => each.value === value);
  if (kept === undefined || own === undefined) return undefined;
  const counters = own.counters.map(code);
  if (kept.clockAddress === value) return [say.byItsCode(waysOf(kept.clocks), counters)];
  // Whoever could not follow it knows less than the catalogue.
  return own.path === 'incomplete' ? undefined : [say.byItsCode([{ path: own.path, clocks: [] }], counters)];
}

function waysOf(clocks: readonly ClockPath[]) {
  return PATHS.map((path) => ({
    path,
    clocks: clocks
      .filter((each) => each.path === path)
      .map(({ name }) => words.code.clockNames[name] ?? code(name)),
  })).filter((way) => way.clocks.length > 0);
}
