/** Images in kernels, core dumps, packages and archives, as tools are asked about them: which one is meant, and its bytes alone. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { checkConsumers, compareVdsoImages, inspectVdso } from '../../../src/tools/tools.ts';
import { debOf, tarOf } from '../../support/archives.ts';
import { kernelOf } from '../../support/containers/kernels.ts';
import { buildCore, programCore } from '../../support/coreDump.ts';
import { buildIdNote, vdsoImage } from '../../support/elf/index.ts';
import { goProgramImage } from '../../support/goProgram.ts';
import { runCli } from '../cli/support.ts';
import { answerOf, place } from './support.ts';

interface Answer {
  readonly source: {
    readonly kind: string;
    readonly path: string;
    readonly members?: readonly string[];
    readonly pid?: number;
    readonly sha256?: string;
  };
  readonly role: string;
  readonly header: { readonly type: { readonly name: string }; readonly machine: { readonly name: string } };
  readonly fulfilled?: boolean;
  readonly consumers: readonly { readonly id: string }[];
}

interface Comparison {
  readonly kind?: string;
  readonly from: { readonly kind: string; readonly label: string; readonly architecture: string };
  readonly to: { readonly kind: string; readonly label: string; readonly architecture: string };
}

const parsed = answerOf<Answer>;
const compared = async (input: object) => answerOf<Comparison>(await compareVdsoImages(input, place));
const sentenceOf = (asked: Promise<string>): Promise<string> =>
  asked.then(assert.fail, (error: Error) => error.message);

const amd64 = vdsoImage({ arch: 'amd64' }).bytes;
const older = vdsoImage({ arch: 'amd64', exports: ['__vdso_clock_gettime'] }).bytes;
const s390x = vdsoImage({ arch: 's390x' }).bytes;
const AT_ENTRY = 9;
const AT_SYSINFO_EHDR = 33;
const vdso = 'lib/modules/6.12/vdso/vdso64.so';
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'vdso-explorer-tools-')));
const at = (name: string) => path.join(folder, name);

before(() => {
  writeFileSync(at('lone.so'), amd64);
  writeFileSync(at('older.so'), older);
  writeFileSync(at('arm64.so'), vdsoImage({ arch: 'arm64' }).bytes);
  writeFileSync(at('one.tar.gz'), gzipSync(tarOf([{ name: vdso, bytes: amd64 }])));
  writeFileSync(
    at('two.deb'),
    debOf([
      { name: vdso, bytes: amd64 },
      { name: 'boot/\u001b[31m../s390x.so', bytes: s390x },
    ]),
  );
  writeFileSync(at('none.tar'), tarOf([{ name: 'boot/config', bytes: Buffer.from('x') }]));
  writeFileSync(at('text'), 'no container\n');
  writeFileSync(at('vmlinux'), kernelOf([amd64, s390x]).bytes);
  writeFileSync(at('core'), programCore(amd64, 0x7fff_0000n));
  mkdirSync(at('folder'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('of a core dump nothing is read but the dump: a name in it is anybody’s', async () => {
  const start = 0x40_0000n;
  const program = goProgramImage({ override: { notes: [buildIdNote('0707070707070707')] } }).bytes;
  writeFileSync(at('server'), program);
  const base = 0x7fff_0000n;
  const dump = buildCore({
    class: 64,
    littleEndian: true,
    machine: 62,
    auxv: [
      [AT_SYSINFO_EHDR, base],
      [AT_ENTRY, start + 16n],
    ],
    memory: [
      { address: start, bytes: program.subarray(0, 4096) },
      { address: base, bytes: amd64, flags: 5 },
    ],
    files: [{ start, end: start + 0x4000n, page: 0n, name: at('server') }],
  });
  writeFileSync(at('core.go'), dump);
  // The terminal, which a user runs, does read it.
  const report = JSON.parse((await runCli([at('core.go'), '--image', '0', '--json'])).stdout) as Answer;
  assert.ok(report.consumers.some(({ id }) => id === 'go-program'));
  for (const asked of [
    () => inspectVdso({ path: at('core.go'), image: '0', parts: ['consumers', 'code'] }, place),
    () => checkConsumers({ path: at('core.go') }, place),
  ]) {
    const { consumers } = parsed(await asked()).json;
    assert.ok(consumers.length > 10 && !consumers.some(({ id }) => id.startsWith('go-program')));
  }
});

test('of a file with one image that image is meant, and a note says so', async () => {
  const { json, notes } = parsed(await inspectVdso({ path: at('one.tar.gz') }, place));
  assert.deepEqual(
    [json.source.kind, json.source.path, json.source.members],
    ['archive', at('one.tar.gz'), [vdso]],
  );
  assert.equal(json.role, 'vdso');
  assert.match(notes, /^The image in \S+one\.tar\.gz is meant: linux-vdso\.so\.1, at lib\/modules/);
  const check = parsed(await checkConsumers({ path: at('one.tar.gz'), require: ['go'] }, place)).json;
  assert.equal(check.fulfilled, true);
});

test('of several one has to be named: without it the sentence has all of them', async () => {
  for (const [tool, input] of [
    [inspectVdso, { path: at('two.deb') }],
    [checkConsumers, { path: at('two.deb') }],
    [checkConsumers, { path: at('vmlinux') }],
    [inspectVdso, { path: at('vmlinux'), parts: ['code'] }],
  ] as const) {
    const sentence = await sentenceOf(tool(input, place));
    assert.match(
      sentence,
      /^"\S+" holds 2 images: say which with "image", by its number: 0: linux-vdso\.so\.1 \(x86-64, Linux 6\./,
    );
    assert.match(sentence, /; 1: linux-vdso64\.so\.1 \(s390x, .+\)\.$/);
  }
  const hostile = await sentenceOf(inspectVdso({ path: at('two.deb') }, place));
  assert.match(hostile, /data\.tar: boot\/\\x1b\[31m\.\.\/s390x\.so/);
});

test('an image is named by its number, its name or where it lies', async () => {
  for (const [file, image, machine] of [
    ['two.deb', '0', 'X86_64'],
    ['two.deb', '1', 'S390'],
    ['two.deb', 'linux-vdso64.so.1', 'S390'],
    ['two.deb', `data.tar: ${vdso}`, 'X86_64'],
    ['two.deb', vdso, 'X86_64'],
    ['vmlinux', '1', 'S390'],
  ] as const) {
    const { json, notes } = parsed(await inspectVdso({ path: at(file), image }, place));
    assert.deepEqual([json.header.machine.name, json.role, notes], [machine, 'vdso', ''], `${file} ${image}`);
  }
});

test('an ELF file that holds images is told as itself, and that it holds some', async () => {
  for (const [file, type] of [
    ['vmlinux', 'EXEC'],
    ['core', 'CORE'],
  ] as const) {
    const { json, notes } = parsed(await inspectVdso({ path: at(file) }, place));
    assert.deepEqual([json.source.kind, json.header.type.name], ['file', type]);
    assert.match(notes, /may hold vDSO images of its own.*"image"/);
    const itself = parsed(await checkConsumers({ path: at(file), image: 'self' }, place));
    assert.deepEqual([itself.json.source.kind, itself.notes.includes('"image"')], ['file', false]);
  }
  const { json } = parsed(await checkConsumers({ path: at('core') }, place));
  assert.deepEqual([json.source.kind, json.source.pid, json.role], ['core', 4711, 'vdso']);
});

test('what cannot be is told with what to give', async () => {
  for (const [input, sentence] of [
    [{ path: at('two.deb'), image: '7' }, /holds no image "7", but 2 images: 0: linux-vdso\.so\.1 .*; 1: /],
    [{ path: at('one.tar.gz'), image: '7' }, /holds no image "7", but 1 image: 0: linux-vdso\.so\.1 /],
    [{ path: at('lone.so'), image: '0' }, /lone\.so" holds no other images: ask without "image"\.$/],
    [{ path: at('text'), image: '0' }, /text" holds no other images/],
    [{ path: at('text') }, /^Not an ELF file/],
    [{ path: at('none.tar') }, /none\.tar" holds no vDSO image\.$/],
    [{ path: at('none.tar'), image: '0' }, /none\.tar" holds no vDSO image\.$/],
    [{ path: at('folder'), image: '0' }, /is a folder/],
    [{ image: '0' }, /^Give the path of the file that holds the image/],
    [{ pid: process.pid, image: '0' }, /^Give the path of the file that holds the image/],
  ] as const)
    assert.match(await sentenceOf(inspectVdso(input, place)), sentence, JSON.stringify(input));
  const { json } = parsed(await inspectVdso({ path: at('lone.so'), image: 'self' }, place));
  assert.equal(json.role, 'vdso');
});

test('compare says of images in files what diff says', async () => {
  for (const [input, args] of [
    [
      { fromPath: at('two.deb'), fromImage: '0', toPath: at('older.so') },
      [at('two.deb'), at('older.so'), '--image', '0', '--image', 'self'],
    ],
    [
      { fromPath: at('vmlinux'), fromImage: '1', toPath: at('two.deb'), toImage: 'linux-vdso64.so.1' },
      [at('vmlinux'), at('two.deb'), '--image', '1', '--image', '1'],
    ],
    [{ fromPath: at('one.tar.gz'), toPath: at('core') }, [at('one.tar.gz'), at('core')]],
  ] as const) {
    const { json } = await compared(input);
    const diff = JSON.parse((await runCli(['diff', ...args, '--json'])).stdout);
    const bare = ({ from, to, ...rest }: Comparison) => {
      const side = (of: object) => ({ ...of, sha256: undefined });
      return { ...rest, generator: 0, from: side(from), to: side(to) };
    };
    assert.deepEqual(bare(json), bare({ ...diff, leftOut: [] }));
  }
});

test("compare takes the only image of the other side's architecture, and says so", async () => {
  for (const input of [
    { fromPath: at('vmlinux'), toPath: at('older.so') },
    { fromPath: at('older.so'), toPath: at('vmlinux') },
  ]) {
    const { json, notes } = await compared(input);
    assert.ok([json.from.label, json.to.label].includes('vmlinux: linux-vdso.so.1'));
    assert.match(notes, /^Of several images vmlinux: linux-vdso\.so\.1 was compared\./);
  }
});

test('compare of several images wants them named: one sentence has those of both', async () => {
  const both = await sentenceOf(compareVdsoImages({ fromPath: at('two.deb'), toPath: at('vmlinux') }, place));
  assert.match(
    both,
    /^"\S+two\.deb" holds 2 images: say which with "fromImage", .*\. "\S+vmlinux" holds 2 images: say which with "toImage", /,
  );
  const foreign = { fromPath: at('vmlinux'), toPath: at('arm64.so') };
  assert.match(await sentenceOf(compareVdsoImages(foreign, place)), /^"\S+vmlinux" .* "fromImage"[^"]*$/);
  const alone = { fromImage: '0', toPath: at('lone.so') };
  assert.match(await sentenceOf(compareVdsoImages(alone, place)), /^Give the path of the file/);
});
