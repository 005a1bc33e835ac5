/**
 * For which architecture a source file is. Go's names say it (goPlatform.ts); elsewhere a folder or the file is
 * named for it, as in musl's arch/aarch64/, glibc's sysdeps/…/riscv/, Linux's arch/x86/ and Zig's linux/x86_64.zig.
 */
import { abis } from '../../consumers/abi.ts';
import { go } from '../../consumers/catalog/go.ts';
import { archFamily, goPlatform } from './goPlatform.ts';

export interface SourceArch {
  /** As the file has it. */
  readonly name: string;
  readonly machines: readonly number[];
  /** Absent where the name stands for both. */
  readonly class?: 32 | 64;
}

const byName: ReadonlyMap<string, Omit<SourceArch, 'name'>> = new Map(
  [...new Set(abis.flatMap(({ paths }) => paths.split(' ')))].filter(Boolean).map((name) => {
    const rows = abis.filter(({ paths }) => paths.split(' ').includes(name));
    const [first] = rows;
    const oneClass = first !== undefined && rows.every((row) => row.class === first.class);
    const machines = [...new Set(rows.map(({ machine }) => machine))];
    return [name, { machines, ...(oneClass ? { class: first.class } : {}) }];
  }),
);

/** undefined where nothing in the path says. The name nearest to the file counts. */
export function sourceArch(path: string, isGo: boolean): SourceArch | undefined {
  if (isGo) return goArch(goPlatform(path).arch);
  const name = path
    .replace(/\.[^./]*$/, '')
    .split('/')
    .findLast((part) => byName.has(part));
  const known = name === undefined ? undefined : byName.get(name);
  return name !== undefined && known ? { name, ...known } : undefined;
}

function goArch(name: string | undefined): SourceArch | undefined {
  if (name === undefined) return undefined;
  const ports = go.arches.filter(({ arch }) => archFamily(arch) === archFamily(name));
  const [port] = ports;
  // What Go has no port for here is foreign everywhere.
  return { name, machines: ports.map(({ machine }) => machine), ...(port && { class: port.class }) };
}

/** Whether a port or an image is for it. */
export function isFor(arch: SourceArch, of: { readonly machine: number; readonly class: 32 | 64 }): boolean {
  return arch.machines.includes(of.machine) && (arch.class === undefined || arch.class === of.class);
}
