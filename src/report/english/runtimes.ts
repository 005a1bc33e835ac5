/** Sentences about what a process runs. */
import { consumerById } from '../../consumers/catalog/index.ts';
import type { RuntimeFound } from '../../consumers/runtimes.ts';
import { list, listOfLists } from '../../elf/english.ts';
import type { Packed } from '../../elf/model.ts';
import { repeated, shown } from '../format.ts';

/** "glibc 2.36 (/usr/lib/x86_64-linux-gnu/libc.so.6), Go 1.19.8" */
export function runsText(runtimes: readonly RuntimeFound[], packed?: Packed): string {
  const runs = runtimes.length === 0 ? 'not recognised' : list(runtimes.map(runtimeText));
  return packed === undefined ? runs : `${runs}; its program is packed by ${packedBy(packed)}`;
}

/** "UPX 4.24" */
export function packedBy({ packer, release }: Pick<Packed, 'packer' | 'release'>): string {
  return release === undefined ? packer : `${packer} ${release}`;
}

function runtimeText({ id, release, file }: RuntimeFound): string {
  const name = nameOf(id);
  const which = release === undefined ? `${name}, of a release that it does not tell` : `${name} ${release}`;
  return file === undefined ? which : `${which} (${shown(repeated(file))})`;
}

/** "clock_gettime, getrandom (glibc); getrandom (Go)" */
export function systemCallsText(
  calls: readonly { readonly runtime: RuntimeFound; readonly calls: readonly string[] }[],
): string {
  return listOfLists(calls.map(({ runtime, calls: names }) => `${list(names)} (${nameOf(runtime.id)})`));
}

function nameOf(id: string): string {
  return consumerById(id)?.name ?? id;
}
