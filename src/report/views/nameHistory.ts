/** A name across architectures as faces show it. */

import { abiOf } from '../../consumers/abi.ts';
import { proposedExports } from '../../consumers/catalog/kernelExports.ts';
import { exportsOf, namesOn } from '../../consumers/functionNames.ts';
import { nearestNames } from '../../consumers/nearestName.ts';
import type { ElfHeader } from '../../elf/model.ts';
import type { Words } from '../words.ts';

/** One name of a function, and where Linux has it under this name. */
export interface HistoryLine {
  readonly symbol: string;
  /** "x86-64, x32 (5.10 or older); i386 (in 6.5, not in 6.1)" */
  readonly text: string;
}

/** The names of the function of this name, with the architectures that export it; the name itself first. */
export function historyOf(
  { elf, consumers, report }: Words,
  name: string,
  except?: string,
): readonly HistoryLine[] {
  const lines = new Map<string, Map<string, string[]>>();
  for (const { arch, symbol, history } of exportsOf(name)) {
    if (arch === except) continue;
    const bySince = lines.get(symbol) ?? new Map<string, string[]>();
    lines.set(symbol, bySince);
    const since = report.sinceText(history);
    const archs = bySince.get(since) ?? [];
    bySince.set(since, archs);
    const called = consumers.archName(arch);
    if (!archs.includes(called)) archs.push(called);
  }
  return [...lines]
    .sort(([a], [b]) => Number(b === name) - Number(a === name))
    .map(([symbol, bySince]) => ({
      symbol,
      text: elf.listOfLists([...bySince].map(([since, archs]) => report.names.places(archs, since))),
    }));
}

/** The names of the function of this name, each with the architectures that export it, for people; the name itself first. */
export function architecturesOf(
  { consumers }: Words,
  name: string,
): readonly (readonly [symbol: string, archs: readonly string[]])[] {
  const names = new Map<string, Set<string>>();
  for (const { arch, symbol } of exportsOf(name))
    names.set(symbol, (names.get(symbol) ?? new Set()).add(consumers.archName(arch)));
  return [...names]
    .sort(([a], [b]) => Number(b === name) - Number(a === name))
    .map(([symbol, archs]) => [symbol, [...archs]]);
}

/** Since when Linux exports the name on an architecture of kernelExports; undefined where it does not. */
export function sinceOn({ report }: Words, arch: string, name: string): string | undefined {
  const found = exportsOf(name).find((each) => each.arch === arch && each.symbol === name);
  return found === undefined ? undefined : report.sinceText(found.history);
}

/** Of a name that no kernel exports: that it is proposed, or what may have been meant. */
export function unknownName({ consumers, report: { names } }: Words, name: string): readonly string[] {
  const proposed = proposedExports.get(name);
  if (proposed !== undefined) {
    return [names.proposed(proposed.abis.split(' ').map(consumers.archName), proposed.since)];
  }
  return [names.unknown, names.nearest(nearestNames(name))];
}

/** The architecture of kernelExports that an image is for. */
export function archOf(header: ElfHeader): string {
  return abiOf(header).kernel ?? '';
}

/** What a name that is not exported on this architecture is called there: one sentence. */
export function calledOn({ consumers, report }: Words, arch: string, name: string): string {
  const names = namesOn(arch, name);
  return names.length === 0 ? report.names.noneHere(consumers.archName(arch)) : report.names.called(names);
}
