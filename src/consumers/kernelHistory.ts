/** Why an image lacks a symbol: its kernel is older than the export, was configured without it, or never had it. */
import type { ElfImage } from '../elf/model.ts';
import { abiOf } from './abi.ts';
import { checkedKernels, type KernelExports, kernelExports } from './catalog/kernelExports.ts';
import type { Reason } from './model.ts';
import { compareReleases } from './releases.ts';
import { symbolNamed } from './symbolNamed.ts';

const NEWEST = checkedKernels[checkedKernels.length - 1] ?? '';
const OLDEST = checkedKernels[0];

/**
 * undefined where the image has the symbol, where it has too many to look, and where nothing is known of
 * its architecture.
 */
export function causeOfAbsence(
  image: ElfImage,
  symbol: string,
  node: string | undefined,
): Reason | undefined {
  const abi = abiOf(image.header);
  const rows = abi.kernel === undefined ? undefined : kernelExports[abi.kernel];
  if (rows === undefined) return undefined;
  const exported = rows.filter((row) => row.symbols.split(' ').includes(symbol));
  const right = exported.find((row) => node === undefined || row.node === node);
  const present = symbolNamed(image, symbol);
  if (present === undefined) return undefined;
  const first = exported[0];
  if (first === undefined) {
    const args = { symbol, abi: abi.name, oldest: OLDEST, newest: NEWEST };
    return present === -1 ? { code: 'never-exported', args } : undefined;
  }
  if (right === undefined) {
    return { code: 'exported-in-other-node', args: { symbol, node: node ?? '', kernelNode: first.node } };
  }
  return present === -1 ? absence(symbol, right, linuxRelease(image)) : undefined;
}

/** Release in the image's own Linux version note: "6.18.44". */
export function linuxRelease(image: ElfImage): string | undefined {
  for (const note of image.notes) {
    if (note.meaning?.kind === 'linux-version') return note.meaning.release;
  }
  return undefined;
}

function absence(symbol: string, row: KernelExports, kernel: string | undefined): Reason {
  const { first, introduced } = row;
  const since = introduced ?? first;
  const before = checkedKernels[checkedKernels.indexOf(first) - 1];
  if (kernel === undefined) {
    if (before === undefined) return { code: 'exported-by-all', args: { symbol, oldest: OLDEST } };
    return { code: 'exported-since', args: { symbol, since } };
  }
  const args = { symbol, kernel, since };
  if (before !== undefined && compareReleases(kernel, since) < 0) {
    const sure = introduced !== undefined || compareReleases(minor(kernel), before) <= 0;
    if (sure) return { code: 'kernel-older', args };
    return { code: 'kernel-maybe-older', args: { ...args, before } };
  }
  if (row.last !== undefined && compareReleases(minor(kernel), row.last) > 0) {
    return { code: 'kernel-dropped', args: { ...args, last: row.last } };
  }
  if (row.condition !== undefined && compareReleases(kernel, row.conditionSince ?? first) >= 0) {
    return { code: 'kernel-configured-off', args: { ...args, condition: row.condition } };
  }
  return { code: 'kernel-without', args };
}

function minor(release: string): string {
  return release.split('.').slice(0, 2).join('.');
}
