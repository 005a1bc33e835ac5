/** Archives as the usual programs write them: each member's name and bytes as they were put in, read at any position and as a stream. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { arMembers } from '../../src/sources/containers/archives/ar.ts';
import { cpioMembers } from '../../src/sources/containers/archives/cpio.ts';
import { rpmPayload } from '../../src/sources/containers/archives/rpm.ts';
import { tarMembers } from '../../src/sources/containers/archives/tar.ts';
import type { Cursor } from '../../src/sources/containers/cursor.ts';
import type { Part } from '../../src/sources/containers/model.ts';
import { readArchive } from '../support/archiveMembers.ts';
import { tool } from '../support/tool.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-archives-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const long = 'l'.repeat(120);
/** Names of every length that a format treats in its own way, in characters of one byte and of several. */
const names = [
  'a',
  'fifteen-letters',
  'sixteen-letters-',
  'with blank and-more.so',
  '名字.so',
  `deep/${'d'.repeat(90)}/${'e'.repeat(60)}/libc.so.6`,
  `${long}/${long}/${long}/file`,
];
const flat = names.filter((name) => !name.includes('/'));
const sizes = [0, 1, 2, 511, 512, 513, 70_001];
const contents = new Map<string, Buffer>();

before(() => {
  for (const [at, name] of names.entries()) {
    const bytes = Buffer.alloc(sizes[at] ?? 3, at + 1);
    contents.set(name, bytes);
    mkdirSync(path.dirname(path.join(folder, 'in', name)), { recursive: true });
    writeFileSync(path.join(folder, 'in', name), bytes);
  }
});

function run(program: string, args: readonly string[], input?: string): Buffer {
  const cwd = path.join(folder, 'in');
  return execFileSync(program, args, { cwd, ...(input !== undefined && { input }), maxBuffer: 1 << 28 });
}

const readers = { ar: arMembers, tar: tarMembers, cpio: cpioMembers };

/** @param listed names as the program itself lists them */
async function sameAs(
  read: (cursor: Cursor) => AsyncGenerator<Part>,
  archive: Uint8Array,
  listed: readonly string[],
): Promise<void> {
  for (const pieces of [undefined, 7, 4096]) {
    const { members, notices } = await readArchive(read, archive, pieces);
    assert.deepEqual(notices, []);
    assert.deepEqual(
      members.map(({ name }) => name),
      listed,
    );
    for (const { name, bytes } of members) assert.ok(contents.get(name)?.equals(bytes) === true, name);
  }
}

function linesOf(output: Buffer): string[] {
  return output.toString().split('\n').filter(Boolean);
}

const ar = tool('ar');
for (const [what, options] of [
  ['ar', ['rc']],
  ['ar with whole paths', ['rcP']],
] as const) {
  test(what, { skip: ar.skip }, async () => {
    const file = path.join(folder, `${what}.a`);
    run(ar.path, [...options, file, ...flat]);
    await sameAs(readers.ar, readFileSync(file), linesOf(run(ar.path, ['t', file])));
  });
}

const bsdtar = tool('bsdtar');
test("bsdtar's arbsd", { skip: bsdtar.skip }, async () => {
  const file = path.join(folder, 'bsd.a');
  run(bsdtar.path, ['--format', 'arbsd', '-cf', file, ...flat]);
  await sameAs(readers.ar, readFileSync(file), linesOf(run(bsdtar.path, ['-tf', file])));
});

const tar = tool('tar');
for (const format of ['v7', 'oldgnu', 'gnu', 'ustar', 'pax']) {
  test(`tar's ${format}`, { skip: tar.skip }, async () => {
    const file = path.join(folder, `${format}.tar`);
    // What the older formats can say of a name.
    const most = { v7: 99, ustar: 255 }[format] ?? 1000;
    const some = names.filter((name) => Buffer.byteLength(name) < most);
    run(tar.path, ['--format', format, '-cf', file, ...some]);
    const listed = linesOf(run(tar.path, ['--quoting-style=literal', '-tf', file]));
    assert.deepEqual(listed, some);
    await sameAs(readers.tar, readFileSync(file), listed);
  });
}

for (const format of ['ustar', 'pax', 'newc', 'odc'])
  test(`bsdtar's ${format}`, { skip: bsdtar.skip }, async () => {
    const some = names.filter((name) => Buffer.byteLength(name) < (format === 'ustar' ? 255 : 1000));
    const file = path.join(folder, `bsd.${format}`);
    run(bsdtar.path, ['--format', format, '-cf', file, ...some]);
    await sameAs(format.endsWith('c') ? readers.cpio : readers.tar, readFileSync(file), some);
  });

test('tar: folders and links are no members; a sparse file is a notice', { skip: tar.skip }, async () => {
  const file = path.join(folder, 'tree.tar');
  execFileSync('sh', [
    '-c',
    `cd ${folder} && mkdir -p tree/boot && cd tree && printf x > boot/one && ln -sf one boot/soft && ln -f boot/one boot/hard &&
     truncate -s 100M boot/sparse && printf y >> boot/sparse && printf z > boot/zone`,
  ]);
  for (const format of ['gnu', 'pax', 'posix']) {
    execFileSync(tar.path, [
      '--format',
      format,
      '-S',
      '--sort=name',
      '-cf',
      file,
      '-C',
      path.join(folder, 'tree'),
      '.',
    ]);
    const { members, notices } = await readArchive(readers.tar, readFileSync(file));
    assert.deepEqual(
      members.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]),
      [
        ['./boot/hard', 'x'],
        ['./boot/zone', 'z'],
      ],
    );
    assert.deepEqual(notices, [{ code: 'sparseMember', args: { name: './boot/sparse' } }]);
  }
});

test('tar: a sparse file whose map goes on in blocks of its own', { skip: tar.skip }, async () => {
  execFileSync('sh', [
    '-c',
    `cd ${folder} && mkdir -p holes && cd holes && for i in $(seq 1 60); do printf x | dd of=sparse.so bs=1 seek=$((i*1000000)) conv=notrunc status=none; done; printf z > zone`,
  ]);
  const archive = execFileSync(
    tar.path,
    ['--format=gnu', '-S', '--sort=name', '-cC', path.join(folder, 'holes'), '.'],
    {
      maxBuffer: 1 << 28,
    },
  );
  const { members, notices } = await readArchive(readers.tar, archive);
  assert.deepEqual(
    members.map(({ name }) => name),
    ['./zone'],
  );
  assert.equal(notices.length, 1);
});

const cpio = tool('cpio');
for (const format of ['newc', 'crc', 'odc'])
  test(`cpio's ${format}`, { skip: cpio.skip }, async () => {
    const archive = run(cpio.path, ['-o', '--quiet', '-H', format], names.join('\n'));
    const listed = execFileSync(cpio.path, ['-it', '--quiet'], { input: archive }).toString();
    assert.deepEqual(linesOf(Buffer.from(listed)), names);
    await sameAs(readers.cpio, archive, names);
  });

const dpkg = tool('dpkg-deb');
for (const packing of ['xz', 'gzip', 'zstd', 'none'])
  test(`dpkg-deb with ${packing}`, { skip: dpkg.skip }, async (context) => {
    const tree = path.join(folder, `deb-${packing}`);
    mkdirSync(path.join(tree, 'DEBIAN'), { recursive: true });
    mkdirSync(path.join(tree, 'boot'), { recursive: true });
    writeFileSync(path.join(tree, 'boot', 'vmlinuz-1'), 'kernel');
    writeFileSync(
      path.join(tree, 'DEBIAN', 'control'),
      'Package: a\nVersion: 1\nArchitecture: all\nMaintainer: a <a@b.c>\nDescription: a\n',
    );
    const file = `${tree}.deb`;
    try {
      execFileSync(dpkg.path, [`-Z${packing}`, '--root-owner-group', '-b', tree, file], { stdio: 'pipe' });
    } catch {
      context.skip(`this machine's dpkg-deb knows no ${packing}`);
      return;
    }
    const { members, notices } = await readArchive(readers.ar, readFileSync(file));
    assert.deepEqual(notices, []);
    const suffix = { xz: '.xz', gzip: '.gz', zstd: '.zst' }[packing] ?? '';
    assert.deepEqual(
      members.map(({ name }) => name),
      ['debian-binary', `control.tar${suffix}`, `data.tar${suffix}`],
    );
    const data = members.at(-1)?.bytes ?? new Uint8Array();
    if (packing !== 'none') return;
    const inside = await readArchive(readers.tar, data);
    assert.deepEqual(
      inside.members.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]),
      [['./boot/vmlinuz-1', 'kernel']],
    );
  });

const rpmbuild = tool('rpmbuild');
test('rpmbuild: the payload begins where rpm2cpio finds it', {
  skip: rpmbuild.skip || cpio.skip,
}, async () => {
  const top = path.join(folder, 'rpm');
  mkdirSync(top, { recursive: true });
  writeFileSync(
    path.join(top, 'a.spec'),
    [
      '%define _binary_payload w9.gzdio',
      'Name: a\nVersion: 1\nRelease: 1\nSummary: a\nLicense: MIT\nBuildArch: noarch\n%description\na',
      '%install\nmkdir -p %{buildroot}/boot\nprintf kernel > %{buildroot}/boot/vmlinuz-1\n%files\n/boot/vmlinuz-1\n',
    ].join('\n'),
  );
  execFileSync(rpmbuild.path, ['-bb', '--quiet', '--define', `_topdir ${top}`, path.join(top, 'a.spec')], {
    stdio: 'pipe',
  });
  const file = path.join(top, 'RPMS', 'noarch', 'a-1-1.noarch.rpm');
  const { members, notices } = await readArchive(rpmPayload, readFileSync(file));
  assert.deepEqual(notices, []);
  const payload = Buffer.from(members[0]?.bytes ?? []);
  const { gunzipSync } = await import('node:zlib');
  const unpacked = gunzipSync(payload);
  assert.ok(unpacked.equals(execFileSync('rpm2cpio', [file], { maxBuffer: 1 << 26 })));
  const inside = await readArchive(readers.cpio, unpacked);
  assert.deepEqual(
    inside.members.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]),
    [['./boot/vmlinuz-1', 'kernel']],
  );
});
