/** The kernel's own sources of its vDSO: what they define is what everyone else looks up. */

const folders = /(?:^|\/)(?:arch\/[^/]+\/(?:[^/]+\/)*(?:compat_)?vdso\d*\/|lib\/vdso\/)/;
const scripts = /(?:^|\/)[\w-]*vdso[\w-]*\.lds(?:\.S)?$/;

export function isKernelSource(path: string): boolean {
  return folders.test(path) || scripts.test(path);
}
