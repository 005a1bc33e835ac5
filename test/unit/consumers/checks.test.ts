/** The checks and habits of single consumers, each shown on one image that it makes a difference on. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consumerById } from '../../../src/consumers/catalog/index.ts';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import { consequenceText } from '../../../src/consumers/english/programs.ts';
import type { ConsumerFinding, LookupRules } from '../../../src/consumers/model.ts';
import {
  type BuiltImage,
  buildIdNote,
  buildImage,
  damage,
  describeVdso,
  type ImageDescription,
  linuxVersionNote,
  vdsoImage,
} from '../../support/elf/index.ts';
import { consumerOn } from './support.ts';

const amd64 = vdsoImage({ arch: 'amd64' });

/** A consumer of the catalog, with some of its rules taken away or changed. */
async function finding(
  id: string,
  image: BuiltImage,
  rules: { [Rule in keyof LookupRules]?: LookupRules[Rule] | undefined } = {},
): Promise<ConsumerFinding> {
  const consumer = consumerById(id);
  assert.ok(consumer !== undefined);
  const merged = Object.entries({ ...consumer.lookup, ...rules }).filter(([, value]) => value !== undefined);
  return consumerOn(image, { ...consumer, lookup: Object.fromEntries(merged) as unknown as LookupRules });
}

function described(change: (description: ImageDescription) => Partial<ImageDescription>): BuiltImage {
  const description = describeVdso({ arch: 'amd64' });
  return buildImage({ ...description, ...change(description) });
}

/** Changes symbols of the amd64 image by name. */
function withSymbol(
  name: string,
  change: Partial<NonNullable<ImageDescription['symbols']>[number]>,
): BuiltImage {
  return described(({ symbols = [] }) => ({
    symbols: symbols.map((symbol) => (symbol.name === name ? { ...symbol, ...change } : symbol)),
  }));
}

test('ELF header: what is not accepted is left alone, or ends the program', async () => {
  const gnuOsabi = described(() => ({ osabi: 9 }));
  assert.equal((await finding('criu', gnuOsabi)).outcome, 'refuses');
  assert.equal((await finding('rustix', gnuOsabi)).outcome, 'fallback');
  const shadow = await finding('shadow', gnuOsabi);
  assert.equal(shadow.outcome, 'refuses');
  assert.match(reasonSentence(shadow.why), /EI_OSABI is 9, not 0, and that is taken for fatal/);
  assert.equal((await finding('shadow', gnuOsabi, { header: undefined })).outcome, 'found');
  assert.equal(
    (
      await finding(
        'criu',
        described(() => ({ osabi: 3 })),
      )
    ).outcome,
    'found',
  );
  assert.equal((await finding('bionic', gnuOsabi)).outcome, 'found');
});

test('program headers: CRIU wants one of each, rustix no PT_INTERP and an executable PT_LOAD', async () => {
  const second = described(() => ({
    extraSegments: [{ type: 1, vaddr: 0n, offset: 0n, filesz: 16n, memsz: 16n }],
  }));
  assert.match(reasonSentence((await finding('criu', second)).why), /second LOAD|second PT_LOAD/);
  assert.equal((await finding('criu', second, { segments: undefined })).outcome, 'found');
  const interpreted = described(() => ({ interpreter: '/lib/ld.so' }));
  const refused = await finding('rustix', interpreted);
  assert.equal(refused.outcome, 'fallback');
  assert.match(reasonSentence(refused.why), /INTERP, which no vDSO is expected to have/);
  assert.equal((await finding('go', interpreted)).outcome, 'found');
});

test('the count of symbols from SHT_DYNSYM: without section headers nothing, with sh_entsize 0 a division', async () => {
  const stripped = described(() => ({ sectionHeaders: false }));
  for (const id of ['bionic', 'llvm-libc', 'uclibc-ng', 'fex']) {
    assert.equal((await finding(id, stripped)).outcome, 'fallback', id);
  }
  for (const id of ['cilium-ebpf', 'linux-raw-vdso', 'shadow']) {
    assert.equal((await finding(id, stripped)).outcome, 'refuses', id);
  }
  const unsized = damage(amd64, 'shdr[.dynsym].sh_entsize', 0n);
  const divided = await finding('llvm-libc', unsized);
  assert.equal(divided.outcome, 'crash');
  assert.match(reasonSentence(divided.why), /integer division by zero/);
  assert.equal((await finding('bionic', unsized)).outcome, 'found');
});

test('uClibc-ng: section headers and dynamic table must agree', async () => {
  const high = vdsoImage({ arch: 'amd64', override: { base: 0x100000n } });
  const refused = await finding('uclibc-ng', high);
  assert.equal(refused.outcome, 'fallback');
  assert.match(reasonSentence(refused.why), /so the image is left alone/);
  assert.equal((await finding('bionic', high)).outcome, 'found');
});

test('type or binding: a global object passes CRIU, and nobody who wants both', async () => {
  const object = withSymbol('__vdso_time', { type: 'OBJECT' });
  assert.equal((await finding('criu', object)).outcome, 'found');
  assert.equal((await finding('criu', object, { typeOrBinding: undefined })).outcome, 'partial');
  assert.equal((await finding('linux-selftests', object)).outcome, 'partial');
});

test('visibility: only the default one, for linux-raw-vdso; all but the hidden ones, for glibc', async () => {
  const arm = describeVdso({ arch: 'arm' });
  const symbols = (arm.symbols ?? []).map((symbol) => ({ ...symbol, visibility: 'PROTECTED' as const }));
  const hidden = await finding('linux-raw-vdso', buildImage({ ...arm, symbols }));
  assert.equal(hidden.outcome, 'fallback');
  assert.match(reasonSentence(hidden.keys[0]?.why ?? hidden.why), /visibility 3, which is not accepted/);
  assert.equal((await finding('linux-raw-vdso', buildImage(arm))).outcome, 'found');
  for (const [visibility, outcome] of [
    ['PROTECTED', 'found'],
    ['HIDDEN', 'partial'],
    ['INTERNAL', 'partial'],
  ] as const) {
    const image = withSymbol('__vdso_time', { visibility });
    assert.equal((await finding('glibc', image)).outcome, outcome, visibility);
    assert.equal((await finding('glibc', image, { visibility: undefined })).outcome, 'found');
  }
});

test('size: Shadow overwrites functions of 5 bytes, and ends the program for shorter ones', async () => {
  assert.equal((await finding('shadow', withSymbol('__vdso_time', { size: 5 }))).outcome, 'found');
  const short = await finding('shadow', withSymbol('__vdso_time', { size: 4 }));
  assert.equal(short.outcome, 'refuses');
  assert.match(reasonSentence(short.why), /4 bytes, and 5 are needed to overwrite it/);
});

test('rustix panics on a missing function of an image it can use, and on 32 bits falls back', async () => {
  const without = await finding('rustix', vdsoImage({ arch: 'amd64', exports: ['__vdso_clock_gettime'] }));
  assert.equal(without.outcome, 'crash');
  const key = without.keys.find(({ symbol }) => symbol === '__vdso_getcpu');
  assert.match(
    reasonSentence(key?.why ?? without.why),
    /__vdso_getcpu is not found, and the program asserts/,
  );
  assert.match(reasonSentence(key?.cause ?? without.why), /Linux/);
  assert.equal(
    (await finding('rustix', vdsoImage({ arch: 'arm', exports: ['__vdso_time'] }))).outcome,
    'fallback',
  );
  const unusable = vdsoImage({ arch: 'amd64', hash: 'none' });
  const alone = await finding('rustix', unusable);
  assert.equal(alone.outcome, 'fallback');
  assert.deepEqual([...new Set(alone.keys.map(({ fallback }) => fallback))], ['every call is a system call']);
});

test('rustix: the address found must lie in the PT_LOAD', async () => {
  const beyond = await finding('rustix', withSymbol('__vdso_clock_gettime', { value: 0x100000n }));
  assert.equal(beyond.outcome, 'crash');
  assert.match(reasonSentence(beyond.why), /beyond the end of the PT_LOAD/);
});

test('rustix: vd_version and DT_SYMENT', async () => {
  assert.equal((await finding('rustix', damage(amd64, 'verdef[0].vd_version', 2))).outcome, 'crash');
  assert.equal((await finding('linux-selftests', damage(amd64, 'verdef[0].vd_version', 2))).outcome, 'found');
});

test('Abseil: a failed check on any symbol on the way ends the program', async () => {
  const count = await finding('abseil', damage(amd64, 'verdef[1].vd_cnt', 3));
  assert.equal(count.outcome, 'crash');
  assert.match(reasonSentence(count.why), /3 auxiliary entries, and only 1 or 2 pass/);
  const value = await finding('abseil', withSymbol('__vdso_clock_gettime', { value: 0n }));
  assert.equal(value.outcome, 'crash');
  assert.match(reasonSentence(value.why), /not above the address the image is linked at/);
});

test('stress-ng: the image must be linked at 0, and have DT_HASH', async () => {
  assert.equal((await finding('stress-ng', amd64)).outcome, 'found');
  const high = vdsoImage({ arch: 'amd64', override: { base: 0x100000n } });
  assert.match(reasonSentence((await finding('stress-ng', high)).why), /not linked at 0/);
  assert.equal((await finding('stress-ng', vdsoImage({ arch: 'amd64', hash: 'gnu' }))).outcome, 'refuses');
});

test('Folly goes by the soname', async () => {
  const renamed = await finding(
    'folly',
    vdsoImage({ arch: 'amd64', override: { soname: 'linux-gate.so.1' } }),
  );
  assert.equal(renamed.outcome, 'fallback');
  assert.match(reasonSentence(renamed.why), /named linux-gate\.so\.1 and is looked for as linux-vdso\.so\.1/);
});

test('cilium/ebpf: the note, and its absence', async () => {
  const found = await finding('cilium-ebpf', amd64);
  assert.match(reasonSentence(found.keys[0]?.why ?? found.why), /it says Linux 6\.12\.107/);
  const none = await finding('cilium-ebpf', vdsoImage({ arch: 'amd64', notes: [] }));
  assert.equal(none.outcome, 'refuses');
  assert.match(reasonSentence(none.why), /No note of owner "Linux"/);
  assert.match(consequenceText(none.keys[0]?.fallback ?? ''), /an error: the kernel version is not known/);
});

test('cilium/ebpf: a note that is padded to 8 bytes is read in steps of 4', async () => {
  const id = '56bed1785065b5d33b28143ff8e259dc8483e1eb';
  const notes = [buildIdNote(id), linuxVersionNote(7, 2, 13)];
  const laidTo8 = await finding(
    'cilium-ebpf',
    vdsoImage({ arch: 'riscv64', notes, override: { noteAlign: 8 } }),
  );
  assert.equal(laidTo8.keys[0]?.outcome, 'refuses');
  assert.doesNotMatch(reasonSentence(laidTo8.why), /symbol/);
  assert.match(reasonSentence(laidTo8.why), /goes on beyond the end of the section/);
  const { cause } = laidTo8.keys[0] ?? {};
  assert.match(cause === undefined ? '' : reasonSentence(cause), /^The note is there, at file offset 0x/);
});

test('CRIU: an index beyond nchain ends the chain, where others fault', async () => {
  const image = vdsoImage({ arch: 'amd64', hash: 'sysv', override: { buckets: 1 } });
  const broken = damage(image, 'sysvHash.bucket[0]', 0x7fffffff);
  assert.equal((await finding('criu', broken)).outcome, 'fallback');
  assert.equal((await finding('criu', broken, { bounds: undefined })).outcome, 'crash');
});

test('glibc: bloom words that are no power of two are an assertion, no buckets an empty table', async () => {
  const gnu = vdsoImage({ arch: 'amd64', hash: 'gnu' });
  const odd = await finding('glibc', damage(gnu, 'gnuHash.bloomSize', 3));
  assert.equal(odd.outcome, 'crash');
  assert.match(reasonSentence(odd.why), /a power of two is asserted/);
  assert.equal((await finding('glibc', damage(gnu, 'gnuHash.nbuckets', 0))).outcome, 'fallback');
});

test('which symbol counts when two have the name: the last for LLVM libc, the first for bionic and Zig', async () => {
  const twice = described(({ symbols = [] }) => ({
    symbols: [
      ...symbols,
      { name: '__vdso_clock_gettime', offset: 8, size: 4, type: 'FUNC', version: 'LINUX_2.6' } as const,
    ],
  }));
  const of = async (id: string) =>
    (await finding(id, twice)).keys.find(({ symbol }) => symbol === '__vdso_clock_gettime')?.symbolIndex ?? 0;
  assert.ok((await of('llvm-libc')) > (await of('zig-std')));
  assert.equal(await of('bionic'), await of('zig-std'));
});
