/**
 * Addresses of live images: `vdso:/live/linux-vdso.so.1` and `vdso:/process/4711/linux-vdso.so.1`; the second image of
 * a process that has several is `vdso:/process/4711/2/linux-vdso.so.1`. They hold no memory address: that is another
 * one in every process, and a tab is restored in a new process. Images that lie in files: containers/innerUri.ts.
 */

import { INNER, type InnerAddress, parseInner } from './innerUri.ts';

/** The extension host's own, or the one with this id. */
export type ProcessOwner = 'live' | number;

/** Whose image; "live/2", "4711/2": the one of this number (SourceInfo.images), where a process has several. */
export type Owner = ProcessOwner | `${ProcessOwner}/${number}`;

export function ownerOf(process: ProcessOwner, number: number | undefined): Owner {
  return number === undefined ? process : `${process}/${number}`;
}

export function ownerParts(owner: Owner): {
  readonly process: ProcessOwner;
  readonly number: number | undefined;
} {
  if (typeof owner === 'number') return { process: owner, number: undefined };
  const [process = 'live', number] = owner.split('/');
  return {
    process: process === 'live' ? process : Number(process),
    number: number === undefined ? undefined : Number(number),
  };
}

export type VdsoPath =
  | { readonly kind: 'root' }
  | { readonly kind: 'processes' }
  | { readonly kind: 'folder'; readonly owner: Owner }
  | { readonly kind: 'image'; readonly owner: Owner; readonly name: string }
  | { readonly kind: 'inner'; readonly address: InnerAddress };

export const scheme = 'vdso';

export function imagePath(owner: Owner, name: string): string {
  return ownerParts(owner).process === 'live' ? `/${owner}/${name}` : `/process/${owner}/${name}`;
}

/** undefined for a path that can name nothing. */
export function parsePath(path: string): VdsoPath | undefined {
  const [first, ...parts] = path.split('/').filter((part) => part !== '');
  if (first === undefined) return { kind: 'root' };
  if (first === 'live') return ofProcess('live', parts);
  if (first === INNER) return ofContainer(parts);
  if (first !== 'process') return undefined;
  const [pid, ...rest] = parts;
  if (pid === undefined) return { kind: 'processes' };
  // Linux allows at most 2^22 processes (PID_MAX_LIMIT); no leading zero, so that each has one address.
  return /^[1-9][0-9]{0,6}$/.test(pid) ? ofProcess(Number(pid), rest) : undefined;
}

function ofContainer(parts: readonly string[]): VdsoPath | undefined {
  const address = parseInner(parts);
  return address && { kind: 'inner', address };
}

function ofProcess(process: ProcessOwner, parts: readonly string[]): VdsoPath | undefined {
  const [first, second] = parts;
  if (first === undefined) return { kind: 'folder', owner: process };
  if (second === undefined) return { kind: 'image', owner: process, name: first };
  if (parts.length > 2 || !/^[1-9][0-9]?$/.test(first)) return undefined;
  return { kind: 'image', owner: ownerOf(process, Number(first)), name: second };
}
