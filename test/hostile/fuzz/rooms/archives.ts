/** Core dumps, and archives in archives: read and promised as all containers are. */
import { gzipSync } from 'node:zlib';
import { arOf, cpioOf, rpmOf, tarOf } from '../../../support/archives.ts';
import { buildCore } from '../../../support/coreDump.ts';
import { shapes } from '../../../support/elf/index.ts';
import { mutate } from '../../mutate.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { Input, Room } from '../room.ts';
import { containers } from './containers.ts';

export const archives: Room = { ...containers, name: 'archives', weight: 60, input: someArchive };

const BASES = [0x7fff_1234_5000n, 0xf7fc_5000n, 0xffff_ffff_ff70_0000n, 0n, 2n ** 64n - 4096n];
const AT_SYSINFO_EHDR = 33;

function someArchive(corpus: Corpus, random: Random): Input {
  const seed = random.pick(corpus.vdsos);
  const image = random.chance(4) ? mutate(seed, random) : new Uint8Array(seed.bytes);
  let made = random.chance(2) ? core(image, random) : image;
  let from = `${made === image ? '' : 'a core with '}${seed.name}`;
  for (let depth = random.below(5); depth > 0; depth--) {
    const { name, build } = random.pick(BUILDERS);
    made = build(made, random);
    if (random.chance(6)) made = damaged(made, random);
    from = `${name} around ${from}`;
  }
  return { from, bytes: random.chance(2) ? damaged(made, random) : made, kind: 'container' };
}

function core(image: Uint8Array, random: Random): Uint8Array {
  const base = random.pick(BASES);
  const shape = random.pick(shapes);
  const word = (value: bigint) => (shape.class === 64 ? value : BigInt.asUintN(32, value));
  const other = new Uint8Array(64 * random.below(100)).fill(random.below(256));
  return buildCore({
    ...shape,
    machine: random.pick([62, 3, 183, 22]),
    memory: [
      { address: word(random.pick(BASES)), bytes: other, flags: random.below(8) },
      {
        address: word(base),
        bytes: image,
        flags: 5,
        ...(random.chance(6) && { filesz: word(random.pick(BASES)) }),
      },
    ],
    ...(random.chance(2) && {
      auxv: [[AT_SYSINFO_EHDR, word(random.chance(4) ? random.pick(BASES) : base)]],
    }),
    files: [{ start: word(base), end: word(base + 1n), page: 1n, name: random.pick(hostileTexts) }],
    ...(random.chance(8) && { fileCount: word(random.pick(BASES)) }),
    process: { pid: random.below(2 ** 31), name: random.pick(hostileTexts), commandLine: 'a' },
  });
}

const NAMES = [
  'boot/vmlinuz',
  'a.so',
  'core.1',
  'a.tar',
  'data.tar.gz',
  'b.deb',
  'c.o',
  'etc/passwd',
  'debian-binary',
];

function members(bytes: Uint8Array, random: Random) {
  return Array.from({ length: 1 + random.below(4) }, (_, at) => ({
    name: random.chance(5) ? random.pick(hostileTexts) : random.pick(NAMES),
    bytes: at === 0 || random.chance(3) ? bytes : new Uint8Array(random.below(600)),
  }));
}

const BUILDERS: readonly {
  readonly name: string;
  readonly build: (bytes: Uint8Array, random: Random) => Uint8Array;
}[] = [
  { name: 'ar', build: (bytes, random) => arOf(members(bytes, random)) },
  { name: 'cpio', build: (bytes, random) => cpioOf(members(bytes, random)) },
  { name: 'rpm', build: (bytes, random) => rpmOf(random.chance(2) ? bytes : cpioOf(members(bytes, random))) },
  { name: 'tar', build: (bytes, random) => tarOf(members(bytes, random)) },
  { name: 'pax', build: (bytes, random) => tarOf([pax(random), ...members(bytes, random)]) },
  { name: 'gzip', build: (bytes) => new Uint8Array(gzipSync(bytes)) },
];

function pax(random: Random) {
  const record = `${random.pick(['path', 'size', 'GNU.sparse.name', 'x'])}=${random.pick(['boot/a', '9', '1e9', ...hostileTexts])}\n`;
  const length = Buffer.byteLength(record) + 3;
  const type = random.pick(['x', 'g', 'L', 'K', 'S']);
  return {
    name: 'about',
    type,
    bytes: Buffer.from(`${random.chance(4) ? random.below(99) : length} ${record}`),
  };
}

function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  return mutate({ name: '', bytes, littleEndian: true, fields: [], tables: [] }, random);
}
