/** Problems that no damage of test/hostile makes, each with its numbers; and that every problem is made by some test. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { ElfImage } from '../../../src/elf/model.ts';
import { elfProblems } from '../../../src/elf/problems/english.ts';
import type { Problem } from '../../../src/elf/problems/problem.ts';
import { type BuiltImage, damage, fullImage } from '../../support/elf/index.ts';
import { CountingSource, imageOf, namesOf, rows } from './support.ts';

const shape = { class: 64, littleEndian: true } as const;

async function problemOf(
  built: BuiltImage | Uint8Array | CountingSource,
  code: string,
): Promise<Problem & { image: ElfImage }> {
  const image = await imageOf('bytes' in built ? built.bytes : built);
  const found = image.problems.find((each) => each.code === code);
  return found === undefined
    ? assert.fail(`${code} not among ${image.problems.map((each) => each.code).join()}`)
    : { ...found, image };
}

async function dynamicHeader(): Promise<{ index: number; vaddr: bigint; offset: bigint }> {
  const all = rows((await imageOf(fullImage(shape).bytes)).segments);
  return all.find(({ type }) => type === 2) ?? assert.fail();
}

test('a PT_DYNAMIC whose address leads elsewhere, or nowhere', async () => {
  const { index, vaddr, offset } = await dynamicHeader();
  for (const [address, leads] of [
    [vaddr + 16n, Number(offset) + 16],
    [0x70000000n, undefined],
  ] as const) {
    const { args, structure } = await problemOf(
      damage(fullImage(shape), `phdr[${index}].p_vaddr`, address),
      'dynamic-address',
    );
    assert.deepEqual(args, { address, leads, offset });
    assert.deepEqual(structure, ['program-header', index]);
  }
});

test('of two PT_DYNAMICs the last is read', async () => {
  const { index: first, vaddr, offset } = await dynamicHeader();
  const described = (start: bigint) => {
    const [at, address] = [start, vaddr - offset + start];
    return fullImage(shape, {
      extraSegments: [{ type: 2, flags: 6, vaddr: address, offset: at, filesz: 48n, memsz: 48n }],
    });
  };
  // Where the table lies does not depend on what the header says.
  const built = described(BigInt(described(0n).layout.range('dynamic').offset));
  const { args, image } = await problemOf(built, 'dynamic-twice');
  assert.equal(args['first'], first);
  assert.ok(Number(args['index']) > first);
  assert.equal(image.dynamic.length, 3);
});

test('a table that the section headers alone know is shown from there', async () => {
  const good = fullImage(shape);
  const { args, image } = await problemOf(
    damage(good, 'dynamic[DT_VERDEF].d_tag', 0x6ffffdf5),
    'table-only-in-sections',
  );
  assert.deepEqual(args, {
    tag: 'DT_VERDEF',
    section: '.gnu.version_d',
    offset: BigInt(good.layout.range('verdef').offset),
  });
  assert.equal(image.versionDefinitions.length, 4);
});

test('a bitmap where DT_RELR should begin with an address', async () => {
  const good = fullImage(shape);
  const { offset } = good.layout.range('relr');
  const bytes = good.bytes.slice();
  new DataView(bytes.buffer).setBigUint64(offset, 5n, true);
  const { args, ...range } = await problemOf(bytes, 'relr-starts-with-bitmap');
  assert.deepEqual(args, { value: 5n });
  assert.deepEqual([range.offset, range.length], [offset, 8]);
});

test('bytes after the last note that are none', async () => {
  const built = fullImage(shape);
  const note = built.layout.range('note');
  // The last one is of another owner's size: what is behind its name is nobody's.
  const bytes = built.bytes.slice();
  const last = note.offset + note.size - 20 - 16;
  new DataView(bytes.buffer).setUint32(last + 4, 12, true);
  const { args, ...range } = await problemOf(bytes, 'note-rest');
  assert.deepEqual(args, { rest: 8 });
  assert.deepEqual([range.offset, range.length], [note.offset + note.size - 8, 8]);
});

test('a name of more bytes than are shown', async () => {
  const symbols = [
    { name: 'short', offset: 0 },
    { name: 'x'.repeat(5000), offset: 8 },
  ];
  const built = fullImage(shape, { symbols, versions: [], needs: [], relocations: {}, hash: 'sysv' });
  const { args, image } = await problemOf(built, 'name-too-long');
  assert.equal(image.symbols.name(Number(args['first'])).length, Number(args['limit']));
  assert.deepEqual([args['count'], args['limit']], [1, 4096]);
});

test('DT_VERSYM that the file has not all of', async () => {
  const built = fullImage(shape);
  const { size } = built.layout.range('versym');
  const [load] = rows((await imageOf(built.bytes)).segments).filter(({ type }) => type === 1);
  assert.ok(load !== undefined);
  const end = load.vaddr + load.filesz;
  const { args } = await problemOf(damage(built, 'dynamic[DT_VERSYM].d_val', end - 6n), 'versym-short');
  assert.deepEqual(args, { have: 3, need: size / 2 });
});

test('tables strewn over more places than are read', async () => {
  const count = 300;
  const names = Array.from({ length: count }, (_, at) => `.note.${at}`);
  const extraSections = names.map((name) => ({ name, type: 7, contents: new Uint8Array(16) }));
  let built = fullImage(shape, { extraSections });
  // Far apart, so that they are not read together.
  for (const [at, name] of names.entries()) built = damage(built, `shdr[${name}].sh_offset`, (at + 2) << 17);
  const { args } = await problemOf(new CountingSource(built.bytes, 1 << 27), 'reads-too-many');
  assert.deepEqual(args, { count: count - 256, limit: 256 });
});

test('every problem of the catalogue is made by some test', () => {
  const folder = path.resolve(import.meta.dirname, '../..');
  const texts = ['unit', 'hostile']
    .flatMap((each) =>
      readdirSync(path.join(folder, each), { recursive: true, encoding: 'utf8' }).map((name) =>
        path.join(folder, each, name),
      ),
    )
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(name, 'utf8'));
  const unseen = Object.keys(elfProblems).filter((code) => !texts.some((text) => text.includes(`'${code}'`)));
  assert.deepEqual(unseen, []);
});

test('names come from the section that .dynsym links to, where no dynamic table says from which', async () => {
  const built = fullImage(shape);
  const { index } = await dynamicHeader();
  let bare = damage(built, `phdr[${index}].p_type`, 0);
  bare = damage(bare, 'shdr[.dynamic].sh_type', 1);
  // A string table before it.
  bare = damage(bare, 'shdr[.hash].sh_type', 3);
  const { symbols } = await imageOf(bare.bytes);
  assert.ok(symbols.length > 5);
  assert.deepEqual(namesOf({ symbols } as ElfImage), namesOf(await imageOf(built.bytes)));
});
