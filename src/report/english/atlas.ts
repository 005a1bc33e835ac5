/** Words of the atlas: which kernel serves which runtime. */
import type { ImageShape, KernelImage } from '../../consumers/catalog/kernelImages.ts';
import { andList, list } from '../../elf/english.ts';

const TABLES: Readonly<Record<NonNullable<ImageShape['tables']>, string>> = {
  sysv: 'DT_HASH',
  gnu: 'DT_GNU_HASH',
  both: 'DT_HASH and DT_GNU_HASH',
};

export const atlasWords = {
  title: 'Which kernel serves which runtime',
  about:
    'What each lookup comes to in the vDSO images of Linux, from the kernel named on: replayed on images that are written from what is recorded of each. Kernels marked (read) are known from their sources alone; of the others an image was read. Exports that an option takes away count as there.',
  kernels: 'kernels',
  hashTables: 'hash tables',
  outcome: 'outcome',
  runtimes: 'runtimes',
  needs: (condition: string): string => `needs ${condition}`,
  archTitle: ({ name, arch }: KernelImage): string => (name === arch ? name : `${name} (${arch})`),
  kernel: (release: string, isRead: boolean): string => (isRead ? `${release} (read)` : release),
  tables: ({ tables, byLinker }: Pick<ImageShape, 'byLinker'> & { tables: keyof typeof TABLES }): string =>
    byLinker === true ? `${TABLES[tables]} (as the linker chooses)` : TABLES[tables],
  unsure: 'one or the other',
  nobodyAt: (titles: readonly string[]): string => `Nobody looks anything up on ${andList(titles)}.`,
  nobodyHere: (runtimes: readonly string[]): string => `No port, or none that was read: ${list(runtimes)}.`,
} as const;
