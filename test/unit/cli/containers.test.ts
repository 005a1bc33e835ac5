/** Files and folders that hold images, in the terminal: the list, the report that gains one, and which image is meant. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { debOf, tarOf } from '../../support/archives.ts';
import { bzImage, zboot, zImage } from '../../support/containers/bootFiles.ts';
import { kernelOf, noise } from '../../support/containers/kernels.ts';
import { programCore } from '../../support/coreDump.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { readXml } from '../../support/formatReaders.ts';
import { assertValid, assertValidList } from '../report/support.ts';
import { runCli } from './support.ts';

const amd64 = vdsoImage({ arch: 'amd64' }).bytes;
const s390x = vdsoImage({ arch: 's390x' }).bytes;
const BASE = 0x7fff_0000n;
const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-containers-'));
const at = (name: string) => path.join(folder, name);
const vdso = 'lib/modules/6.12/vdso/vdso64.so';

before(() => {
  writeFileSync(at('one.tar'), tarOf([{ name: vdso, bytes: amd64 }]));
  writeFileSync(
    at('two.deb'),
    debOf([
      { name: vdso, bytes: amd64 },
      { name: 'boot/\u001b[31m../s390x.so', bytes: s390x },
    ]),
  );
  writeFileSync(at('none.tar'), tarOf([{ name: 'boot/config', bytes: Buffer.from('x') }]));
  writeFileSync(at('vmlinux'), kernelOf([amd64, s390x]).bytes);
  writeFileSync(at('core'), programCore(amd64, BASE));
  mkdirSync(at('root/boot'), { recursive: true });
  writeFileSync(at('root/boot/image'), amd64);
  writeFileSync(at('root/boot/a.tar'), tarOf([{ name: vdso, bytes: s390x }]));
  mkdirSync(at('empty'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('a container that is no ELF file lists its images', async () => {
  const { code, stdout, stderr } = await runCli([at('two.deb')]);
  assert.deepEqual([code, stderr], [0, '']);
  const [heading, head, first, second, end] = stdout.split('\n');
  assert.equal(heading, `Images in ${at('two.deb')}`);
  assert.match(head ?? '', /^ +# {2}Name +Architecture +Kernel +Size {2}Where$/);
  assert.match(
    first ?? '',
    /^ +0 {2}linux-vdso\.so\.1 +x86-64 +6\.12.* KiB {2}data\.tar: lib\/modules\/6\.12\/vdso\/vdso64\.so$/,
  );
  // Hostile names are escaped, and are names alone.
  assert.match(
    second ?? '',
    /^ +1 {2}linux-vdso64\.so\.1 +s390x .*data\.tar: boot\/\\x1b\[31m\.\.\/s390x\.so$/,
  );
  assert.equal(end, '2 images');
});

test('the list as JSON', async () => {
  const { code, stdout } = await runCli([at('two.deb'), '--json']);
  const list = JSON.parse(stdout);
  assert.equal(code, 0);
  assertValidList(stdout);
  assert.deepEqual(list.container, {
    kind: 'archive',
    path: at('two.deb'),
    size: readFileSync(at('two.deb')).length,
  });
  assert.deepEqual(
    list.images.map(({ index, name, member, size, machine }: Record<string, unknown>) => [
      index,
      name,
      member,
      size,
      machine,
    ]),
    [
      [0, 'linux-vdso.so.1', `data.tar: ${vdso}`, amd64.length, { value: 62, name: 'X86_64' }],
      [
        1,
        'linux-vdso64.so.1',
        'data.tar: boot/\u001b[31m../s390x.so',
        s390x.length,
        { value: 22, name: 'S390' },
      ],
    ],
  );
});

test('a folder lists the images below it', async () => {
  const { code, stdout } = await runCli([at('root')]);
  assert.equal(code, 0);
  assert.match(stdout, /^ +0 .* boot\/a\.tar: lib\/modules.*\n +1 .* boot\/image\n2 images$/m);
  const { container } = JSON.parse((await runCli([at('root'), '--json'])).stdout);
  assert.deepEqual(container, { kind: 'folder', path: at('root') });
  assertValidList((await runCli([at('root'), '--json'])).stdout);
});

test('what holds no image ends with 1 and says so', async () => {
  for (const name of ['none.tar', 'empty'])
    for (const options of [[], ['--json'], ['--dump', at('out.so')]]) {
      const { code, stdout, stderr } = await runCli([at(name), ...options]);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /holds no vDSO image\.\n$/);
    }
});

test('a kernel without an image is told as the kernel that it is', async () => {
  const code = noise(8192);
  for (const [name, bytes, form] of [
    ['vmlinuz-marvell', zImage(code), ' (zImage)'],
    ['vmlinuz-old', bzImage(code), ' (bzImage)'],
    ['vmlinuz-efi', zboot(code, 'gzip'), ' (Image)'],
    ['vmlinuz-board', Uint8Array.of(0, ...code), ''],
    ['Image.gz', gzipSync(Buffer.from(zImage(code))), ''],
  ] as const) {
    writeFileSync(at(name), bytes);
    const { code: status, stdout, stderr } = await runCli([at(name)]);
    assert.deepEqual([status, stdout], [1, '']);
    assert.equal(stderr, `"${at(name)}" is a Linux kernel${form} and holds no vDSO image.\n`);
  }
});

test('a kernel and a core dump keep their report, which gains the images', async () => {
  const json = await runCli([at('vmlinux'), '--json']);
  const report = assertValid(json.stdout) as unknown as {
    images: { name: string }[];
    source: { kind: string };
  };
  assert.deepEqual(
    report.images.map(({ name }) => name),
    ['linux-vdso.so.1', 'linux-vdso64.so.1'],
  );
  assert.equal(report.source.kind, 'file');
  const core = assertValid((await runCli([at('core'), '--json'])).stdout) as unknown as {
    images: { base: string }[];
    dumped: object;
  };
  assert.equal(core.images[0]?.base, '0x7fff0000');
  assert.deepEqual(core.dumped, { pid: 4711, name: 'program', commandLine: 'program --option' });
  const text = (await runCli([at('core'), '--full'])).stdout;
  assert.match(text, /^Memory of process 4711 \(program\): program --option\nImages inside \(1\)\n/m);
  assert.match((await runCli([at('vmlinux')])).stdout, /^ {2}Images inside {2}2: linux-vdso\.so\.1 x86-64/m);
  assert.doesNotMatch((await runCli([at('root/boot/image')])).stdout, /Images inside/);
});

const meant = [
  [['--clocks'], /^Clocks, by /m],
  [['--lookup', '__vdso_time'], /__vdso_time/],
  [['--replay'], /linux-vdso\.so\.1/],
  [['--disasm', '__vdso_time'], /__vdso_time/],
] as const;

for (const [options, expected] of meant)
  test(`${options[0]} means the only image, and says so in one line`, async () => {
    for (const name of ['one.tar', 'core']) {
      const { code, stdout, stderr } = await runCli([at(name), ...options]);
      assert.equal(code, 0, stderr);
      assert.match(stdout, expected);
      assert.match(stderr, /^The image in [^\n]* is meant: linux-vdso\.so\.1, at [^\n]*\.\n$/);
    }
  });

test('--dump writes the only image', async () => {
  for (const name of ['one.tar', 'core']) {
    const { code } = await runCli([at(name), '--dump', at(`${name}.so`)]);
    assert.equal(code, 0);
    assert.deepEqual(new Uint8Array(readFileSync(at(`${name}.so`))), amd64);
  }
});

test('--dump never writes over the container', async () => {
  const before = readFileSync(at('one.tar'));
  const { code, stderr } = await runCli([at('one.tar'), '--dump', at('one.tar'), '--force']);
  assert.equal(code, 1);
  assert.match(stderr, /being read/);
  assert.deepEqual(readFileSync(at('one.tar')), before);
});

test('of several images one has to be chosen: without it 2 and the list', async () => {
  for (const name of ['two.deb', 'vmlinux', 'root']) {
    const { code, stdout, stderr } = await runCli([at(name), '--clocks']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^ +0 .*\n +1 .*\n.*holds 2 images: say which by its number/m);
  }
});

test('by number, by name and by where it lies', async () => {
  const where = `data.tar: ${vdso}`;
  for (const [name, image, soname] of [
    ['two.deb', '0', 'linux-vdso.so.1'],
    ['two.deb', '1', 'linux-vdso64.so.1'],
    ['two.deb', 'linux-vdso64.so.1', 'linux-vdso64.so.1'],
    ['two.deb', where, 'linux-vdso.so.1'],
    ['two.deb', vdso, 'linux-vdso.so.1'],
    ['vmlinux', 'linux-vdso64.so.1', 'linux-vdso64.so.1'],
    ['root', 'boot/image', 'linux-vdso.so.1'],
  ] as const) {
    const { code, stdout, stderr } = await runCli([at(name), '--image', image]);
    assert.deepEqual([code, stderr], [0, ''], `${name} ${image}`);
    assert.ok(stdout.startsWith(`${soname} · `), stdout.split('\n')[0]);
  }
});

test('where an image comes from is in its report', async () => {
  const source = async (...args: string[]) => JSON.parse((await runCli([...args, '--json'])).stdout).source;
  const kinds: Record<string, string> = { 'two.deb': 'archive', core: 'core', vmlinux: 'kernel' };
  for (const [name, kind] of Object.entries(kinds))
    assert.equal((await source(at(name), '--image', '0')).kind, kind);
  assert.deepEqual((await source(at('two.deb'), '--image', '0')).members, ['data.tar', vdso]);
  assert.deepEqual((await source(at('root'), '--image', '1')).kind, 'file');
  const core = await source(at('core'), '--image', '0');
  assert.deepEqual([core.pid, core.label, core.base], [4711, 'process 4711 (program)', '0x7fff0000']);
});

test('an address of a mapping of the dumped process leads to its file', async () => {
  const { stdout } = await runCli([at('core'), '--image', '0', '--addr', '0x400010']);
  assert.match(stdout, /\/usr\/bin\/program/);
  assert.match(stdout, /offset 0x2010/);
});

test('--image self is the file itself, where it is an ELF file', async () => {
  const { code, stdout } = await runCli([at('core'), '--image', 'self', '--dump', at('whole')]);
  assert.equal(code, 0);
  assert.match(stdout, /^core · file /);
  assert.deepEqual(readFileSync(at('whole')), readFileSync(at('core')));
});

for (const [args, sentence] of [
  [[at('two.deb'), '--image', '2'], /holds no image "2"/],
  [[at('two.deb'), '--image', 'libc.so'], /holds no image "libc\.so"/],
  [[at('root/boot/image'), '--image', '0'], /holds no other images/],
  [['--live', '--image', '0'], /--image belongs to a file/],
  [['atlas', '--image', '0'], /--image has no meaning with atlas/],
] as const)
  test(`wrong usage: ${args.map((each) => path.basename(each)).join(' ')}`, async () => {
    const { code, stdout, stderr } = await runCli(args);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, sentence);
  });

test('check takes every image of a container, and the one of --image', async () => {
  const all = await runCli(['check', at('two.deb'), '--require', 'go', '--json']);
  assert.equal(all.code, 0, all.stderr);
  assert.equal(JSON.parse(all.stdout).images.length, 2);
  const one = await runCli(['check', at('two.deb'), '--image', '1', '--require', 'go', '--json']);
  assert.equal(JSON.parse(one.stdout).images, undefined);
  const folderOf = await runCli(['check', at('root'), at('core'), '--require', 'go']);
  assert.equal(folderOf.code, 0);
  assert.match(folderOf.stdout, /3 of 3 images/);
  const only = await runCli(['check', at('one.tar'), '--require', 'go']);
  assert.equal(only.code, 0);
  assert.match(only.stderr, /^The image in .* is meant/);
});

test('formats name each image of a container, and tell alike ones apart; those of a folder are in files of their own', async () => {
  const arm64 = vdsoImage({ arch: 'arm64' }).bytes;
  writeFileSync(at('alike.tar'), tarOf([amd64, arm64].map((bytes) => ({ name: vdso, bytes }))));
  mkdirSync(at('below/x'), { recursive: true });
  writeFileSync(at('below/x/image.so'), arm64);
  const args = ['check', at('alike.tar'), at('below'), '--require', 'musl@1.2.5'];
  const { children } = readXml((await runCli([...args, '--format', 'junit'])).stdout);
  const names = children.map(({ attributes }) => attributes['name'] ?? '');
  const inside = `${vdso}: linux-vdso.so.1`;
  const image = at('below/x/image.so');
  assert.deepEqual(names, [`${at('alike.tar')}: ${inside}`, `${at('alike.tar')}: ${inside} (1)`, image]);
  const { results } = JSON.parse((await runCli([...args, '--format', 'sarif'])).stdout).runs[0];
  const places = results.map((result: Result) => [
    result.locations[0].physicalLocation.artifactLocation.uri,
    result.locations[0].logicalLocations?.[0].fullyQualifiedName,
    result.partialFingerprints['requirement/v1'],
  ]);
  assert.deepEqual(places, [
    [pathToFileURL(at('alike.tar')).href, `${inside} (1)`, `musl@1.2.5 ${inside} (1)`],
    [pathToFileURL(image).href, undefined, 'musl@1.2.5'],
  ]);
});

interface Result {
  readonly locations: readonly [
    {
      readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      readonly logicalLocations?: readonly [{ readonly fullyQualifiedName: string }];
    },
  ];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

const changed = vdsoImage({ arch: 'amd64', exports: ['__vdso_getcpu'] }).bytes;
const diffOf = async (...args: string[]) => {
  const { code, stdout, stderr } = await runCli(['diff', ...args, '--json']);
  const { from, to } = code === 2 ? { from: {}, to: {} } : JSON.parse(stdout);
  return { code, stderr, labels: [from.label, to.label] };
};

test('diff of containers with several images wants one named: without it 2 and both lists', async () => {
  for (const [from, to, lists] of [
    ['two.deb', 'vmlinux', ['two.deb', 'vmlinux']],
    ['two.deb', 'two.deb', ['two.deb', 'two.deb']],
  ] as const) {
    const { code, stdout, stderr } = await runCli(['diff', at(from), at(to)]);
    assert.deepEqual([code, stdout], [2, '']);
    const headings = stderr.split('\n').filter((line) => line.startsWith('Images in '));
    assert.deepEqual(
      headings,
      lists.map((name) => `Images in ${at(name)}`),
    );
    assert.match(stderr, /\n +1 {2}linux-vdso64\.so\.1 .*\n.* hold several images: say which by its number/);
  }
});

test('diff takes one --image for both, or one for each in their order', async () => {
  const once = await diffOf(at('two.deb'), at('vmlinux'), '--image', '1');
  assert.deepEqual(
    [once.code, once.labels],
    [0, ['two.deb: s390x.so: linux-vdso64.so.1', 'vmlinux: linux-vdso64.so.1']],
  );
  const named = await diffOf(at('two.deb'), at('vmlinux'), '--image', 'linux-vdso.so.1');
  assert.deepEqual([named.code, named.labels[1]], [0, 'vmlinux: linux-vdso.so.1'], named.stderr);
  const each = await diffOf(at('two.deb'), at('vmlinux'), '--image', '1', '--image', '0');
  assert.deepEqual([each.code, each.labels[1]], [1, 'vmlinux: linux-vdso.so.1']);
});

test("diff takes the only image of the other side's architecture, and says so", async () => {
  writeFileSync(at('changed.so'), changed);
  for (const args of [
    [at('vmlinux'), at('changed.so')],
    [at('changed.so'), at('vmlinux')],
  ]) {
    const { code, stderr, labels } = await diffOf(...args);
    assert.equal(code, 1, stderr);
    assert.ok(labels.includes('vmlinux: linux-vdso.so.1'), labels.join());
    assert.match(stderr, /^Of several images vmlinux: linux-vdso\.so\.1 was compared/);
  }
  const foreign = vdsoImage({ arch: 'arm64' }).bytes;
  writeFileSync(at('foreign.so'), foreign);
  const none = await runCli(['diff', at('vmlinux'), at('foreign.so')]);
  assert.equal(none.code, 2);
  assert.match(none.stderr, /vmlinux" holds several images/);
});

test('diff: --image said once passes over what holds no images, and is wrong where it names none', async () => {
  assert.equal((await diffOf(at('vmlinux'), at('root/boot/image'), '--image', '0')).code, 0);
  assert.equal(
    (await diffOf(at('vmlinux'), at('root/boot/image'), '--image', '0', '--image', 'self')).code,
    0,
  );
  for (const [args, sentence] of [
    [[at('vmlinux'), at('root/boot/image'), '--image', '0', '--image', '0'], /image" holds no other images/],
    [[at('vmlinux'), at('two.deb'), '--image', '7'], /\n +1 .*\n.*vmlinux" holds no image "7"/],
    [
      [at('vmlinux'), at('two.deb'), '--image', '0', '--image', '0', '--image', '0'],
      /given 3 times for 2 files/,
    ],
    [[at('vmlinux'), '--live', '--image', '0', '--image', '1'], /given 2 times for 1 file:/],
  ] as const) {
    const { code, stderr } = await diffOf(...args);
    assert.equal(code, 2);
    assert.match(stderr, sentence);
  }
});

test('a core dump is held against the image in another as itself where it is said so', async () => {
  const { code, labels } = await diffOf(at('core'), at('core'), '--image', 'self', '--image', '0');
  assert.deepEqual([code, labels[0], labels[1]], [1, at('core'), 'process 4711 (program)']);
});

test('matrix has of each container what --image names', async () => {
  const columns = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCli(['matrix', ...args, '--json']);
    const all: { label: string }[] = stdout === '' ? [] : JSON.parse(stdout).columns;
    const labels = all.map(({ label }) => label);
    return { code, labels, stderr };
  };
  const named = await columns(at('two.deb'), at('vmlinux'), '--image', 'linux-vdso64.so.1');
  // Both are of one build, and share a column.
  assert.deepEqual(named.labels, ['two.deb: s390x.so: linux-vdso64.so.1 +1']);
  const each = await columns(at('two.deb'), at('vmlinux'), '--image', '1', '--image', '0');
  assert.deepEqual(each.labels, ['two.deb: s390x.so: linux-vdso64.so.1', 'vmlinux: linux-vdso.so.1']);
  assert.equal((await columns(at('two.deb'), at('vmlinux'))).labels.length, 2);
  const none = await columns(at('two.deb'), at('vmlinux'), '--image', '1', '--image', '9');
  assert.deepEqual([none.code, none.labels.length], [1, 1]);
  assert.match(none.stderr, /\n +1 {2}linux-vdso64.*\n.*vmlinux" holds no image "9": the list above/);
  writeFileSync(at('changed.so'), changed);
  const baseline = await columns(
    at('changed.so'),
    at('root/boot/a.tar'),
    '--baseline',
    at('vmlinux'),
    '--image',
    '0',
  );
  assert.deepEqual(baseline.labels, [
    'vmlinux: linux-vdso.so.1',
    'changed.so',
    'a.tar: vdso64.so: linux-vdso64.so.1',
  ]);
});

test('of very many images no pair is looked for one by one', async () => {
  const images = (count: number, arch: 'amd64' | 'arm64') =>
    Array.from({ length: count }, (_, at) => ({
      name: `lib/modules/${at}/vdso/vdso64.so`,
      bytes: vdsoImage({ arch }).bytes,
    }));
  writeFileSync(at('many.tar'), tarOf([...images(300, 'amd64'), ...images(1, 'arm64')]));
  writeFileSync(at('arm64.so'), vdsoImage({ arch: 'arm64' }).bytes);
  writeFileSync(at('mixed.tar'), tarOf([...images(1, 'arm64'), { name: 'boot/s390x.so', bytes: s390x }]));
  assert.equal((await diffOf(at('many.tar'), at('arm64.so'))).code, 0);
  const pair = await diffOf(at('many.tar'), at('mixed.tar'));
  assert.deepEqual([pair.code, pair.stderr.match(/^Of several images/gm)?.length], [0, 2]);
  assert.equal((await diffOf(at('many.tar'), at('root/boot/image'))).code, 2);
});

test('a baseline counts among the files for which --image is said once', async () => {
  writeFileSync(at('changed.so'), changed);
  const { code, stderr } = await runCli([
    'matrix',
    at('changed.so'),
    '--baseline',
    at('vmlinux'),
    '--image',
    '0',
  ]);
  assert.deepEqual([code, stderr], [0, '']);
});

test('check takes one --image for all files, or one for each in their order', async () => {
  const checked = async (...args: string[]) => runCli(['check', ...args, '--require', 'go']);
  const once = await checked(at('two.deb'), at('root/boot/image'), '--image', '0');
  assert.equal(once.code, 0, once.stderr);
  assert.match(once.stdout, /2 of 2 images/);
  const each = await checked(at('two.deb'), at('vmlinux'), '--image', '1', '--image', '0');
  assert.equal(each.code, 0, each.stderr);
  const wrong = await runCli([at('two.deb'), '--image', '1', '--image', '0']);
  assert.deepEqual([wrong.code, wrong.stdout], [2, '']);
  assert.match(wrong.stderr, /given 2 times for 1 file/);
});

test('check of what holds none ends with 1, and the others are checked', async () => {
  const { code, stdout } = await runCli(['check', at('none.tar'), at('one.tar'), '--require', 'go']);
  assert.equal(code, 1);
  assert.match(stdout, /holds no vDSO image/);
  assert.match(stdout, /vdso64\.so/);
});

test('a file that is called like a command is opened by its path', async () => {
  writeFileSync(at('check'), amd64);
  const { code, stdout } = await runCli([at('check')]);
  assert.equal(code, 0);
  assert.match(stdout, /^linux-vdso\.so\.1 · file /);
});
