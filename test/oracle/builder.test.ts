/** Our builder against readelf and llvm-readelf: what it describes is what they read, without a warning. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuiltImage } from '../support/elf/index.ts';
import {
  buildImage,
  describeFull,
  fullImage,
  machines,
  shapeName,
  shapes,
  vdsoArchs,
  vdsoImage,
  withoutSections,
} from '../support/elf/index.ts';
import { withFile } from '../support/temporaryFiles.ts';
import { tool } from '../support/tool.ts';
import { describe, differences } from '../support/view.ts';
import { llvmReadelf } from './peers/llvmReadelf.ts';
import { readelf } from './peers/readelf.ts';

const gnu = tool('GNU readelf');
const llvm = tool('llvm-readelf');
const skip = gnu.skip || llvm.skip;

async function read(image: BuiltImage) {
  return withFile(image.bytes, async (file) => ({
    gnu: await readelf(gnu.path, file),
    llvm: await llvmReadelf(llvm.path, file),
  }));
}

for (const shape of shapes) {
  test(`every table of a full ${shapeName(shape)} image`, { skip }, async () => {
    const image = fullImage(shape);
    const peers = await read(image);
    assert.deepEqual([peers.gnu.warnings, peers.llvm.warnings], [[], []]);
    assert.deepEqual(
      differences(peers.llvm.view, peers.gnu.view)
        .filter(
          ({ table, field }) =>
            !/relocations/i.test(table) &&
            !table.endsWith('Histogram') &&
            field !== 'versym' &&
            field !== 'access',
        )
        .filter(({ field }) => field !== 'visibility')
        .map(describe),
      [],
    );
    const { view } = peers.llvm;
    const names = view.symbols?.flatMap(({ fullName }) => (fullName === undefined ? [] : [fullName]));
    const expected = [
      ...['', 'malloc@LIBC_1.0', 'free@LIBC_2.0', 'sin@LIBM_1.0', 'optional', 'alpha@TEST_1.0'],
      ...['alpha@@TEST_2.0', 'beta@@TEST_1.0', 'gamma@@TEST_2.0', 'delta', 'table@@TEST_3.0'],
      ...['TEST_1.0@@TEST_1.0', 'TEST_2.0@@TEST_2.0', 'TEST_3.0@@TEST_3.0'],
    ];
    assert.deepEqual(names?.toSorted(), expected.toSorted());
    assert.deepEqual(
      view.definitions?.map(({ name, parents }) => [name, parents]),
      [
        ['libfull.so.1', ''],
        ['TEST_1.0', ''],
        ['TEST_2.0', 'TEST_1.0'],
        ['TEST_3.0', 'TEST_2.0, TEST_1.0'],
      ],
    );
    assert.deepEqual(
      view.neededVersions?.map(({ name }) => name),
      ['LIBC_1.0', 'LIBC_2.0', 'LIBM_1.0'],
    );
    assert.equal(view.sysvChains?.length, view.symbols?.length);
    assert.equal(view.gnuChains?.length, 9);
    const tables = peers.gnu.view.relocations?.map(({ table }) => table);
    const rel = shape.class === 32 ? ['rel'] : [];
    assert.deepEqual(tables, ['jmprel', ...rel, 'rela', 'rela', 'relr', 'relr']);
    const helper = image.layout.field('symtab[local_helper].st_value');
    assert.equal(helper.size, shape.class / 8);
  });
}

for (const arch of vdsoArchs) {
  test(`a vDSO image of ${arch}`, { skip }, async () => {
    const { gnu, llvm } = await read(vdsoImage({ arch }));
    assert.deepEqual(gnu.warnings, []);
    // LLVM refuses every DT_HASH of this machine; GNU readelf reads both, 4-byte words and 8-byte ones.
    const refused = llvm.warnings.filter((warning) => !/non-standard 8 byte entries/.test(warning));
    assert.deepEqual(refused, []);
    assert.equal(llvm.warnings.length, arch.startsWith('s390') ? 1 : 0);
    const count = gnu.view.symbols?.length ?? 0;
    assert.ok(count > 3);
    const histogram = gnu.view.sysvHistogram;
    if (histogram !== undefined) {
      const chained = histogram.reduce((sum, { length, count }) => sum + Number(length) * Number(count), 0);
      const locals = gnu.view.symbols?.filter(({ bind }) => bind === 0).length ?? 0;
      assert.equal(chained, count - locals, 'symbols reached through DT_HASH');
    }
  });
}

test('without section headers', { skip }, async () => {
  const built = vdsoImage({ arch: 'amd64', override: { sectionHeaders: false } });
  const { llvm } = await read(built);
  assert.deepEqual(llvm.view.sections, []);
  assert.equal(llvm.view.symbols?.length, 14);
  const cutOff = withoutSections(vdsoImage({ arch: 'amd64' }).bytes);
  assert.deepEqual(Buffer.from(cutOff), Buffer.from(built.bytes));
});

test('extended numbering of sections, segments and symbols', { skip }, async () => {
  const description = describeFull({ class: 64, littleEndian: true });
  const image = buildImage({
    ...description,
    extendedNumbering: { sections: true, segments: true },
    symtab: [{ name: 'far', offset: 0, extendedIndex: true }],
  });
  const { gnu, llvm } = await read(image);
  // LLVM 14 does not know PN_XNUM and says so; 22 does.
  const old = llvm.warnings.some((warning) => warning.includes('e_phnum = 65535'));
  if (!old) assert.deepEqual(llvm.warnings, []);
  // readelf 2.40 looks for 0xffff program headers before it has read section 0, complains, and then lists the right ones.
  assert.deepEqual(
    gnu.warnings.filter((warning) => !/Too many program headers|info field/.test(warning)),
    [],
  );
  for (const { view } of old ? [gnu] : [gnu, llvm]) {
    const header = view.header?.[0];
    assert.deepEqual(
      [header?.['rawShnum'], header?.['rawPhnum'], header?.['rawShstrndx']],
      [0, 0xffff, 0xffff],
    );
    assert.equal(view.sections?.length, Number(header?.['shnum']));
    assert.equal(view.segments?.length, 5);
  }
});

test('more than 65,280 sections', { skip }, async () => {
  const extraSections = Array.from({ length: 65_300 }, (_, at) => ({ name: `.s${at % 7}` }));
  const image = buildImage({ ...describeFull({ class: 32, littleEndian: false }), extraSections });
  const { gnu } = await read(image);
  assert.equal(gnu.view.sections?.length, 65_320);
});

test('an object file', { skip }, async () => {
  const symtab = [{ name: 'start', offset: 4, size: 8 }];
  const image = buildImage({ class: 64, littleEndian: false, machine: machines.s390, type: 1, symtab });
  const { gnu, llvm } = await read(image);
  assert.deepEqual([gnu.warnings, llvm.warnings], [[], []]);
  assert.deepEqual([gnu.view.header?.[0]?.['type'], llvm.view.segments], [1, []]);
});

test('a core file: notes and segments, nothing else', { skip }, async () => {
  const notes = [{ owner: 'CORE', type: 6, description: new Uint8Array(16) }];
  const image = buildImage({
    class: 64,
    littleEndian: true,
    type: 4,
    machine: machines.x86_64,
    notes,
    sectionHeaders: false,
  });
  const { gnu } = await read(image);
  assert.deepEqual([gnu.warnings, gnu.view.segments?.length, gnu.view.notes?.length], [[], 1, 1]);
});

test('linked high: p_vaddr 0xffffffffff700000', { skip }, async () => {
  const image = vdsoImage({ arch: 'amd64', override: { base: 0xffffffffff700000n } });
  const { gnu, llvm } = await read(image);
  assert.deepEqual([gnu.warnings, llvm.warnings], [[], []]);
  assert.equal(llvm.view.segments?.[0]?.['vaddr'], 0xffffffffff700000n);
  assert.equal(llvm.view.symbols?.length, 14);
});
