/** Sentences about a name that somebody looks up. */
import { list, plural } from '../../elf/english.ts';
import { hex32 } from '../format.ts';

const TABLES = { gnu: 'DT_GNU_HASH', sysv: 'DT_HASH' } as const;

export const nameLookupWords = {
  hashes: (sysv: number, gnu: number): string => `SysV hash ${hex32(sysv)}, GNU hash ${hex32(gnu)}`,
  sysvHash: ['SysV hash', 'The hash of the name as DT_HASH and version definitions have it.'],
  gnuHash: ['GNU hash', 'The hash of the name as DT_GNU_HASH has it.'],
  table: (kind: keyof typeof TABLES): string => TABLES[kind],
  noBuckets: 'no buckets, so nothing is found in it',
  bucket: (bucket: number, count: number, chain: readonly string[], more: boolean): string => {
    const where = `bucket ${bucket} of ${plural(count, 'bucket')}`;
    if (chain.length === 0) return `${where}, which is empty`;
    return `${where}, with ${list(more ? [...chain, '…'] : chain)}`;
  },
  /** "4 __vdso_time" */
  chainEntry: (index: number, name: string): string => `${index} ${name}`,
  /** Of a reader that asks the bloom filter. */
  bloom: (inBloom: boolean): string =>
    inBloom ? 'let through by the bloom filter' : 'turned away by the bloom filter',
  notThere: 'No dynamic symbol of this image has this name.',
  notFound: 'not found',
  stops: (step: string): string => `The search ends here: ${step}`,
  notItsOwn: (consumer: string): string =>
    `${consumer} does not look this name up by itself: this is what its search for it would come to.`,
  versionIgnored: (consumer: string): string => `${consumer} compares no versions.`,
  looksNothingUp: (consumer: string): string =>
    `${consumer} looks no name up: it wants something else of the image.`,
  nobodyLooks:
    'This is no vDSO image, and no runtime looks anything up in it. Name one with --consumer to see what it would find.',
} as const;
