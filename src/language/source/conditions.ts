/**
 * Parts of a source that only some architectures get: between `#if` and `#endif`, behind `#[cfg(target_arch = "…")]`,
 * in a file with a `//go:build` line.
 */
import { type AbiRow, abis } from '../../consumers/abi.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { abiWords as abiText, archText as archName, listText as list } from '../words.ts';
import type { Condition } from './condition.ts';
import { conditionsOfC } from './conditionsOfC.ts';
import { conditionsOfGo } from './conditionsOfGo.ts';
import { conditionsOfRust } from './conditionsOfRust.ts';
import type { SourceArch } from './sourceArch.ts';

/** Those that leave an architecture out, in any order. */
export function findConditions(text: string, syntax: Syntax): readonly Condition[] {
  switch (syntax) {
    case 'c':
      return conditionsOfC(text);
    case 'rust':
      return conditionsOfRust(text);
    case 'go':
      return conditionsOfGo(text);
    default:
      return [];
  }
}

/** What is left of a file's architectures at an offset; all of them where nothing would be. */
export function archAt(
  arch: SourceArch | undefined,
  conditions: readonly Condition[],
  offset: number,
): SourceArch | undefined {
  const around = conditions.filter(({ start, end }) => start <= offset && offset < end);
  if (around.length === 0) return arch;
  return withRows(arch, (row) => around.every(({ rows }) => rows.includes(row)));
}

/** Those of a file's architectures for which something holds. */
export function withRows(
  arch: SourceArch | undefined,
  holds: (row: AbiRow) => boolean,
): SourceArch | undefined {
  const all = arch?.rows ?? abis;
  const some = all.filter(holds);
  // glibc's s390/sysdep.h has a branch for 31 bits, for which the catalogue has no port.
  const rows = some.length === 0 ? (arch?.folder ?? []).filter(holds) : some;
  if (rows.length === 0 || some.length === all.length) return arch;
  return { ...arch, name: list(namesOfRows(rows)), rows };
}

/** As the architectures are listed for people, each once. */
export function namesOfRows(rows: readonly AbiRow[]): readonly string[] {
  return [...new Set(rows.map(({ id, kernel }) => (kernel === undefined ? abiText(id) : archName(kernel))))];
}
