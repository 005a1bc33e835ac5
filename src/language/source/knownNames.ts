/** Every vDSO name that the catalogue has, by its hashes: to say where a wrong constant was copied from. */
import { catalog } from '../../consumers/catalog/index.ts';
import { kernelExports } from '../../consumers/catalog/kernelExports.ts';
import { exportedNames } from '../../consumers/functionNames.ts';
import { gnuHash, sysvHash } from '../../elf/format/hash.ts';

export type HashKind = 'sysv' | 'gnu';

const functions = { sysv: sysvHash, gnu: gnuHash };
let symbols: ReadonlySet<string> | undefined;
let tables: Readonly<Record<HashKind, ReadonlyMap<number, readonly string[]>>> | undefined;

export function hashOf(kind: HashKind, name: string): number {
  return functions[kind](name);
}

/** Names in the catalogue with this hash. */
export function namesWithHash(kind: HashKind, value: number): readonly string[] {
  tables ??= { sysv: byHash('sysv'), gnu: byHash('gnu') };
  return tables[kind].get(value) ?? [];
}

/** Whether a kernel exports it, or somebody in the catalogue asks for it. */
export function isKnownSymbol(name: string): boolean {
  symbols ??= new Set([...knownNames()].filter((each) => !each.startsWith('LINUX_')));
  return symbols.has(name);
}

function byHash(kind: HashKind): ReadonlyMap<number, readonly string[]> {
  const table = new Map<number, string[]>();
  for (const name of knownNames()) {
    const hash = hashOf(kind, name);
    table.set(hash, [...(table.get(hash) ?? []), name]);
  }
  return table;
}

function knownNames(): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { arches } of catalog) {
    for (const { version, keys } of arches) {
      if (version) names.add(version.name);
      for (const key of keys) {
        if (key.need) continue;
        names.add(key.symbol);
        if (key.version !== undefined) names.add(key.version);
      }
    }
  }
  for (const rows of Object.values(kernelExports)) for (const { node } of rows) names.add(node);
  for (const name of exportedNames()) names.add(name);
  return names;
}
