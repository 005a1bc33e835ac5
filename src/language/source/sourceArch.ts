/**
 * For which architectures a source file is. Go's names say it (goPlatform.ts); elsewhere a folder or the file is
 * named for one, as in musl's arch/aarch64/, glibc's sysdeps/…/riscv/, Linux's arch/x86/ and Zig's linux/x86_64.zig.
 */
import { type AbiRow, abis, matchesAbi } from '../../consumers/abi.ts';
import { catalog } from '../../consumers/catalog/index.ts';
import type { AbiPattern } from '../../consumers/model.ts';
import type { ElfHeader } from '../../elf/model.ts';
import { archFamily, goPlatform } from './goPlatform.ts';

export interface SourceArch {
  /** As the file has it. */
  readonly name: string;
  /** What it stands for; empty where the table of architectures has no such name. */
  readonly rows: readonly AbiRow[];
  /** What its folder stands for, where the catalogue's ports of this very file are fewer. */
  readonly folder?: readonly AbiRow[];
  /** User-mode Linux's files: its image is not the machine's. */
  readonly maker?: 'uml';
}

const byName: ReadonlyMap<string, readonly AbiRow[]> = new Map(
  [...new Set(abis.flatMap(({ paths }) => paths))].map((name) => [
    name,
    abis.filter(({ paths }) => paths.includes(name)),
  ]),
);
/** arm64/kernel/vdso32: the longest name in the table. */
const deepest = 3;

/** undefined where nothing in the path says. The name nearest to the file counts. */
export function sourceArch(path: string, isGo: boolean): SourceArch | undefined {
  if (isGo) return goArch(goPlatform(path).arch);
  const parts = path.replace(/\.[^/]*$/, '').split('/');
  for (let end = parts.length; end > 0; end--) {
    const part = parts[end - 1] ?? '';
    if (part === 'um' && /^(?:arch|x86)$/.test(parts[end - 2] ?? '')) return userMode;
    for (let length = deepest; length > 0; length--) {
      const rows = byName.get(parts.slice(Math.max(0, end - length), end).join('/'));
      if (rows) return { name: part, ...narrowed(rows, path, parts.slice(end)) };
    }
    if (end < parts.length && isArchFolder(parts, end - 1)) return { name: part, rows: [] };
  }
  return undefined;
}

/** arch/x86/um: for programs of UML, which runs on x86-64 alone with an image of its own. */
const userMode: SourceArch = {
  name: 'um',
  rows: abis.filter(({ kernel }) => kernel === 'x86_64'),
  maker: 'uml',
};

/** By the port whose file the catalogue cites, and by folders such as vdso64 and compat_vdso. */
function narrowed(
  rows: readonly AbiRow[],
  path: string,
  inside: readonly string[],
): Pick<SourceArch, 'rows' | 'folder'> {
  const ports = rows.length > 1 ? portsOf(path) : [];
  const ofPorts = rows.filter((row) => ports.some((port) => overlaps(row, port)));
  const some = ofPorts.length > 0 ? ofPorts : rows;
  const width = inside.findLast((part) => /^(?:compat_vdso|vdso_?(?:32|64))(?![a-z0-9])/.test(part));
  const wanted = width === undefined ? 0 : width.includes('64') ? 64 : 32;
  const ofWidth = some.filter((row) => row.class === wanted && row.kernel !== 'x32');
  return {
    rows: ofWidth.length > 0 ? ofWidth : some,
    ...(some.length < rows.length && { folder: rows }),
  };
}

/** Ports whose keys are in this very file. */
function portsOf(path: string): readonly AbiPattern[] {
  return catalog.flatMap(({ arches }) => arches.filter(({ source }) => isAt(path, source)));
}

/** Whether a path ends with another one. */
export function isAt(path: string, source: string): boolean {
  return path === source || path.endsWith(`/${source}`);
}

/** What of glibc's sysdeps is no architecture, in 2.43. */
const systems =
  /^(?:bits|generic|gnu|htl|hurd|ieee754|include|mach|net\w*|nfs|nptl|posix|pthread|scsi|sys|unix|sysv|linux|wordsize-\d+|\d.*)$/;

/** Linux's arch/NAME, a libc's arch/NAME, glibc's sysdeps/NAME and sysdeps/unix/sysv/linux/NAME. */
function isArchFolder(parts: readonly string[], index: number): boolean {
  const name = parts[index] ?? '';
  if (parts[index - 1] === 'arch') return !/^(?:generic|common|include|kernel|none)$/.test(name);
  const above = parts.slice(0, index).join('/');
  return /(?:^|\/)sysdeps(?:\/unix\/sysv\/linux)?$/.test(above) && !systems.test(name);
}

function goArch(name: string | undefined): SourceArch | undefined {
  if (name === undefined) return undefined;
  // What Go has no port for here is foreign everywhere. x86 is FreeBSD's, for both.
  const names = name === 'x86' ? ['386', 'amd64'] : [archFamily(name)];
  return { name, rows: abis.filter(({ go }) => go !== undefined && names.includes(archFamily(go))) };
}

/** Whether a port is for one of them. */
export function isFor({ rows }: Pick<SourceArch, 'rows'>, port: AbiPattern): boolean {
  return rows.some((row) => overlaps(row, port));
}

/** Whether an image is for one of them. */
export function isForImage({ rows }: Pick<SourceArch, 'rows'>, header: ElfHeader): boolean {
  return rows.some((row) => matchesAbi(row, header));
}

function overlaps(row: AbiPattern, port: AbiPattern): boolean {
  if (row.machine !== port.machine || row.class !== port.class) return false;
  if (row.data !== port.data && row.data !== 'both' && port.data !== 'both') return false;
  return row.flags === undefined || port.flags === undefined || row.flags.value === port.flags.value;
}
