/** Version nodes of Linux's images. */
import { kernelExports } from '../../consumers/catalog/kernelExports.ts';

/** The architectures, as kernelExports.ts names them, whose image defines this node; user-mode Linux's is x86-64's. */
export function nodesOf(name: string): readonly string[] {
  return Object.entries(kernelExports)
    .filter(([arch, rows]) => !arch.startsWith('um-') && rows.some(({ node }) => node === name))
    .map(([arch]) => arch);
}

/** The nodes of one of them. */
export function nodesOn(arch: string): readonly string[] {
  return [...new Set((kernelExports[arch] ?? []).map(({ node }) => node))];
}
