/** Where tables lie that nothing gives a size, many PT_LOADs, and a dynamic table that was taken out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ByteSource } from '../../../src/elf/imageSource.ts';
import { problemSentence } from '../../../src/elf/problems/english.ts';
import { readBuildId } from '../../../src/elf/readBuildId.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { readElfHeaders } from '../../../src/elf/readHeaders.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { Random } from '../../hostile/random.ts';
import {
  buildImage,
  damage,
  describeFull,
  fieldValue,
  fullImage,
  linkableImage,
  machines,
  overwrite,
  packedImage,
  shapes,
  vdsoImage,
  withoutSections,
} from '../../support/elf/index.ts';
import { codes, imageOf, rows } from './support.ts';

const little = { class: 64, littleEndian: true } as const;

/** Tags that name a table, of an image with each of them. */
const TABLES =
  'DT_STRTAB DT_SYMTAB DT_HASH DT_GNU_HASH DT_VERSYM DT_VERDEF DT_VERNEED DT_RELA DT_JMPREL DT_RELR';

test('a tag that stands twice is told, but for those that may', async () => {
  const twice = async (tag: bigint, machine: number = machines.x86_64) => {
    const extraDynamic = [tag, tag].map((each, at) => ({ tag: each, value: BigInt(at) }));
    const { problems } = await imageOf(buildImage({ ...little, machine, soname: 'a', extraDynamic }).bytes);
    return problems.filter(({ code }) => code === 'dynamic-tag-twice').length;
  };
  const SPARC = 2;
  // DT_NEEDED, DT_FILTER, DT_SPARC_REGISTER.
  for (const tag of [1n, 0x7fffffffn]) assert.equal(await twice(tag), 0, String(tag));
  assert.equal(await twice(0x70000001n, SPARC), 0);
  // DT_RPATH, DT_FLAGS_1, and one of nobody's.
  for (const tag of [15n, 0x6ffffffbn, 0x6000000fn]) assert.equal(await twice(tag), 1, String(tag));
});

/** What reading an image takes of it. */
function counted(bytes: Uint8Array): { readonly source: ByteSource; readonly read: () => number } {
  const memory = memorySource(bytes);
  let count = 0;
  const source: ByteSource = {
    size: memory.size,
    read: (offset, length) => {
      count += length;
      return memory.read(offset, length);
    },
    dispose: () => memory.dispose(),
  };
  return { source, read: () => count };
}

test('of relocations for a linker only they are read, not what stands before them', async () => {
  const built = linkableImage({ class: 64, littleEndian: true });
  const far = buildImage({
    ...describeFull({ class: 64, littleEndian: true }),
    textSize: 1 << 20,
    sectionRelocations: [{ target: '.comment', entries: [{ offset: 0, type: 1, symbol: 2 }] }],
  });
  for (const { bytes } of [built, far]) {
    const { source, read } = counted(bytes);
    const result = await readElf(source, { symtab: true });
    assert.ok(result.kind === 'elf' && result.image.relocations.length > 4);
    assert.ok(read() < 300_000, `${read()} bytes`);
  }
});

test('words of hash tables lie where they were written', async () => {
  for (const shape of shapes) {
    const built = fullImage(shape);
    const { gnuHash, sysvHash } = await imageOf(built.bytes);
    for (const [name, words] of [
      ['gnuHash.bloom', gnuHash?.bloom],
      ['gnuHash.bucket', gnuHash?.buckets],
      ['gnuHash.chain', gnuHash?.chains],
      ['sysvHash.bucket', sysvHash?.buckets],
      ['sysvHash.chain', sysvHash?.chains],
    ] as const) {
      assert.ok(words !== undefined && words.length > 1, name);
      for (let at = 0; at < words.length; at++) {
        const { offset, size } = built.layout.field(`${name}[${at}]`);
        assert.deepEqual(words.rangeOf(at), { offset, length: size }, `${name} ${at}`);
      }
    }
  }
});

test('a symbol without a name in a hash table is told, of either table', async () => {
  for (const hash of ['gnu', 'sysv'] as const) {
    const built = vdsoImage({ arch: 'amd64', hash });
    const image = await imageOf(damage(built, 'dynsym[4].st_name', 0).bytes);
    const found = image.problems.find(({ code }) => code === 'hashed-nameless');
    assert.deepEqual(found?.args['first'], 4, hash);
  }
});

/** A program whose first segment, of this type, has its bytes far behind its headers. */
function farSegment(type: number, contents: Uint8Array): Uint8Array {
  const extraSections = [{ name: '.far', contents }];
  const machine = machines.x86_64;
  const built = buildImage({ ...little, machine, dynamic: false, textSize: 200_000, extraSections });
  const { offset } = built.layout.range('extra[0]');
  assert.ok(offset > 100_000);
  const named = [
    ['p_type', type],
    ['p_offset', offset],
    ['p_filesz', contents.length],
    ['p_align', 4],
  ] as const;
  return named.reduce((image, [field, value]) => damage(image, `phdr[0].${field}`, value), built).bytes;
}

test('the path of the dynamic loader is read wherever it lies, and whichever segment names it', async () => {
  const bytes = farSegment(3, Buffer.from('/lib/ld.so\0'));
  assert.equal((await imageOf(bytes)).interpreter, '/lib/ld.so');
  const { source, read } = counted(bytes);
  assert.equal((await readElfHeaders(source))?.interpreter, '/lib/ld.so');
  assert.ok(read() < 50_000, `${read()} bytes`);
});

test('what a linker wrote to tell a file from all others is read wherever it lies', async () => {
  const note = Buffer.from('\x04\0\0\0\x04\0\0\0\x03\0\0\0GNU\0\xab\xcd\xef\x01', 'latin1');
  const { source, read } = counted(farSegment(4, note));
  assert.equal(await readBuildId(source), 'abcdef01');
  assert.ok(read() < 50_000, `${read()} bytes`);
  const go = Buffer.from('\x04\0\0\0\x03\0\0\0\x04\0\0\0Go\0\0abc\0', 'latin1');
  assert.equal(await readBuildId(memorySource(farSegment(4, go))), '616263');
});

test('no table has a row before its first one or behind its last one', async () => {
  for (const elfClass of [64, 32] as const) {
    const { relocations, symbols, sections, segments, dynamic } = await imageOf(
      fullImage({ class: elfClass, littleEndian: true }).bytes,
    );
    for (const table of [relocations, symbols, sections, segments, dynamic]) {
      assert.ok(table.length > 0);
      assert.ok(table.rangeOf(table.length - 1) !== undefined);
      for (const index of [-1, table.length, Number.NaN])
        assert.equal(table.rangeOf(index), undefined, String(index));
    }
  }
});

test('DT_CREL, which has no size, ends where any other table begins', async () => {
  const bare = packedImage(little);
  const crel = fieldValue(bare, 'dynamic[DT_CREL].d_val');
  // More relocations than there can be, so that the problem tells how many bytes there are.
  const good = overwrite(bare, 'crel.header', 15 * 8 + 4);
  for (const tag of TABLES.split(' ')) {
    const moved = damage(good, `dynamic[${tag}].d_val`, crel + 7n);
    const image = await imageOf(withoutSections(moved.bytes));
    const problem = image.problems.find(({ code }) => code === 'packed-relocations-end');
    assert.match(problem ? problemSentence(problem) : '', /DT_CREL declares 15 .* but its 7 bytes end/, tag);
  }
});

test('of many PT_LOADs the first that has the address and its bytes is the one, as of few', async () => {
  const random = new Random(9);
  for (const elfClass of [64, 32] as const) {
    const top = (1n << BigInt(elfClass)) - 0x800n;
    const extraSegments = Array.from({ length: 40 }, (_, at) => ({
      type: 1,
      flags: 4,
      // Some reach beyond the end of memory, overlap each other, or lie behind the end of the file.
      vaddr: at === 5 ? top : BigInt(0x100000 + random.below(0x4000)),
      offset: at % 8 === 7 ? 0x100000n : BigInt(random.below(0x400)),
      filesz: at === 5 ? 0x900n : BigInt(random.below(0x300)),
      memsz: at === 5 ? 0x900n : 0x300n,
    }));
    const { bytes } = buildImage({
      ...little,
      class: elfClass,
      machine: elfClass === 64 ? machines.x86_64 : machines.arm,
      textSize: 4096,
      extraSegments,
    });
    const image = await imageOf(bytes);
    const loads = rows(image.segments).filter(({ type }) => type === 1);
    assert.ok(loads.length > 40);
    const addresses = loads.flatMap(({ vaddr, filesz }) => [vaddr, vaddr + filesz / 2n, vaddr + filesz]);
    for (const each of [...addresses, 0n, 0x80n, 0xffn, 0x100n]) {
      const address = BigInt.asUintN(elfClass, each);
      const [found] = loads.flatMap(({ vaddr, offset, filesz }) => {
        const within = BigInt.asUintN(elfClass, address - vaddr);
        return within < filesz && offset + within < bytes.length ? [Number(offset + within)] : [];
      });
      assert.equal(image.offsetOf(address), found, `0x${address.toString(16)}`);
    }
  }
});

test('the dynamic table of a debug file is the section without bytes at PT_DYNAMIC, not what else is there', async () => {
  // As objcopy --only-keep-debug leaves it: headers, and no bytes.
  const [vaddr, memsz] = [0x3000n, 0x140n];
  const places = [
    ['.bytes', 1, vaddr, memsz],
    ['.tbss', 8, vaddr, memsz - 16n],
    ['.elsewhere', 8, vaddr + 0x1000n, memsz],
    ['.dynamic', 8, vaddr, memsz],
  ] as const;
  let split = buildImage({
    ...little,
    machine: machines.x86_64,
    dynamic: false,
    extraSections: places.map(([name, type]) => ({ name, type, flags: 3n })),
    extraSegments: [{ type: 2, flags: 6, vaddr, offset: 0n, filesz: 0n, memsz }],
  });
  for (const [name, , addr, size] of places) {
    split = damage(split, `shdr[${name}].sh_addr`, addr);
    split = damage(split, `shdr[${name}].sh_size`, size);
  }
  const image = await imageOf(split.bytes);
  const problem = image.problems.find(({ code }) => code === 'dynamic-nobits');
  assert.equal(problem?.args['name'], '.dynamic', codes(image).join(' '));
});
