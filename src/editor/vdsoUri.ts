/**
 * Addresses of live images: `vdso:/live/linux-vdso.so.1` and `vdso:/process/4711/linux-vdso.so.1`. They hold no
 * memory address: that is another one in every process, and a tab is restored in a new process.
 */

/** Whose image: the extension host's own, or the process with this id. */
export type Owner = 'live' | number;

export type VdsoPath =
  | { readonly kind: 'root' }
  | { readonly kind: 'processes' }
  | { readonly kind: 'folder'; readonly owner: Owner }
  | { readonly kind: 'image'; readonly owner: Owner; readonly name: string };

export const scheme = 'vdso';

export function imagePath(owner: Owner, name: string): string {
  return owner === 'live' ? `/live/${name}` : `/process/${owner}/${name}`;
}

/** undefined for a path that can name nothing. */
export function parsePath(path: string): VdsoPath | undefined {
  const [first, second, third, ...more] = path.split('/').filter((part) => part !== '');
  if (first === undefined) return { kind: 'root' };
  if (first === 'live' && third === undefined) {
    return second === undefined
      ? { kind: 'folder', owner: 'live' }
      : { kind: 'image', owner: 'live', name: second };
  }
  if (first !== 'process' || more.length > 0) return undefined;
  if (second === undefined) return { kind: 'processes' };
  // Linux allows at most 2^22 processes (PID_MAX_LIMIT); no leading zero, so that each has one address.
  if (!/^[1-9][0-9]{0,6}$/.test(second)) return undefined;
  const owner = Number(second);
  return third === undefined ? { kind: 'folder', owner } : { kind: 'image', owner, name: third };
}
