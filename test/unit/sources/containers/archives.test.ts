/** Archives that are damaged in one place: what came before it is there, and a code says what and where. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arMembers } from '../../../../src/sources/containers/archives/ar.ts';
import { cpioMembers } from '../../../../src/sources/containers/archives/cpio.ts';
import { paxRecords } from '../../../../src/sources/containers/archives/pax.ts';
import { rpmPayload } from '../../../../src/sources/containers/archives/rpm.ts';
import { tarMembers } from '../../../../src/sources/containers/archives/tar.ts';
import { isWanted, wantedOfAr } from '../../../../src/sources/containers/archives/wanted.ts';
import { Cursor } from '../../../../src/sources/containers/cursor.ts';
import type { Part } from '../../../../src/sources/containers/model.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { readArchive } from '../../../support/archiveMembers.ts';
import { arOf, cpioOf, rpmOf, tarOf } from '../../../support/archives.ts';

const two = [
  { name: 'boot/one', bytes: Buffer.from('first') },
  { name: 'boot/two', bytes: Buffer.from('second member') },
];
const first = [{ name: 'boot/one', bytes: Buffer.from('first') }];

type Read = (cursor: Cursor) => AsyncGenerator<Part>;

function damaged(bytes: Uint8Array, at: number, text: string): Uint8Array {
  const copy = bytes.slice();
  copy.set(Buffer.from(text), at);
  return copy;
}

/** A file, and how many of its bytes were read. */
function counted(bytes: Uint8Array) {
  const source = memorySource(bytes);
  let total = 0;
  const read: typeof source.read = async (offset, length) => {
    const some = await source.read(offset, length);
    total += some.length;
    return some;
  };
  return { source: { ...source, read }, read: () => total };
}

/** Reads at any position and as a stream give the same. */
async function gives(read: Read, bytes: Uint8Array, members: object[], notices: object[]): Promise<void> {
  for (const pieces of [undefined, 5])
    assert.deepEqual(await readArchive(read, bytes, pieces), { members, notices });
}

const SECOND = { ar: 82, tar: 1024, cpio: 128 };

for (const [format, read, build] of [
  ['ar', arMembers, arOf],
  ['tar', tarMembers, tarOf],
  ['cpio', cpioMembers, cpioOf],
] as const) {
  const whole = build(two);
  const at = SECOND[format];

  test(`${format}: both members`, () => gives(read, whole, two, []));

  test(`${format}: an empty archive`, () => gives(read, build([]), [], []));

  test(`${format}: the second header is nonsense`, () =>
    gives(read, damaged(whole, at, '\u0001'.repeat(60)), first, [
      { code: 'damaged', args: { format, offset: at } },
    ]));

  test(`${format}: it ends in a header`, () =>
    gives(read, whole.slice(0, at + 30), first, [{ code: 'cutShort', args: { format, size: at + 30 } }]));

  test(`${format}: it ends in a member, of which there is what there is`, async () => {
    const data = Buffer.from(whole).indexOf('second member');
    const some = { name: 'boot/two', bytes: Buffer.from('sec') };
    await gives(
      read,
      whole.slice(0, data + 3),
      [...first, some],
      [{ code: 'cutShort', args: { format, size: data + 3 } }],
    );
  });

  test(`${format}: another format`, async () => {
    const { members, notices } = await readArchive(read, Buffer.alloc(2000, 'x'));
    assert.deepEqual([members, notices], [[], [{ code: 'damaged', args: { format, offset: 0 } }]]);
  });

  test(`${format}: hostile names are names`, async () => {
    const names = [
      '../../etc/passwd',
      '/etc/passwd',
      'a\u001b[2Jb',
      'a\nb',
      'same',
      'same',
      '\u202egpj.exe',
      'x'.repeat(90),
    ];
    const evil = names.map((name, index) => ({ name, bytes: Buffer.from([index]) }));
    const { members } = await readArchive(read, build(evil));
    assert.deepEqual(
      members.map(({ name }) => name),
      names,
    );
  });
}

test('ar: a size that is no number', () =>
  gives(
    arMembers,
    damaged(arOf(two), 8 + 48, 'many'),
    [],
    [{ code: 'damaged', args: { format: 'ar', offset: 8 } }],
  ));

test('ar: a long name that lies outside the table of names', () =>
  gives(
    arMembers,
    damaged(arOf(two), 8, '/999'),
    [],
    [{ code: 'damaged', args: { format: 'ar', offset: 8 } }],
  ));

test("ar: BSD's name is longer than its member", () =>
  gives(
    arMembers,
    damaged(arOf(two), 8, '#1/9999 '),
    [],
    [{ code: 'damaged', args: { format: 'ar', offset: 8 } }],
  ));

test('ar: a table of names of more than 16 MiB', () => {
  const bytes = damaged(damaged(arOf(two), 8, `//${' '.repeat(14)}`), 8 + 48, '99999999  ');
  return gives(arMembers, bytes, [], [{ code: 'damaged', args: { format: 'ar', offset: 8 } }]);
});

test('ar: a thin archive holds no files', () =>
  gives(arMembers, damaged(arOf(two), 0, '!<thin>\n'), [], [{ code: 'thinArchive', args: {} }]));

test('tar: the size is the one that the pax records say, beyond what octal digits can', async () => {
  const big = tarOf([
    { name: 'PaxHeaders', type: 'x', bytes: Buffer.from('23 size=18446744073709\n') },
    ...two,
  ]);
  const { notices } = await readArchive(tarMembers, big);
  assert.deepEqual(notices, [{ code: 'cutShort', args: { format: 'tar', size: big.length } }]);
});

test('tar: pax records that contradict themselves are left from there on', async () => {
  const records = '19 path=other/name\n99 path=too/long\n';
  const { members } = await readArchive(
    tarMembers,
    tarOf([{ name: 'PaxHeaders', type: 'x', bytes: Buffer.from(records) }, ...two]),
  );
  assert.deepEqual(
    members.map(({ name }) => name),
    ['other/name', 'boot/two'],
  );
});

test('tar: of pax records those are kept that say which file follows: what is for all members adds up', () => {
  const record = (text: string) => `${text.length + 4} ${text}\n`; // a length of two digits
  const records = ['SCHILY.xattr.user=much', 'path=a/name', 'GNU.sparse.name=b/name', 'GNU.sparse.major=1'];
  assert.deepEqual(paxRecords(Buffer.from(records.map(record).join(''))), {
    path: 'a/name',
    sparseName: 'b/name',
    isSparse: true,
  });
});

test('tar: records for all members are those of each that has none of its own', async () => {
  const own = (type: string, path: string) => ({
    ...{ name: 'PaxHeaders', type },
    bytes: Buffer.from(`${path.length + 9} path=${path}\n`),
  });
  const [one, other] = two;
  assert.ok(one !== undefined && other !== undefined);
  const bytes = tarOf([own('g', 'of/all'), own('x', 'of/one'), one, other, own('g', 'of/rest'), other]);
  assert.deepEqual(
    (await readArchive(tarMembers, bytes)).members.map(({ name }) => name),
    ['of/one', 'of/all', 'of/rest'],
  );
});

test('tar: records of one megabyte and more are not kept', () => {
  const bytes = tarOf([{ name: 'PaxHeaders', type: 'x', bytes: Buffer.alloc((1 << 20) + 1) }]);
  return gives(tarMembers, bytes, [], [{ code: 'damaged', args: { format: 'tar', offset: 0 } }]);
});

test('tar: a wrong sum', () =>
  gives(
    tarMembers,
    damaged(tarOf(two), 0, 'X'),
    [],
    [{ code: 'damaged', args: { format: 'tar', offset: 0 } }],
  ));

test('tar: a number of 95 bits', async () => {
  const bytes = tarOf([{ name: 'a', size: Buffer.alloc(12, 0xff), bytes: Buffer.alloc(0) }]);
  const { notices } = await readArchive(tarMembers, bytes);
  assert.deepEqual(notices, [{ code: 'damaged', args: { format: 'tar', offset: 0 } }]);
});

test('tar: 8 GiB and more, as GNU writes it', async () => {
  const size = Buffer.alloc(12);
  size[0] = 0x80;
  size.writeUInt32BE(3, 4);
  const bytes = tarOf([{ name: 'a', size, bytes: Buffer.from('some') }]);
  const cursor = Cursor.of(memorySource(bytes));
  for await (const part of tarMembers(cursor)) {
    assert.equal(part.kind === 'member' && part.member.size, 3 * 2 ** 32);
    break;
  }
});

test('tar: a folder or link that claims a size has no bytes', async () => {
  for (const type of ['1', '2', '5']) {
    const bytes = tarOf([
      { name: 'a', type, size: Buffer.from('00000001000\0'), bytes: Buffer.alloc(0) },
      ...two,
    ]);
    assert.deepEqual((await readArchive(tarMembers, bytes)).members, two);
  }
});

test('cpio: a name of 4 GiB', () =>
  gives(
    cpioMembers,
    damaged(cpioOf(two), 94, 'ffffffff'),
    [],
    [{ code: 'damaged', args: { format: 'cpio', offset: 0 } }],
  ));

test('rpm: the payload is what follows the headers', async () => {
  const { members, notices } = await readArchive(rpmPayload, rpmOf(Buffer.from('payload')));
  assert.deepEqual(members, [{ name: 'payload', bytes: Buffer.from('payload') }]);
  assert.deepEqual(notices, []);
});

test('rpm: a header of more than 256 MiB, and one that is none', async () => {
  const rpm = rpmOf(Buffer.from('payload'));
  for (const bytes of [damaged(rpm, 96 + 12, '\u007f\u007f'), damaged(rpm, 96, 'x')])
    assert.deepEqual((await readArchive(rpmPayload, bytes)).notices, [
      { code: 'damaged', args: { format: 'rpm', offset: 96 } },
    ]);
});

test('an archive with a header for each byte costs as much as it has bytes', async () => {
  const many = Array.from({ length: 20_000 }, (_, index) => ({ name: `f${index}`, bytes: Buffer.alloc(0) }));
  const bytes = tarOf(many);
  const { source, read } = counted(bytes);
  let count = 0;
  for await (const _ of tarMembers(Cursor.of(source))) count++;
  assert.equal(count, many.length);
  assert.ok(read() <= bytes.length + (1 << 18));
});

test('what is passed over in a file is not read', async () => {
  const bytes = tarOf(
    Array.from({ length: 3 }, (_, at) => ({ name: `boot/${at}`, bytes: Buffer.alloc(1 << 22) })),
  );
  const { source, read } = counted(bytes);
  for await (const _ of tarMembers(Cursor.of(source)));
  assert.ok(read() < 1 << 21);
});

test('members that are looked into', () => {
  const wanted = [
    'boot/vmlinuz-6.12',
    './boot/vmlinux',
    'usr/lib/modules/6.12/vdso/vdso64.so',
    'lib/modules/6.12/vdso/.build-id/ab/cdef.debug',
    'usr/lib/modules/6.12/vmlinuz',
    'lib/x86_64-linux-gnu/libc.so.6',
    'usr/lib/debug/.build-id/ab/cdef.debug',
    'data.tar.xz',
    'pool/a.deb',
    'var/crash/core.4711',
  ];
  const others = [
    'etc/passwd',
    'boot/grub/grub.cfg',
    'control.tar.xz',
    'usr/bin/sh',
    'usr/share/so.txt',
    'lib/modules/6.12/kernel/a.ko',
  ];
  assert.deepEqual([...wanted, ...others].filter(isWanted), wanted);
});

test('a name of a megabyte is told as soon as a short one: with the square of its length it would take an hour', () => {
  const long = ['.so.', 'lib/modules/1/vdso/\n'].map((part) => part.repeat((1 << 20) / part.length));
  const names = long.map((name) => `${name}/x`);
  assert.deepEqual(names.map(isWanted), [false, true]);
});

test('of a library all members are looked into, object files from end to end; of a package its data', async () => {
  const look = async (names: readonly string[]) => {
    const parts: string[] = [];
    const archive = Cursor.of(memorySource(arOf(names.map((name) => ({ name, bytes: Buffer.from('x') })))));
    for await (const part of wantedOfAr(arMembers(archive)))
      if (part.kind === 'member')
        parts.push(`${part.member.name}${part.member.flat === true ? ' flat' : ''}`);
    return parts;
  };
  assert.deepEqual(await look(['vdso.o', 'readme']), ['vdso.o flat', 'readme']);
  assert.deepEqual(await look(['debian-binary', 'control.tar.xz', 'data.tar.xz', 'vdso.o']), ['data.tar.xz']);
});
