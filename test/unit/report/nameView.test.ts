/** `--why`: what is known of one name in an image, and where it lies in the file. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameJson, nameText } from '../../../src/report/output/nameReport.ts';
import { detailView } from '../../../src/report/views/detail/detail.ts';
import { buildImage, type VdsoOptions, vdsoImage } from '../../support/elf/index.ts';
import { assertFollowsSchema } from '../../support/schema.ts';
import { type ReportOptions, reportOf, validJson } from './support.ts';

const go: ReportOptions = { consumers: [{ id: 'go' }] };

async function why(name: string, options: VdsoOptions, more: ReportOptions = {}): Promise<string> {
  const { subject } = await reportOf(vdsoImage(options).bytes, { symtab: true, ...more });
  for (const value of nameJson(subject, name)) assertFollowsSchema(value, 'name');
  return [...nameText(subject, name)].join('\n');
}

test('a name that is there: its row, where it lies, who looks it up, and where else it is', async () => {
  const text = await why('__vdso_getcpu', { arch: 'riscv64' });
  assert.match(
    text,
    /^__vdso_getcpu {2}symbol \d+ of \.dynsym in LINUX_4\.15, at (0x[0-9a-f]+), file offset \1$/m,
  );
  assert.match(text, /^ {2}When it enters the kernel: Always/m);
  assert.match(text, /^ {4}glibc \S+ · \S+: found at 0x/m);
  assert.match(
    text,
    /^ {4}__vdso_getcpu {4,}x86-64, x32, riscv64, riscv32 \(5\.10 or older\); i386 \(in 6\.5, not in 6\.1\)/m,
  );
  assert.match(text, /^ {4}__kernel_getcpu {2}s390x, ppc64 \(5\.10 or older\); ppc \(/m);
});

test('a name of another architecture: what it is called here, and all of that', async () => {
  const text = await why('__vdso_clock_gettime', { arch: 'arm64' });
  assert.match(
    text,
    /^__vdso_clock_gettime {2}not in this image: here it is called __kernel_clock_gettime$/m,
  );
  assert.match(text, /^__kernel_clock_gettime {2}symbol \d+ of \.dynsym in LINUX_2\.6\.39/m);
  assert.match(text, /Go \S+ · vdsoClockgettimeSym: found at/);
  assert.equal(text.match(/Linux exports it as/g)?.length, 1);
});

test('a name that is missing: who misses it, and why the image lacks it', async () => {
  const text = await why('__vdso_getrandom', { arch: 'amd64', exports: ['__vdso_time'] });
  assert.match(text, /^__vdso_getrandom {2}not in this image$/m);
  assert.match(
    text,
    /Go \S+ · vdsoGetrandomSym: falls back: .*Linux exports __vdso_getrandom here from 6\.11 on/,
  );
  const nobodys = await why('__kernel_get_tbfreq', { arch: 'ppc64', exports: ['__kernel_time'] }, go);
  assert.match(nobodys, /None of the runtimes asked looks it up here/);
  assert.match(nobodys, /its kernel was changed or configured to leave it out/);
});

test('a name that nobody knows, and one that is coming', async () => {
  const text = await why('__vdso_gettimeofdy', { arch: 'amd64' });
  assert.match(text, /No Linux kernel whose source was read exports this name/);
  assert.match(text, /Did you mean __vdso_gettimeofday\?/);
  const coming = await why('__vdso_futex_robust_list64_cmpxchg_rseq', { arch: 'amd64' });
  assert.match(coming, /Patches of 2026 propose this name for x86-64 and x32; no kernel/);
});

test('names that are keys of every object are names like any other', async () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    assert.match(await why(name, { arch: 'amd64' }, go), new RegExp(`^${name} {2}not in this image$`, 'm'));
  }
});

test('in a file that is no vDSO it says where the symbol is, and no more', async () => {
  const { bytes } = vdsoImage({
    arch: 'amd64',
    override: { soname: 'libfoo.so', versions: [], symbols: libSymbols },
  });
  const { subject } = await reportOf(bytes);
  assert.equal(subject.role, 'elf');
  assert.match(
    [...nameText(subject, 'malloc')].join('\n'),
    /^malloc {2}symbol 1 of \.dynsym, at 0x\S+, file offset 0x\S+$/,
  );
  assert.match([...nameText(subject, 'other')].join('\n'), /^other {2}not in this image$/);
  for (const value of nameJson(subject, 'malloc')) assertFollowsSchema(value, 'name');
});

test('of a name in thousands of rows the first are listed and the others counted', async () => {
  const symtab = Array.from({ length: 1000 }, () => ({ ...libSymbols[0], name: 'init' }));
  const { bytes } = vdsoImage({ arch: 'amd64', override: { symtab } });
  const { subject } = await reportOf(bytes, { symtab: true, ...go });
  const lines = [...nameText(subject, 'init')];
  assert.equal(lines.filter((line) => line.startsWith('init ')).length, 100);
  assert.ok(lines.includes('  And 900 more symbols of this name.'));
  for (const value of nameJson(subject, 'init')) assertFollowsSchema(value, 'name');
});

const libSymbols = [{ name: 'malloc', offset: 0x10, size: 8, type: 'FUNC', bind: 'GLOBAL' }] as const;

test('the details of a symbol say since when it is exported, and where else under which name', async () => {
  const report = await reportOf(vdsoImage({ arch: 'arm64' }).bytes);
  const { symbols } = report.subject.image;
  const index = [...Array(symbols.length).keys()].find((i) => symbols.name(i) === '__kernel_getrandom') ?? -1;
  const fields = detailView(report, 'symbols', index).fields;
  const value = (label: string) => fields.find((each) => each.label === label)?.value;
  assert.equal(value('Exported'), 'since 6.12');
  assert.match(value('Elsewhere') ?? '', /__kernel_getrandom: s390x, ppc64, ppc \(since 6\.12\)/);
  assert.match(value('Elsewhere') ?? '', /__vdso_getrandom: x86-64 \(since 6\.11\)/);
  assert.doesNotMatch(value('Elsewhere') ?? '', /arm64/);
});

test('file offsets: of images linked elsewhere, of Thumb code, and none where no byte of the file is', async () => {
  const high = vdsoImage({ arch: 'amd64', override: { base: 0xffff_ffff_ff70_0000n } });
  const low = vdsoImage({ arch: 'amd64' });
  const offsets = async (bytes: Uint8Array): Promise<readonly unknown[]> =>
    validJson(await reportOf(bytes)).symbols.map(({ name, fileOffset }) => [name, fileOffset]);
  assert.deepEqual(await offsets(high.bytes), await offsets(low.bytes));
  assert.ok((await offsets(low.bytes)).length > 3);
  const arm = validJson(await reportOf(vdsoImage({ arch: 'arm' }).bytes)).symbols.filter(
    ({ type }) => type === 'FUNC',
  );
  for (const { value, fileOffset } of arm) assert.equal(BigInt(fileOffset ?? -1), BigInt(value) & ~1n);
  const report = await reportOf(vdsoImage({ arch: 'amd64', override: { symbols: beyond } }).bytes);
  for (const { name, fileOffset } of validJson(report).symbols) {
    assert.equal(fileOffset === undefined, name !== 'inside', name);
  }
  const object = buildImage({
    ...vdsoImage({ arch: 'amd64' }).description,
    type: 1,
    symbols: [],
    symtab: libSymbols,
  });
  const symtab = validJson(await reportOf(object.bytes, { symtab: true })).symtab ?? [];
  assert.ok(symtab.length > 1 && symtab.every(({ fileOffset }) => fileOffset === undefined));
});

const beyond = [
  { name: 'inside', offset: 0x10, size: 8, type: 'FUNC', bind: 'GLOBAL' },
  { name: 'outside', value: 0x7fff_0000n, size: 8, type: 'FUNC', bind: 'GLOBAL' },
  { name: 'absolute', value: 0x10n, size: 0, type: 'OBJECT', bind: 'GLOBAL', section: 'ABS' },
] as const;
