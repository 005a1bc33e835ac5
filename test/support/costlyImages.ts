/** Images made to cost a replay much, by size: each family grows in one table, in about `bytes` bytes. */
import { type BuiltImage, type ImageDescription, vdsoImage } from './elf/index.ts';

const WANTED = '__vdso_clock_gettime';
const NODE = 'LINUX_2.6';

type Family = (bytes: number) => BuiltImage;

function like(override: Partial<ImageDescription>): BuiltImage {
  return vdsoImage({ arch: 'amd64', override });
}

function symbols(count: number, name: (at: number) => string, version?: string) {
  return Array.from({ length: count }, (_, at) => ({
    name: name(at),
    offset: 16,
    size: 8,
    type: 'FUNC' as const,
    ...(version === undefined ? {} : { version }),
  }));
}

function versions(count: number) {
  return Array.from({ length: count }, (_, at) => ({ name: `N${at}` }));
}

/** Everybody's symbol, again and again, each with the last of many definitions, none of them the wanted one. */
const sameNameManyVersions: Family = (bytes) => {
  const count = Math.floor(bytes / 100);
  return like({
    symbols: symbols(count, () => WANTED, `N${count - 1}`),
    versions: versions(count),
    buckets: 1,
    gnuBuckets: 1,
  });
};

/** One bucket, one chain, and names that differ from the wanted one at their ends. */
const longChains: Family = (bytes) =>
  like({
    symbols: symbols(Math.floor(bytes / 80), (at) => `${WANTED}${at}`),
    versions: [{ name: NODE }],
    buckets: 1,
    gnuBuckets: 1,
  });

/** Names that are suffixes of one long string: a reader to the NUL reads it for each symbol. */
const longNames: Family = (bytes) => {
  const long = 'x'.repeat(Math.floor(bytes / 2));
  const count = Math.floor(bytes / 80);
  const image = like({
    symbols: [...symbols(count, () => WANTED), { name: long, value: 1n }],
    versions: [{ name: NODE }],
    buckets: 1,
    gnuBuckets: 1,
  });
  const view = new DataView(image.bytes.buffer);
  const start = image.layout.field(`dynstr."${long}"`).offset - image.layout.range('dynstr').offset;
  for (let at = 1; at <= count; at++) {
    view.setUint32(image.layout.field(`dynsym[${at}].st_name`).offset, start + at, true);
  }
  return image;
};

const longDynamic: Family = (bytes) =>
  like({
    extraDynamic: Array.from({ length: Math.floor(bytes / 16) }, (_, at) => ({
      tag: BigInt(0x1000 + at),
      value: 1n,
    })),
  });

const manySections: Family = (bytes) =>
  like({
    extraSections: Array.from({ length: Math.floor(bytes / 80) }, (_, at) => ({ name: `s${at}`, type: 7 })),
  });

const manyNotes: Family = (bytes) =>
  like({
    notes: Array.from({ length: Math.floor(bytes / 24) }, () => ({
      owner: 'Linux',
      type: 7,
      description: new Uint8Array(4),
    })),
  });

export const costlyImages = {
  'one name, many versions': sameNameManyVersions,
  'one long chain': longChains,
  'suffixes of one long name': longNames,
  'a long dynamic table': longDynamic,
  'many sections': manySections,
  'many notes': manyNotes,
} satisfies Record<string, Family>;
