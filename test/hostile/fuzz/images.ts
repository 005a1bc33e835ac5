/** What rooms above src/elf start from: an image of hostile bytes, its report, its session. */
import { allConsumers } from '../../../src/consumers/catalog/index.ts';
import type { Selection } from '../../../src/consumers/model.ts';
import type { SourceInfo } from '../../../src/elf/imageSource.ts';
import type { ElfImage } from '../../../src/elf/model.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { hostileTexts } from '../names.ts';
import type { Random } from '../random.ts';

/** Undefined for what is no ELF file. */
export async function readImage(bytes: Uint8Array, symtab: boolean): Promise<ElfImage | undefined> {
  const result = await readElf(memorySource(bytes), { symtab });
  return result.kind === 'elf' ? result.image : undefined;
}

/** Consumers of the catalogue, some of an old release or of one that there never was. */
export function someConsumers(random: Random): Selection {
  const wanted = allConsumers.filter(() => random.chance(3));
  return wanted.map(({ id, releases }) => {
    if (random.chance(3) && releases.length > 0) return { id, release: random.pick(releases).name };
    return random.chance(8)
      ? { id, release: random.pick(['0', '1.5', '99.99', '1.22rc1', 'go1.19']) }
      : { id };
  });
}

/** Where an image is said to come from: any place, with hostile texts. */
export function someInfo(size: number, random: Random): SourceInfo {
  if (random.chance(2)) return { kind: 'file', label: 'image.so', path: '/images/image.so', size };
  const base = random.pick([0n, 0x1000n, 0x7fff_1234_5000n, 0xffff_ffff_ff70_0000n, 2n ** 64n - 1n]);
  const name = random.pick(['[vdso]', '', ...hostileTexts]);
  return {
    kind: random.pick(['live', 'process'] as const),
    // Whoever makes an info has made its label safe to show.
    label: 'process 4711 (program)',
    pid: 4711,
    base,
    size,
    mapping: [
      { name, start: base, end: base + BigInt(size), perms: 'r-xp' },
      { name: '[vvar]', start: base - 0x4000n, end: base, perms: 'r--p' },
    ],
  };
}

/** Numbers as a page, a script or a model may send them. */
export function someNumber(random: Random, size: number): number {
  return random.pick([
    0,
    1,
    -1,
    random.below(size),
    random.below(size),
    size,
    size - 1,
    2 ** 31,
    2 ** 32 + 1,
    2 ** 53,
    -(2 ** 53),
    0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]);
}
