/** A name across architectures as faces show it. */

import { abiOf } from '../../consumers/abi.ts';
import { proposedExports } from '../../consumers/catalog/kernelExports.ts';
import { archName } from '../../consumers/english/abis.ts';
import { exportsOf, namesOn } from '../../consumers/functionNames.ts';
import { nearestNames } from '../../consumers/nearestName.ts';
import { listOfLists } from '../../elf/english.ts';
import type { ElfHeader } from '../../elf/model.ts';
import { nameWords, sinceText } from '../english/names.ts';

/** One name of a function, and where Linux has it under this name. */
export interface HistoryLine {
  readonly symbol: string;
  /** "x86-64, x32 (5.10 or older); i386 (in 6.5, not in 6.1)" */
  readonly text: string;
}

/** The names of the function of this name, with the architectures that export it; the name itself first. */
export function historyOf(name: string, except?: string): readonly HistoryLine[] {
  const lines = new Map<string, Map<string, string[]>>();
  for (const { arch, symbol, history } of exportsOf(name)) {
    if (arch === except) continue;
    const bySince = lines.get(symbol) ?? new Map<string, string[]>();
    lines.set(symbol, bySince);
    const since = sinceText(history);
    const archs = bySince.get(since) ?? [];
    bySince.set(since, archs);
    if (!archs.includes(archName(arch))) archs.push(archName(arch));
  }
  return [...lines]
    .sort(([a], [b]) => Number(b === name) - Number(a === name))
    .map(([symbol, bySince]) => ({
      symbol,
      text: listOfLists([...bySince].map(([since, archs]) => nameWords.places(archs, since))),
    }));
}

/** The names of the function of this name, each with the architectures that export it, for people; the name itself first. */
export function architecturesOf(
  name: string,
): readonly (readonly [symbol: string, archs: readonly string[]])[] {
  const names = new Map<string, Set<string>>();
  for (const { arch, symbol } of exportsOf(name))
    names.set(symbol, (names.get(symbol) ?? new Set()).add(archName(arch)));
  return [...names]
    .sort(([a], [b]) => Number(b === name) - Number(a === name))
    .map(([symbol, archs]) => [symbol, [...archs]]);
}

/** Since when Linux exports the name on an architecture of kernelExports; undefined where it does not. */
export function sinceOn(arch: string, name: string): string | undefined {
  const found = exportsOf(name).find((each) => each.arch === arch && each.symbol === name);
  return found === undefined ? undefined : sinceText(found.history);
}

/** Of a name that no kernel exports: that it is proposed, or what may have been meant. */
export function unknownName(name: string): readonly string[] {
  const proposed = proposedExports.get(name);
  if (proposed !== undefined) {
    return [nameWords.proposed(proposed.abis.split(' ').map(archName), proposed.since)];
  }
  return [nameWords.unknown, nameWords.nearest(nearestNames(name))];
}

/** The architecture of kernelExports that an image is for. */
export function archOf(header: ElfHeader): string {
  return abiOf(header).kernel ?? '';
}

/** What a name that is not exported on this architecture is called there: one sentence. */
export function calledOn(arch: string, name: string): string {
  const names = namesOn(arch, name);
  return names.length === 0 ? nameWords.noneHere(archName(arch)) : nameWords.called(names);
}
