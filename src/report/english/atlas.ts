/** Words of the atlas: which kernel serves which runtime. */
import type { AtlasKernel } from '../../consumers/atlas/kernels.ts';
import type { ImageShape, KernelImage } from '../../consumers/catalog/kernelImages.ts';
import { andList, list } from '../../elf/english.ts';
import type { FieldWords } from '../fields.ts';

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

  // The page
  aboutTitle: 'What these answers are made of',
  archList: 'Architecture of the kernels',
  consumerList: 'Runtime',
  releaseList: 'Release',
  thisMachine: (arch: string): string => `${arch}, this machine's`,
  allRuntimes: 'All runtimes',
  allReleases: (name: string): string => `Every release of ${name}`,
  atEvery: (outcome: string): string => `${outcome} at every kernel`,
  releasesNote:
    'Releases stand here in which the lookup differs, and those that were run; one between two that search alike is served as they are. Settings and the terminal take any release (glibc@2.39).',
  outcomeFrom: (outcome: string, kernel: string): string => `${outcome} from ${kernel} on`,
  keyTitle: (variable: string | undefined, symbol: string): string =>
    variable === undefined ? symbol : `${variable} ← ${symbol}`,
  kernelExplain: ({ release, build }: Pick<AtlasKernel, 'release' | 'build'>): string =>
    build === undefined
      ? `Linux ${release} is known from its sources alone: no image of it was read.`
      : `The image of Debian's Linux ${build} was read.`,
  hashTablesNote: (runs: string): string => `Hash tables: ${runs}.`,
  cellTitle: (runtime: string, kernel: string, arch: string): string =>
    `${runtime} on Linux ${kernel}, ${arch}`,
  lineTitle: (runtime: string, arch: string): string => `${runtime} on ${arch}`,
  from: (kernel: string): string => `From ${kernel} on`,
  because: (outcome: string, why: string): string => `${outcome}. ${why}`,
  needsSentence: (condition: string): string => `The kernel has it where it is built with ${condition}.`,
  follows: (consequence: string): string => `What follows: ${consequence}.`,
  run: (kernel: string, outcome: string): string => `${kernel} ${outcome}`,
  byKernel: (runs: string): string => `By kernel: ${runs}.`,
} as const;

export const atlasFieldWords = {
  outcome: ['Outcome', 'What the whole lookup comes to on this kernel, up to the next one.'],
  changes: [
    'From which kernel on',
    'The kernels at which the outcome changes; each holds up to the next one.',
  ],
  kernel: ['Kernel', 'How it is known what this kernel exports.'],
  tables: ['Hash tables', 'Those that this image has.'],
  proof: ['Lookup', 'Whether the lookup was held against the code of the runtime.'],
} as const satisfies Readonly<Record<string, FieldWords>>;
