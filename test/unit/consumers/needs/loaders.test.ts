/** What linkers, loaders and tools that instrument programs need: each need missed by one damage. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonSentence } from '../../../../src/consumers/english/outcomes.ts';
import {
  type BuiltImage,
  buildImage,
  damage,
  describeVdso,
  type ImageDescription,
  type VdsoOptions,
  vdsoImage,
} from '../../../support/elf/index.ts';
import { dynamicIndex, HIGH, misses, need, on, with_ } from './support.ts';

test("Android's linker ends every program over what it passed over until 2024", async () => {
  const refused = async (built: BuiltImage, words: string, why: RegExp): Promise<void> => {
    await misses(built, 'android-linker', words, 'refuses', why);
    await misses(built, 'android-linker@2024-07-18', words, 'fallback', why);
    assert.equal((await on(built, 'android-linker')).outcome, 'refuses');
  };
  await refused(with_({}, { hash: 'none' }), 'DT_HASH or', /no DT_HASH or DT_GNU_HASH with buckets/);
  await refused(
    damage(with_({}, { hash: 'gnu' }), 'gnuHash.nbuckets', 0),
    'DT_HASH or',
    /no DT_HASH or DT_GNU_HASH with buckets/,
  );
  await refused(
    damage(with_({}, { hash: 'gnu' }), 'gnuHash.bloomSize', 3),
    'DT_HASH or',
    /3 words, and a power of two/,
  );
  await refused(damage(with_({}), 'dynamic[DT_SYMENT].d_val', 16), 'DT_SYMENT', /DT_SYMENT is 16; 24/);
  await refused(damage(with_({}), 'dynamic[DT_SYMTAB].d_val', 0), 'DT_STRTAB', /no DT_SYMTAB/);
  await refused(
    with_({ extraDynamic: [{ tag: 22n, value: 0n }] }),
    'no text',
    /a DT_TEXTREL, which is refused/,
  );
  await refused(with_({ extraDynamic: [{ tag: 30n, value: 4n }] }), 'no text', /DT_FLAGS is 0x4/);
  await refused(with_({ extraDynamic: [{ tag: 17n, value: 0n }] }), 'no text', /a DT_REL, which is refused/);
  await refused(
    damage(with_({}), 'verdef[1].vd_version', 2),
    'version definitions',
    /Version definition 1 is of version 2/,
  );
  await refused(damage(with_({}), 'verdef[1].vd_cnt', 0), 'version definitions', /definition 1 has no name/);
});

test("Android's linker: a missing DT_SONAME is no end, a missing PT_DYNAMIC is", async () => {
  const nameless = damage(with_({}), 'dynamic[DT_SONAME].d_tag', 0x6ffffef9);
  await misses(nameless, 'android-linker', 'DT_SONAME', 'fallback', /no DT_SONAME/);
  assert.equal((await on(nameless, 'android-linker')).outcome, 'partial');
  const built = with_({});
  const headless = damage(built, `phdr[${dynamicIndex(built)}].p_type`, 0x12345);
  const finding = await on(headless, 'android-linker');
  assert.equal(finding.outcome, 'refuses');
  assert.match(reasonSentence(finding.why), /no PT_DYNAMIC/);
  assert.equal((await on(headless, 'musl')).outcome, 'fallback');
});

test("Android's linker goes by program headers, where bionic needs sections; and it applied relocations", async () => {
  const stripped = with_({ sectionHeaders: false });
  assert.equal((await on(stripped, 'android-linker')).outcome, 'found');
  assert.equal((await on(stripped, 'bionic')).outcome, 'fallback');
  const relocated = with_({ dataSize: 16, relocations: { rela: [{ offset: 0, type: 8, addend: 1n }] } });
  assert.equal((await on(relocated, 'android-linker')).outcome, 'found');
  assert.equal((await on(relocated, 'android-linker@2024-07-18')).outcome, 'crash');
  await misses(relocated, 'android-linker@2024-07-18', 'no relocations', 'crash', /DT_RELA are written into/);
  const none = with_({ dataSize: 16, relocations: { rela: [{ offset: 0, type: 0, addend: 1n }] } });
  assert.equal((await on(none, 'android-linker@2024-07-18')).outcome, 'found');
});

test('frida-gum reads a vDSO that is linked high where nothing is; others go by where it is mapped', async () => {
  const high = with_({ base: HIGH }, { hash: 'sysv', notes: [] });
  const finding = await on(high, 'frida-gum');
  assert.equal(finding.outcome, 'crash');
  assert.match(reasonSentence(finding.why), /taken to be at 0xffffffffff700000, where it is linked/);
  for (const id of ['android-linker', 'libunwind', 'dynamorio']) {
    assert.equal((await on(high, id)).outcome, 'found', id);
  }
  const phdr = with_(
    { base: HIGH, extraSegments: [{ type: 6, offset: 0x40n, vaddr: HIGH + 0x40n }] },
    { notes: [] },
  );
  assert.equal((await on(phdr, 'frida-gum')).outcome, 'found');
});

test('frida-gum: what must lie in the first page, by release, and a count of symbols', async () => {
  const long = with_({ textSize: 0x1800 });
  await misses(
    long,
    'frida-gum@17.0.0',
    'section headers',
    'fallback',
    /section headers end at 0x\w+, beyond/,
  );
  for (const release of ['17.9.2', '17.16.0', '17.17.0']) {
    assert.equal((await on(long, `frida-gum@${release}`)).outcome, 'found', release);
  }
  const far = damage(long, 'ehdr.e_phnum', 80);
  const beyond = await on(far, 'frida-gum');
  assert.equal(need(beyond, 'program headers').outcome, 'fallback');
  assert.equal(beyond.keys.length, 3);
  await misses(with_({}, { hash: 'none' }), 'frida-gum', 'a number', 'fallback', /No DT_HASH or DT_GNU_HASH/);
  // The commit that mended it is known, and its first tag.
  assert.equal((await on(long, 'frida-gum@17.9.1')).outcome, 'partial');
  assert.equal((await on(long, 'frida-gum@17.12.0')).outcome, 'found');
});

test('DynamoRIO: a PT_LOAD, a name, the tables that its lookup goes by', async () => {
  const built = with_({});
  await misses(
    damage(built, 'dynamic[DT_SONAME].d_tag', 0x6ffffef9),
    'dynamorio',
    'DT_SONAME',
    'fallback',
    /no DT_SONAME/,
  );
  await misses(
    damage(built, 'dynamic[DT_STRSZ].d_val', 0),
    'dynamorio',
    'DT_SYMTAB',
    'fallback',
    /no DT_STRSZ/,
  );
  assert.equal((await on(damage(built, 'dynamic[DT_STRSZ].d_val', 0), 'async-profiler')).outcome, 'found');
  await misses(with_({}, { hash: 'none' }), 'dynamorio', 'DT_HASH', 'fallback', /with buckets/);
  const unloaded = damage(built, 'phdr[0].p_type', 0x12345);
  assert.equal(need(await on(unloaded, 'dynamorio'), 'a PT_LOAD').outcome, 'fallback');
});

const gvisor = (override: Partial<ImageDescription> = {}): BuiltImage => {
  const exports = ['__vdso_clock_gettime', '__kernel_rt_sigreturn'];
  const symtab: ImageDescription['symtab'] = [{ name: '__kernel_rt_sigreturn', offset: 64, type: 'FUNC' }];
  const notes: VdsoOptions['notes'] = [];
  return vdsoImage({
    arch: 'amd64',
    hash: 'sysv',
    exports,
    notes,
    override: { base: HIGH, symtab, ...override },
  });
};

test("gVisor's loader: each rule of the layout, and a symbol that is not stripped", async () => {
  assert.equal((await on(gvisor(), 'gvisor-loader')).outcome, 'found');
  const stripped = await on(buildImage(withoutSymtab()), 'gvisor-loader', 'gvisor');
  assert.equal(stripped.outcome, 'crash');
  assert.match(reasonSentence(stripped.why), /asserts that it is: it panics/);
  const renamed = gvisor({ symtab: [{ name: '__kernel_rt_sigreturn', offset: 64, bind: 'LOCAL' }] });
  assert.equal((await on(renamed, 'gvisor-loader', 'gvisor')).outcome, 'crash');
  const built = gvisor();
  const refused = (image: BuiltImage, words: string, why: RegExp) =>
    misses(image, 'gvisor-loader', words, 'refuses', why, 'gvisor');
  await refused(damage(built, 'phdr[0].p_memsz', 0x200), 'no zeroed space', /asks for 0x200 in memory/);
  const second = (segment: NonNullable<ImageDescription['extraSegments']>[number]): BuiltImage =>
    gvisor({ extraSegments: [segment], textSize: 0x2000 });
  const at = { type: 1, offset: 0x3000n, vaddr: HIGH + 0x3000n, filesz: 16n } as const;
  await refused(second(at), 'PT_LOADs inside the file', /behind the end of the file/);
  const moved = await on(second({ ...at, offset: 0x1000n }), 'gvisor-loader', 'gvisor');
  assert.match(
    reasonSentence(need(moved, 'file offsets').why),
    /lies 0x3000 behind the first one in memory, and at offset 0x1000/,
  );
  await refused(
    second({ ...at, offset: 0x2000n, vaddr: HIGH + 0x2000n }),
    'PT_LOADs in order',
    /in a page of/,
  );
  const shifted = damage(damage(built, 'phdr[0].p_offset', 0x10), 'phdr[0].p_filesz', 0x10);
  const finding = await on(shifted, 'gvisor-loader', 'gvisor');
  assert.equal(need(finding, 'a first PT_LOAD').outcome, 'refuses');
});

function withoutSymtab(): ImageDescription {
  const described = describeVdso({ arch: 'amd64', hash: 'sysv', notes: [], override: { base: HIGH } });
  return described;
}

test("gVisor's loader never meets another maker's image; neither is it asked about one", async () => {
  for (const kind of ['linux', 'uml', 'qemu', 'unknown'] as const) {
    const finding = await on(gvisor(), 'gvisor-loader', kind);
    assert.equal(finding.outcome, 'not-applicable', kind);
    assert.match(
      reasonSentence(finding.why),
      /the image that is built into it, and never meets another maker's/,
    );
  }
});
