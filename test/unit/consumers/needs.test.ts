/** What those need who take the whole image: each need met, and missed by one damage. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allConsumers, catalog, wholeImageConsumers } from '../../../src/consumers/catalog/index.ts';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import { consequenceText } from '../../../src/consumers/english/programs.ts';
import type { ConsumerFinding, KeyFinding, Provider } from '../../../src/consumers/model.ts';
import { evaluate } from '../../../src/consumers/verdict/evaluate.ts';
import {
  type BuiltImage,
  buildIdNote,
  buildImage,
  damage,
  describeVdso,
  fieldValue,
  type ImageDescription,
  type VdsoOptions,
  vdsoImage,
} from '../../support/elf/index.ts';
import { elfImage } from './support.ts';

const whole: VdsoOptions = { arch: 'amd64', override: { unwind: {} } };
const HIGH = 0xffffffffff700000n;

function with_(override: Partial<ImageDescription>, more: Partial<VdsoOptions> = {}): BuiltImage {
  return vdsoImage({ ...whole, ...more, override: { ...whole.override, ...override } });
}

async function on(built: BuiltImage, named: string, kind?: Provider['kind']): Promise<ConsumerFinding> {
  const [id = '', release] = named.split('@');
  const provider = kind === undefined ? {} : { provider: { kind } };
  const selection = [{ id, ...(release === undefined ? {} : { release }) }];
  const [finding] = evaluate(await elfImage(built), { role: 'vdso', ...provider }, selection);
  assert.ok(finding !== undefined, named);
  checkWords(finding);
  return finding;
}

/** Every reason and step has a sentence without holes. */
function checkWords(finding: ConsumerFinding): void {
  const reasons = [finding.why, ...finding.steps, ...finding.keys.flatMap((key) => [key.why, ...key.steps])];
  for (const reason of reasons) {
    const sentence = reasonSentence(reason);
    assert.notEqual(sentence, reason.code);
    assert.doesNotMatch(sentence, /\(missing\)|undefined(?! \(SHN_UNDEF\))|NaN|\[object/, reason.code);
  }
}

function need({ keys }: ConsumerFinding, words: string): KeyFinding {
  const key = keys.find(({ symbol }) => symbol.startsWith(words));
  assert.ok(key !== undefined, `no need ${words} among ${keys.map(({ symbol }) => symbol).join(', ')}`);
  return key;
}

/** That one need of the consumer is missed, with this outcome and for this reason, and no other one. */
async function misses(
  built: BuiltImage,
  named: string,
  words: string,
  outcome: string,
  why: RegExp,
  kind?: Provider['kind'],
): Promise<void> {
  const finding = await on(built, named, kind);
  const key = need(finding, words);
  assert.equal(key.outcome, outcome, `${named}: ${words}`);
  assert.match(reasonSentence(key.why), why);
  const others = finding.keys.filter((each) => each !== key && each.outcome !== 'not-applicable');
  if (outcome !== 'crash') {
    assert.deepEqual(
      others.filter((each) => each.outcome !== 'found').map(({ symbol }) => symbol),
      [],
      `${named}: ${words}`,
    );
  }
}

function dynamicIndex(image: BuiltImage): number {
  const index = [0, 1, 2, 3, 4, 5].find((i) => fieldValue(image, `phdr[${i}].p_type`) === 2n);
  assert.ok(index !== undefined);
  return index;
}

test('the second kind is a list of its own, and each of its keys is a need', () => {
  assert.deepEqual(
    wholeImageConsumers.map(({ id }) => id),
    [
      'android-linker',
      'breakpad',
      'crashpad',
      'otel-profiler',
      'async-profiler',
      'libunwind',
      'frida-gum',
      'dynamorio',
      'gvisor-loader',
    ],
  );
  assert.ok(catalog.every(({ wholeImage }) => wholeImage === undefined));
  for (const { id, wholeImage, arches, lookup } of wholeImageConsumers) {
    assert.equal(wholeImage, true, id);
    assert.equal(lookup.algorithm, 'needs', id);
    for (const { keys } of arches)
      assert.ok(
        keys.every((key) => key.need !== undefined),
        id,
      );
  }
  assert.equal(allConsumers.length, catalog.length + wholeImageConsumers.length);
});

test('an image as a kernel makes it meets every need of its architecture', async () => {
  for (const { id, releases } of wholeImageConsumers) {
    for (const { name } of releases) {
      const finding = await on(vdsoImage(whole), `${id}@${name}`);
      assert.equal(finding.wholeImage, true);
      const expected = id === 'gvisor-loader' ? 'not-applicable' : 'found';
      assert.equal(finding.outcome, expected, `${id}@${name}`);
      if (expected === 'found') assert.match(reasonSentence(finding.why), /needs? (is|are) met/);
    }
  }
});

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

test('Crashpad reads a note up to the last byte of the last PT_LOAD, and none that goes beyond', async () => {
  const built = with_({});
  const field = (index: number, name: string) => fieldValue(built, `phdr[${index}].${name}`);
  const noted = [0, 1, 2, 3, 4].find((index) => field(index, 'p_type') === 4n) ?? assert.fail('no PT_NOTE');
  const room = field(0, 'p_vaddr') + field(0, 'p_memsz') - field(noted, 'p_vaddr');
  for (const [memsz, outcome] of [
    [room, 'found'],
    [room + 1n, 'fallback'],
  ] as const) {
    const finding = await on(damage(built, `phdr[${noted}].p_memsz`, memsz), 'crashpad');
    assert.equal(need(finding, 'a build id').outcome, outcome, String(memsz));
  }
});

test('Breakpad: a note by its type alone, else the hash of .text, else nothing', async () => {
  const id = 'The build id is 1af29f00112233445566778899aabbccddeeff01';
  assert.ok(reasonSentence(need(await on(with_({}), 'breakpad'), 'a build id').why).startsWith(id));
  const other = with_({}, { notes: [{ ...buildIdNote('abcd'), owner: 'Xen' }] });
  assert.equal(need(await on(other, 'breakpad'), 'a build id').outcome, 'found');
  assert.equal(need(await on(other, 'crashpad'), 'a build id').outcome, 'fallback');
  const noted = with_({}, { notes: [] });
  const hashed = await on(noted, 'breakpad');
  assert.equal(hashed.outcome, 'found');
  assert.equal(need(hashed, 'a build id').outcome, 'not-applicable');
  assert.match(reasonSentence(need(hashed, '.text').why), /Section \d+ is \.text, \d+ bytes long/);
  const bare = with_({ sectionHeaders: false }, { notes: [] });
  const nothing = await on(bare, 'breakpad');
  assert.equal(nothing.outcome, 'fallback');
  assert.match(reasonSentence(nothing.why), /Neither of the two needs is met/);
  assert.match(consequenceText(need(nothing, '.text').fallback), /no identifier in the minidump/);
});

test('Breakpad believes a section .note.gnu.build-id since 2024, and asked the segments first before', async () => {
  const empty: ImageDescription['extraSections'] = [
    {
      name: '.note.gnu.build-id',
      type: 7,
      contents: Uint8Array.of(4, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 71, 78, 85, 0),
    },
  ];
  const built = with_({ extraSections: empty });
  assert.equal(need(await on(built, 'breakpad@2024.02.16'), 'a build id').outcome, 'found');
  const finding = await on(built, 'breakpad');
  assert.equal(need(finding, 'a build id').outcome, 'not-applicable');
  assert.equal(need(finding, '.text').outcome, 'found');
  const text = with_(
    { extraSections: [{ name: 'text', type: 1, contents: new Uint8Array(64) }] },
    { notes: [] },
  );
  const renamed = damage(text, 'shdr[.text].sh_type', 8);
  assert.equal((await on(renamed, 'breakpad')).outcome, 'found');
  assert.equal((await on(renamed, 'breakpad@2024.02.16')).outcome, 'fallback');
});

test('Crashpad: the owner counts, long notes do not, and nothing outside the PT_LOADs', async () => {
  await misses(with_({}, { notes: [] }), 'crashpad', 'a build id', 'fallback', /no build id where it is/);
  const long = with_({}, { notes: [buildIdNote('ab'.repeat(64))] });
  await misses(long, 'crashpad', 'a build id', 'fallback', /no build id/);
  assert.equal(need(await on(long, 'breakpad'), 'a build id').outcome, 'found');
  const built = with_({});
  const unloaded = damage(built, 'phdr[2].p_vaddr', 0);
  assert.equal(fieldValue(built, 'phdr[2].p_type'), 4n);
  await misses(unloaded, 'crashpad', 'a build id', 'fallback', /no build id/);
  assert.equal(need(await on(unloaded, 'breakpad'), 'a build id').outcome, 'found');
  const moved = damage(built, 'phdr[0].p_offset', 0x40);
  const headless = need(await on(moved, 'crashpad'), 'the headers');
  assert.equal(headless.outcome, 'fallback');
  assert.match(reasonSentence(headless.why), /No PT_LOAD begins at file offset 0/);
  const twice = with_({ extraSegments: [{ type: 1, vaddr: 0n, filesz: 16n }] });
  assert.equal(need(await on(twice, 'crashpad'), 'PT_LOADs').outcome, 'fallback');
  const odd = damage(built, 'ehdr.e_version', 2);
  const refused = await on(odd, 'crashpad');
  assert.equal(refused.outcome, 'fallback');
  assert.match(reasonSentence(refused.why), /e_version is 2/);
});

test("OpenTelemetry's profiler: .eh_frame, and on arm64 the exact name and .dynsym in its place", async () => {
  const arm64 = (override: Partial<ImageDescription> = {}): BuiltImage =>
    vdsoImage({ arch: 'arm64', override });
  assert.equal((await on(arm64(), 'otel-profiler')).outcome, 'found');
  const renamed = await on(arm64({ soname: 'linux-vdso.so.2' }), 'otel-profiler');
  assert.equal(renamed.outcome, 'partial');
  assert.match(
    reasonSentence(need(renamed, 'DT_SONAME').why),
    /linux-vdso\.so\.2, and linux-vdso\.so\.1 is asked for/,
  );
  assert.match(
    consequenceText(need(renamed, 'DT_SONAME').fallback),
    /stack that leads through the vDSO ends there/,
  );
  const stripped = await on(arm64({ sectionHeaders: false }), 'otel-profiler');
  assert.equal(need(stripped, '.dynsym').outcome, 'fallback');
  // With a table of its own neither is asked for.
  const unwound = arm64({ soname: 'linux-vdso.so.2', unwind: {} });
  assert.equal((await on(unwound, 'otel-profiler')).outcome, 'found');
  const broken = arm64({ sectionHeaders: false, unwind: { version: 127 } });
  const finding = await on(broken, 'otel-profiler');
  assert.match(reasonSentence(need(finding, 'no unwind table').why), /of version 127/);
  const amd64 = vdsoImage({ arch: 'amd64', override: { soname: 'linux-vdso.so.2' } });
  await misses(amd64, 'otel-profiler', '.eh_frame', 'fallback', /no PT_GNU_EH_FRAME/);
  const empty = damage(vdsoImage(whole), 'cie.length', 0);
  await misses(empty, 'otel-profiler', '.eh_frame', 'fallback', /no record in it/);
  const bySegment = with_({ sectionHeaders: false });
  assert.equal((await on(bySegment, 'otel-profiler')).outcome, 'found');
  const version = with_({ sectionHeaders: false, unwind: { version: 2 } });
  await misses(version, 'otel-profiler', '.eh_frame', 'fallback', /of version 2, and 1/);
  await misses(with_({}, { notes: [] }), 'otel-profiler', 'a build id', 'fallback', /no build id/);
  assert.equal((await on(vdsoImage({ arch: 'arm64be' }), 'otel-profiler')).outcome, 'not-applicable');
});

test('async-profiler: a count of symbols, and an unwind table it can search; section names it only asks for', async () => {
  await misses(
    with_({}, { hash: 'none' }),
    'async-profiler',
    'a number of symbols',
    'fallback',
    /No DT_HASH or DT_GNU_HASH says how many/,
  );
  assert.equal((await on(with_({}, { hash: 'none' }), 'async-profiler@2.10')).outcome, 'found');
  const gnu = await on(with_({}, { hash: 'gnu' }), 'async-profiler');
  assert.match(reasonSentence(need(gnu, 'a number').why), /DT_GNU_HASH says that there are 14 symbols/);
  const unsized = damage(with_({}), 'dynamic[DT_SYMENT].d_val', 0);
  await misses(unsized, 'async-profiler', 'a number', 'fallback', /no DT_SYMENT/);
  const words = 'PT_GNU_EH_FRAME';
  await misses(
    with_({ unwind: { table: 0xff } }),
    'async-profiler',
    words,
    'fallback',
    /encoded as 0x1b 0x3 0xff/,
  );
  await misses(with_({ unwind: { version: 3 } }), 'async-profiler', words, 'fallback', /of version 3/);
  const built = with_({});
  assert.equal(fieldValue(built, 'phdr[3].p_type'), 0x6474e550n);
  await misses(
    damage(built, 'phdr[3].p_vaddr', 0),
    'async-profiler',
    words,
    'fallback',
    /address 0, which counts as none/,
  );
  // Where there is an address 0, libunwind takes what lies there for the table.
  await misses(damage(built, 'phdr[3].p_vaddr', 0), 'libunwind', words, 'fallback', /of version 127/);
  const nameless = damage(built, 'ehdr.e_shstrndx', 0);
  const ignored = await on(nameless, 'async-profiler');
  assert.equal(ignored.outcome, 'fallback');
  assert.match(reasonSentence(ignored.why), /e_shstrndx is 0/);
  assert.equal((await on(nameless, 'libunwind')).outcome, 'found');
});

test('libunwind: a table of version 1, and two pages of another process', async () => {
  await misses(
    vdsoImage({ arch: 'amd64' }),
    'libunwind',
    'PT_GNU_EH_FRAME',
    'fallback',
    /no PT_GNU_EH_FRAME/,
  );
  await misses(with_({ unwind: { version: 9 } }), 'libunwind', 'PT_GNU_EH_FRAME', 'fallback', /of version 9/);
  // Any encoding will do: it is searched from its start then.
  assert.equal((await on(with_({ unwind: { table: 0xff } }), 'libunwind')).outcome, 'found');
  const long = with_({ textSize: 0x2001 });
  await misses(long, 'libunwind', 'at most two pages', 'fallback', /takes 3 pages of 4 KiB/);
  const old = await on(long, 'libunwind@1.8.3');
  assert.equal(old.outcome, 'found');
  assert.equal(old.keys.length, 1);
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

test('the dynamic table ends with what PT_DYNAMIC has in the file, or in memory, as each goes by', async () => {
  const good = vdsoImage(whole);
  const field = `phdr[${dynamicIndex(good)}]`;
  const [inFile, inMemory] = [`${field}.p_filesz`, `${field}.p_memsz`].map((each) => damage(good, each, 16));
  assert.ok(inFile !== undefined && inMemory !== undefined);
  const missed = async (built: BuiltImage, id: string) =>
    (await on(built, id)).keys.filter(({ outcome }) => outcome === 'fallback' || outcome === 'refuses')
      .length;
  for (const [id, ends] of [
    ['frida-gum', inFile],
    ['async-profiler', inMemory],
    ['crashpad', inMemory],
  ] as const) {
    const usual = await missed(good, id);
    const other: BuiltImage = ends === inFile ? inMemory : inFile;
    assert.ok((await missed(ends, id)) > usual, id);
    assert.equal(await missed(other, id), usual, id);
  }
});

test('no step of a need that is met has failed', async () => {
  let steps = 0;
  for (const hash of ['both', 'sysv', 'gnu'] as const) {
    for (const { id } of wholeImageConsumers) {
      for (const key of (await on(with_({}, { hash }), id)).keys) {
        if (key.outcome !== 'found') continue;
        steps += key.steps.length;
        assert.deepEqual(
          key.steps.filter(({ result }) => result === 'fail').map(reasonSentence),
          [],
          `${id}: ${key.symbol}`,
        );
      }
    }
  }
  assert.ok(steps > 50, `${steps}`);
});
