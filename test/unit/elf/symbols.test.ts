/** Names, versions and hashes of symbols, column by column. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gnuHash, sysvHash } from '../../../src/elf/format/hash.ts';
import type { ElfImage } from '../../../src/elf/model.ts';
import {
  damage,
  fieldValue,
  fullImage,
  shapeName,
  shapes,
  vdsoImage,
  withoutSections,
} from '../../support/elf/index.ts';
import { codes, imageOf, namesOf, rows } from './support.ts';

for (const shape of shapes) {
  test(`${shapeName(shape)}: columns and rows agree`, async () => {
    const { symbols } = await imageOf(fullImage(shape).bytes);
    const { sysv, gnu, hashed } = symbols.hashes();
    assert.equal(hashed, symbols.length);
    for (const row of rows(symbols)) {
      const { index } = row;
      assert.equal(symbols.name(index), row.name);
      assert.equal(new TextDecoder().decode(symbols.nameBytes(index)), row.name);
      assert.equal(symbols.value(index), row.value);
      assert.equal(symbols.symbolSize(index), row.size);
      assert.equal(symbols.valueNumber(index), Number(row.value));
      assert.equal(symbols.sizeNumber(index), Number(row.size));
      assert.equal(symbols.info(index), (row.bind << 4) | row.type);
      assert.equal(symbols.other(index), row.other);
      assert.equal(symbols.sectionIndex(index), row.sectionIndex);
      assert.equal(sysv[index], sysvHash(row.name));
      assert.equal(gnu[index], gnuHash(row.name));
    }
    assert.equal(symbols.hashes().gnu, gnu, 'computed once');
  });

  test(`${shapeName(shape)}: versions of definitions, needs, local and global symbols`, async () => {
    const { symbols } = await imageOf(fullImage(shape).bytes);
    const shown = rows(symbols).map(({ index, name }) => {
      const { kind, name: version, file, hidden } = symbols.version(index) ?? { kind: 'none', hidden: false };
      return [name, kind, version ?? '', file ?? '', hidden ? 'hidden' : ''].join(' ').trimEnd();
    });
    for (const expected of [
      'malloc need LIBC_1.0 libc.so.1',
      'sin need LIBM_1.0 libm.so.1',
      'alpha definition TEST_1.0  hidden',
      'alpha definition TEST_2.0',
      'delta global',
    ]) {
      assert.ok(shown.includes(expected), `${expected} among ${shown.join(', ')}`);
    }
    assert.ok(shown[0] === ' local' || shown[0] === 'local' || shown[0]?.trim() === 'local');
  });
}

test('versions needed are hidden where their index says so, and not else', async () => {
  const good = fullImage({ class: 64, littleEndian: true });
  const hidden = async (bytes: Uint8Array) =>
    (await imageOf(bytes)).versionNeeds.flatMap(({ versions }) => versions.map((each) => each.hidden));
  assert.deepEqual(await hidden(good.bytes), [false, false, false]);
  const other = fieldValue(good, 'verneed[0].aux[1].vna_other');
  const damaged = damage(good, 'verneed[0].aux[1].vna_other', other | 0x8000n);
  assert.deepEqual(await hidden(damaged.bytes), [false, true, false]);
});

test('DT_SYMTAB_SHNDX says in which sections dynamic symbols are, beyond 16 bits', async () => {
  const words = new Uint32Array([0, 0x12345, 3]);
  const describe = (value: bigint) =>
    fullImage(
      { class: 64, littleEndian: true },
      {
        symbols: [
          { name: 'far', offset: 0, extendedIndex: true },
          { name: 'near', offset: 8, extendedIndex: true },
        ],
        hash: 'sysv',
        versions: [],
        needs: [],
        relocations: {},
        extraSections: [{ name: '.shndx', flags: 2n, contents: new Uint8Array(words.buffer) }],
        extraDynamic: [{ tag: 34n, value }],
        extraSegments: [{ type: 1, flags: 4, offset: value, vaddr: value, filesz: 12n, memsz: 12n }],
      },
    );
  const { offset } = describe(0n).layout.range('extra[0]');
  const { bytes } = describe(BigInt(offset));
  for (const each of [bytes, withoutSections(bytes)]) {
    const { symbols } = await imageOf(each);
    assert.deepEqual(
      [1, 2].map((index) => symbols.sectionIndex(index)),
      [0x12345, 3],
    );
  }
  const { symbols } = await imageOf(withoutSections(fullImage({ class: 64, littleEndian: true }).bytes));
  for (const { index } of rows(symbols)) assert.ok(symbols.sectionIndex(index) !== 0xffff);
});

test('hashes are those of the names, however many names there are', async () => {
  for (const count of [1, 31, 32, 33, 64, 200]) {
    // Short names end the string table: nothing behind it may be read.
    const exports = Array.from({ length: count }, (_, i) => `${'n'.repeat((count - i) % 90)}${i}`);
    const { symbols } = await imageOf(vdsoImage({ arch: 'amd64', exports }).bytes);
    const { sysv, gnu, hashed } = symbols.hashes();
    assert.equal(hashed, symbols.length);
    assert.ok(symbols.length > count);
    for (const { index, name } of rows(symbols)) {
      assert.equal(sysv[index], sysvHash(name));
      assert.equal(gnu[index], gnuHash(name));
    }
  }
});

test('a version is unknown exactly where nothing defines its index', async () => {
  for (const shape of shapes) {
    for (const index of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0x7fff, 0x8000, 0x8001, 0x8002, 0xffff]) {
      const image = await imageOf(damage(fullImage(shape), 'versym[7]', index).bytes);
      const unknown = image.symbols.version(7)?.kind === 'unknown';
      assert.equal(codes(image).includes('versym-unknown-index'), unknown, `${shapeName(shape)}: ${index}`);
    }
  }
});

test('names are UTF-8, replacement characters included, and may be names of object properties', async () => {
  const names = ['größe', '𝄞', '\ufeffmark', '__proto__', 'constructor', 'toString', 'a\u202eb'];
  const [shape = { class: 64, littleEndian: true }] = shapes;
  const image = await imageOf(
    fullImage(shape, { symbols: names.map((name) => ({ name })), versions: [], needs: [], relocations: {} })
      .bytes,
  );
  assert.deepEqual(codes(image), []);
  assert.deepEqual(namesOf(image).slice(1).toSorted(), names.toSorted());
});

test('a symbol whose name the kernel took away is a note and keeps its version', async () => {
  const { bytes, layout } = vdsoImage({ arch: 'arm' });
  const index = namesOf(await imageOf(bytes)).indexOf('__vdso_clock_gettime');
  const field = layout.field(`dynsym[${index}].st_name`);
  const patched = bytes.slice();
  patched.fill(0, field.offset, field.offset + field.size);
  const image = await imageOf(patched);
  assert.deepEqual(new Set(codes(image)), new Set(['hashed-nameless']));
  assert.equal(image.problems[0]?.severity, 'note');
  assert.equal(image.symbols.version(index)?.name, 'LINUX_2.6');
});

test('names are checked although no hash table asks for their hashes', async () => {
  const [shape = { class: 64, littleEndian: true }] = shapes;
  for (const table of ['dynsym', 'symtab']) {
    const built = fullImage(shape, { hash: 'none' });
    const image = await imageOf(damage(built, `${table}[3].st_name`, 0x7fffffff).bytes, { symtab: true });
    assert.deepEqual(codes(image), ['symbol-name-outside'], table);
  }
});

test('version names behind the end that DT_STRSZ gives the strings, as binutils of 1999 left them', async () => {
  const image = fullImage({ class: 64, littleEndian: true });
  const { offset, size } = image.layout.range('dynstr');
  const strings = Buffer.from(image.bytes.subarray(offset, offset + size)).toString('latin1');
  const end = strings.indexOf('\0LIBM_1.0\0') + 1;
  const old = damage(image, 'dynamic[DT_STRSZ].d_val', end);
  for (const bytes of [old.bytes, withoutSections(old.bytes)]) {
    const read = await imageOf(bytes);
    assert.equal(read.versionNeeds.at(1)?.versions[0]?.name, 'LIBM_1.0');
    const sin = rows(read.symbols).find(({ name }) => name === 'sin');
    assert.equal(read.symbols.version(sin?.index ?? 0)?.name, 'LIBM_1.0');
    assert.ok(codes(read).includes('version-name-beyond'));
    assert.ok(!codes(read).includes('version-name-outside'));
  }
});

test('hashes of static symbols are those of the name without the version that the linker wrote into it', async () => {
  const names = ['foo', 'foo@@V_1', 'foo@V_0', '@plt', 'foo@', 'a@b@@c'];
  const hashed = ['foo', 'foo', 'foo', '@plt', 'foo', 'a'];
  const symtab = names.map((name) => ({ name, offset: 0, size: 4, type: 'FUNC', bind: 'GLOBAL' }) as const);
  const image = vdsoImage({ arch: 'amd64', override: { symtab, symbols: symtab } });
  const read: ElfImage = await imageOf(image.bytes, { symtab: true });
  const { symtab: found, symbols } = read;
  // Each ends where its version does.
  assert.ok(
    codes(read).every((code) => !code.startsWith('symbol-name')),
    codes(read).join(),
  );
  assert.ok(found !== undefined && found.length > names.length);
  for (const [at, name] of hashed.entries()) {
    const index: number = found.length - names.length + at;
    assert.equal(found.name(index), names[at]);
    assert.equal(found.hashes().gnu[index], gnuHash(name), names[at]);
    assert.equal(found.hashes().sysv[index], sysvHash(name), names[at]);
    const dynamic: number = symbols.length - names.length + at;
    assert.equal(
      symbols.hashes().gnu[dynamic],
      gnuHash(symbols.name(dynamic)),
      'dynamic names stand as they are',
    );
  }
  assert.equal(found.hashes().hashed, found.length);
});
