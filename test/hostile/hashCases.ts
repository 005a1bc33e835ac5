import type { BuiltImage } from '../support/elf/index.ts';
import { damage, fieldValue, fill } from '../support/elf/index.ts';
import type { DamageCase } from './damageCase.ts';
import { GNU, HUGE, SYSV } from './damageCase.ts';

/** Index of a symbol in .dynsym, by the name of its first entry. */
function symbolIndex(image: BuiltImage, name: string): number {
  const wanted = image.layout.field(`dynsym[${name}].st_name`).offset;
  const size = image.description.class === 64 ? 24 : 16;
  return (wanted - image.layout.range('dynsym').offset) / size;
}

/** DT_HASH and DT_GNU_HASH. */
export const hashCases: readonly DamageCase[] = [
  {
    name: 'DT_HASH has no buckets',
    damage: (image) => damage(image, 'sysvHash.nbucket', 0),
    code: 'hash-zero-buckets',
    unsaid: true,
    at: 'sysvHash.nbucket',
    changes: SYSV,
  },
  {
    name: 'DT_HASH has 2^31 buckets',
    damage: (image) => damage(image, 'sysvHash.nbucket', HUGE),
    code: 'hash-outside',
    unsaid: true,
    at: 'sysvHash.nbucket',
    changes: SYSV,
  },
  {
    name: 'DT_HASH has no chains (endless loops elsewhere)',
    damage: (image) => damage(image, 'sysvHash.nchain', 0),
    code: 'hash-index-outside',
    at: 'sysvHash',
    changes: SYSV,
  },
  {
    name: 'DT_HASH has 2^31 chains',
    damage: (image) => damage(image, 'sysvHash.nchain', HUGE),
    code: 'hash-outside',
    unsaid: true,
    at: 'sysvHash.nchain',
    changes: SYSV,
  },
  {
    name: 'DT_HASH counts one symbol less than there are',
    damage: (image) => damage(image, 'sysvHash.nchain', fieldValue(image, 'sysvHash.nchain') - 1n),
    code: 'symbol-count-disagrees',
    changes: SYSV,
  },
  {
    name: 'a chain of DT_HASH leads back to its start',
    damage: (image) => {
      const index = symbolIndex(image, 'beta');
      return damage(image, `sysvHash.chain[${index}]`, index);
    },
    code: 'hash-cycle',
    unsaid: true,
    at: 'sysvHash',
    changes: ['sysvChains', 'sysvHistogram'],
  },
  {
    name: 'a bucket of DT_HASH leads outside the symbols',
    damage: (image) => damage(image, 'sysvHash.bucket[0]', 5000),
    code: 'hash-index-outside',
    at: 'sysvHash.bucket[0]',
    changes: ['sysvBuckets', 'sysvHistogram'],
  },
  {
    name: 'a symbol hangs in the wrong bucket of DT_HASH',
    damage: (image) => {
      const first = fieldValue(image, 'sysvHash.bucket[0]');
      return damage(
        damage(image, 'sysvHash.bucket[0]', fieldValue(image, 'sysvHash.bucket[1]')),
        'sysvHash.bucket[1]',
        first,
      );
    },
    code: 'hash-wrong-bucket',
    at: 'sysvHash',
    changes: ['sysvBuckets', 'sysvHistogram'],
  },
  {
    name: 'DT_GNU_HASH has no buckets (a division by zero elsewhere)',
    damage: (image) => damage(image, 'gnuHash.nbuckets', 0),
    code: 'hash-zero-buckets',
    unsaid: true,
    at: 'gnuHash.nbuckets',
    changes: GNU,
  },
  {
    name: 'DT_GNU_HASH has 2^31 buckets',
    damage: (image) => damage(image, 'gnuHash.nbuckets', HUGE),
    code: 'hash-outside',
    unsaid: true,
    at: 'gnuHash.nbuckets',
    changes: GNU,
  },
  {
    name: 'DT_GNU_HASH has no bloom words (a division by zero elsewhere)',
    damage: (image) => damage(image, 'gnuHash.bloomSize', 0),
    code: 'gnu-hash-bloom-size',
    at: 'gnuHash.bloomSize',
    changes: GNU,
  },
  {
    name: 'DT_GNU_HASH has 2^31 bloom words',
    damage: (image) => damage(image, 'gnuHash.bloomSize', HUGE),
    code: 'hash-outside',
    unsaid: true,
    at: 'gnuHash.bloomSize',
    changes: GNU,
  },
  {
    name: 'the bloom words of DT_GNU_HASH are no power of two',
    damage: (image) => damage(image, 'gnuHash.bloomSize', 3),
    code: 'gnu-hash-bloom-size',
    at: 'gnuHash.bloomSize',
    changes: GNU,
  },
  {
    name: 'the last chain of DT_GNU_HASH has no end bit',
    damage: (image) => {
      const last = Number(fieldValue(image, 'sysvHash.nchain') - fieldValue(image, 'gnuHash.symoffset')) - 1;
      const field = `gnuHash.chain[${last}]`;
      return damage(image, field, fieldValue(image, field) & ~1n);
    },
    code: 'gnu-hash-no-end',
    unsaid: true,
    at: 'gnuHash',
    changes: ['gnuChains', 'gnuHistogram'],
  },
  {
    name: 'a bucket of DT_GNU_HASH leads to a symbol below symoffset',
    damage: (image) => damage(image, 'gnuHash.bucket[0]', 1),
    code: 'gnu-hash-bucket-below',
    at: 'gnuHash.bucket[0]',
    changes: ['gnuBuckets', 'gnuHistogram'],
  },
  {
    name: 'a bucket of DT_GNU_HASH leads outside the symbols',
    damage: (image) => damage(image, 'gnuHash.bucket[0]', 5000),
    code: 'hash-index-outside',
    at: 'gnuHash.bucket[0]',
    changes: GNU,
  },
  {
    name: 'symoffset of DT_GNU_HASH lies behind the last symbol',
    damage: (image) => damage(image, 'gnuHash.symoffset', 5000),
    code: 'gnu-hash-symoffset',
    at: 'gnuHash',
    changes: GNU,
  },
  {
    name: 'a chain of DT_GNU_HASH has another hash than the symbol’s name',
    damage: (image) => damage(image, 'gnuHash.chain[0]', 0x12345678),
    code: 'gnu-hash-word',
    at: 'gnuHash.chain[0]',
    changes: ['gnuChains'],
  },
  {
    name: 'the bloom filter of DT_GNU_HASH denies every symbol',
    damage: (image) => damage(damage(image, 'gnuHash.bloom[0]', 0), 'gnuHash.bloom[1]', 0),
    code: 'gnu-hash-bloom',
    at: 'gnuHash.bloom[0]',
    changes: ['gnuBloom'],
  },
  {
    name: 'DT_GNU_HASH is nothing but ones',
    damage: (image) => fill(image, 'gnuHash', 0xff),
    code: 'hash-outside',
    at: 'gnuHash',
    changes: GNU,
  },
];
