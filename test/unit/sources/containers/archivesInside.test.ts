/** Images in archives and core dumps through the one door, imagesIn: which are found, by which names, and again by them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { containerKind, imagesIn, innerSource } from '../../../../src/sources/containers/imagesIn.ts';
import { LARGEST_LIST, withinList } from '../../../../src/sources/containers/listLimit.ts';
import type { Found } from '../../../../src/sources/containers/model.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { arOf, cpioOf, rpmOf, tarOf } from '../../../support/archives.ts';
import { buildCore } from '../../../support/coreDump.ts';
import { vdsoImage } from '../../../support/elf/index.ts';

const amd64 = vdsoImage({ arch: 'amd64' }).bytes;
const s390x = vdsoImage({ arch: 's390x' }).bytes;
const vdso = 'usr/lib/modules/6.12/vdso/vdso64.so';

const core = buildCore({
  class: 64,
  littleEndian: true,
  machine: 62,
  auxv: [[33, 0x7fff_0000n]],
  memory: [{ address: 0x7fff_0000n, bytes: amd64 }],
});

const plain = (text: string) => Buffer.from(text);
const two = [
  { name: './etc/passwd', bytes: amd64 },
  { name: `./${vdso}`, bytes: amd64 },
  { name: './boot/s390x.so', bytes: s390x },
];

const containers = {
  tar: { bytes: tarOf(two), members: [[`./${vdso}`], ['./boot/s390x.so']] },
  cpio: { bytes: cpioOf(two), members: [[`./${vdso}`], ['./boot/s390x.so']] },
  rpm: {
    bytes: rpmOf(cpioOf(two)),
    members: [
      ['payload', `./${vdso}`],
      ['payload', './boot/s390x.so'],
    ],
  },
  deb: {
    bytes: arOf([
      { name: 'debian-binary', bytes: plain('2.0\n') },
      { name: 'control.tar', bytes: tarOf(two) },
      { name: 'data.tar', bytes: tarOf(two) },
    ]),
    members: [
      ['data.tar', `./${vdso}`],
      ['data.tar', './boot/s390x.so'],
    ],
  },
  a: {
    bytes: arOf([
      { name: 'one.o', bytes: Buffer.concat([plain('\u007fELF'), Buffer.alloc(1000), amd64]) },
      { name: 'two.so', bytes: s390x },
    ]),
    members: [['one.o'], ['two.so']],
  },
};

test('the image of a .apk: archives packed one behind the other, of which the first have no end', async () => {
  const segments = [
    tarOf([{ name: '.SIGN.RSA.key', bytes: plain('signature') }]).subarray(0, -1024),
    tarOf([{ name: '.PKGINFO', bytes: plain('pkgname = a\n') }]).subarray(0, -1024),
    tarOf(two.slice(1)),
  ];
  const packed = Buffer.concat(segments.map((segment) => gzipSync(segment)));
  const names = [];
  for await (const found of imagesIn(memorySource(packed), 'a.apk'))
    names.push(found.kind === 'image' ? found.image.members : found.notice);
  assert.deepEqual(names, [[`./${vdso}`], ['./boot/s390x.so']]);
});

for (const [name, { bytes, members }] of Object.entries(containers))
  test(`the images of a .${name}, and each again by where it is`, async () => {
    const source = memorySource(bytes);
    assert.equal(await containerKind(source, `a.${name}`), 'archive');
    const images = [];
    for await (const found of imagesIn(source, `a.${name}`)) {
      assert.equal(found.kind, 'image');
      if (found.kind === 'image') images.push(found);
    }
    assert.deepEqual(
      images.map(({ image }) => image.members),
      members,
    );
    assert.deepEqual(
      images.map(({ bytes: own }) => own),
      [amd64, s390x],
    );
    assert.deepEqual(
      images.map(({ image }) => image.index),
      [0, 1],
    );
    for (const { image, bytes: own } of images) {
      const again = await innerSource(source, `a.${name}`, image);
      assert.deepEqual(await again?.read(0, own.length), own);
    }
  });

test('the image of a core dump, by its address, and of one in an archive', async () => {
  for (const [name, bytes, members] of [
    ['core', core, []],
    ['a.tar', tarOf([{ name: 'var/crash/core.4711', bytes: core }]), ['var/crash/core.4711']],
  ] as const) {
    const images = [];
    for await (const found of imagesIn(memorySource(bytes), name)) images.push(found);
    assert.equal(images.length, 1);
    assert.ok(images[0]?.kind === 'image');
    if (images[0]?.kind !== 'image') return;
    assert.equal(images[0].image.base, 0x7fff_0000n);
    assert.deepEqual(images[0].image.members, members);
    assert.deepEqual(images[0].bytes, amd64);
  }
  assert.equal(await containerKind(memorySource(core), 'core'), 'core');
});

test('an archive that is damaged after its first image gives that one, and a notice with the way to it', async () => {
  const inner = tarOf(two.slice(1));
  inner.fill(1, 512 + Math.ceil(amd64.length / 512) * 512, 512 + Math.ceil(amd64.length / 512) * 512 + 512);
  const found = [];
  for await (const each of imagesIn(memorySource(arOf([{ name: 'inner.tar', bytes: inner }])), 'a.a'))
    found.push(each.kind === 'image' ? each.image.name : each.notice);
  assert.deepEqual(found, [
    'linux-vdso.so.1',
    {
      code: 'damaged',
      args: { members: ['inner.tar'], format: 'tar', offset: 512 + Math.ceil(amd64.length / 512) * 512 },
    },
  ]);
});

test('archives in one another end at the third', async () => {
  let bytes = tarOf([{ name: 'boot/a.so', bytes: amd64 }]);
  for (let depth = 0; depth < 4; depth++) bytes = tarOf([{ name: `${depth}.tar`, bytes }]);
  const codes = [];
  for await (const each of imagesIn(memorySource(bytes), 'a.tar'))
    codes.push(each.kind === 'image' ? '' : each.notice.code);
  assert.deepEqual(codes, ['nestedTooDeep']);
});

test('a signal is heard at each read, also while nothing but folders is passed over', async () => {
  const folders = Array.from({ length: 2048 }, () => ({ name: 'a', type: '5', bytes: new Uint8Array(0) }));
  const source = memorySource(tarOf(folders));
  const controller = new AbortController();
  let reads = 0;
  const read: typeof source.read = (offset, length) => {
    reads++;
    controller.abort();
    return source.read(offset, length);
  };
  const look = imagesIn({ ...source, read }, 'a.tar', {}, controller.signal);
  await assert.rejects(look.next(), { name: 'AbortError' });
  assert.equal(reads, 1);
});

test('a list ends when the names of what is found fill it, and says so', async () => {
  const name = `${'n'.repeat((1 << 20) - 16)}/boot/a.so`;
  const most = LARGEST_LIST / (512 + 2 * name.length);
  const members = Array.from({ length: Math.ceil(most) }, () => ({ name, bytes: s390x }));
  const codes: string[] = [];
  let images = 0;
  for await (const found of imagesIn(memorySource(cpioOf(members)), 'a.cpio'))
    if (found.kind === 'image') images++;
    else codes.push(found.notice.code);
  assert.deepEqual([images, codes], [Math.floor(most), ['listFull']]);
});

test('notices fill a list as images do, and whoever gives them is told that it is full', async () => {
  let isEnded = false;
  async function* endless(): AsyncGenerator<Found> {
    try {
      for (;;) yield { kind: 'notice', notice: { code: 'thinArchive', args: { members: ['ab'] } } };
    } finally {
      isEnded = true;
    }
  }
  const codes: string[] = [];
  for await (const found of withinList(endless(), 2 * (512 + 4)))
    if (found.kind === 'notice') codes.push(found.notice.code);
  assert.deepEqual([codes, isEnded], [['thinArchive', 'thinArchive', 'listFull'], true]);
});
