import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findImageMapping, MAX_ELSEWHERE, parseMaps } from '../../../src/sources/maps.ts';

const LINUX = `\
55f4e1a00000-55f4e1a02000 r--p 00000000 fe:00 338944                     /opt/with two  spaces/node (deleted)
7fe996ecc000-7fe996ecd000 rw-p 00000000 00:00 0 
7fe996ece000-7fe996ed2000 r--p 00000000 00:00 0                          [vvar]
7fe996ed2000-7fe996ed4000 r--p 00000000 00:00 0                          [vvar_vclock]
7fe996ed4000-7fe996ed6000 r-xp 00000000 00:00 0                          [vdso]
7fe996ed6000-7fe996ed7000 r--p 00000000 fe:00 338945                     /tmp/new\\012line
ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
`;

test('names with blanks, escaped newlines and none at all', () => {
  const mappings = parseMaps(LINUX);
  assert.deepEqual(
    mappings.map(({ name }) => name),
    [
      '/opt/with two  spaces/node (deleted)',
      '',
      '[vvar]',
      '[vvar_vclock]',
      '[vdso]',
      '/tmp/new\\012line',
      '[vsyscall]',
    ],
  );
  assert.deepEqual(mappings.at(-1), {
    name: '[vsyscall]',
    start: 0xffffffffff600000n,
    end: 0xffffffffff601000n,
    perms: '--xp',
  });
});

test('lines that are no mappings are passed over', () => {
  assert.deepEqual(parseMaps('\nrubbish\nzz-yy r-xp 0 00:00 0 [vdso]\n1000-2000 r-xp\n\0\n'), []);
});

test('the image is found by address, with the data pages beside it', () => {
  const found = findImageMapping(parseMaps(LINUX), 0x7fe996ed4000n);
  assert.equal(found?.end, 0x7fe996ed6000n);
  assert.equal(found?.name, '[vdso]');
  assert.deepEqual(
    found?.around.map(({ name }) => name),
    ['[vvar]', '[vvar_vclock]', '[vdso]'],
  );
});

test('an image that mprotect has cut in pieces is put together again, up to the first gap', async () => {
  const pieces = ['1000-2000 r-xp', '2000-3000 rwxp', '3000-4000 r-xp', '4000-5000 r-xp', '6000-7000 r-xp'];
  const maps = parseMaps(pieces.map((each) => `${each} 00000000 00:00 0 [vdso]\n`).join(''));
  assert.equal(findImageMapping(maps, 0x1000n)?.end, 0x5000n);
});

test('an unnamed mapping (gVisor) is found too, and is not joined with the unnamed one behind it', () => {
  const maps = parseMaps(`\
7ffff7ff9000-7ffff7ffb000 r--p 00000000 00:00 0                          [vvar]
7ffff7ffb000-7ffff7ffd000 r-xp 00000000 00:00 0 
7ffff7ffd000-7ffff8ffe000 rw-p 00000000 00:00 0 
`);
  const found = findImageMapping(maps, 0x7ffff7ffb000n);
  assert.equal(found?.name, '');
  assert.equal(found?.end, 0x7ffff7ffd000n);
  assert.deepEqual(
    found?.around.map(({ name }) => name),
    ['[vvar]', ''],
  );
});

test('a mapping that mprotect() cut in pieces is whole again; a gap ends it', () => {
  const pieces = `\
f7f00000-f7f01000 r--p 00000000 00:00 0 [vdso]
f7f01000-f7f02000 r-xp 00001000 00:00 0 [vdso]
f7f03000-f7f04000 r-xp 00002000 00:00 0 [vdso]
`;
  assert.equal(findImageMapping(parseMaps(pieces), 0xf7f00000n)?.end, 0xf7f02000n);
});

test('nothing is mapped at the address, its end included', () => {
  const maps = parseMaps(LINUX);
  assert.equal(findImageMapping(maps, 0x7fe996ed7000n), undefined);
  assert.equal(findImageMapping(maps, 0n), undefined);
  assert.equal(findImageMapping([], 1n), undefined);
});

test('the other mappings are kept, with where in their file each begins, and not more of them than is promised', () => {
  const maps = parseMaps(LINUX);
  const found = findImageMapping(maps, 0x7fe996ed4000n);
  assert.equal((found?.around.length ?? 0) + (found?.elsewhere.length ?? 0), maps.length);
  const text = '1000-2000 r-xp 00003000 08:01 7 /lib/a.so\n2000-3000 rw-p 00000000 00:00 0 [heap]\n';
  assert.deepEqual(
    parseMaps(text).map(({ offset }) => offset),
    [0x3000n, undefined],
  );
  const many = Array.from({ length: MAX_ELSEWHERE + 2 }, (_, at) => ({
    name: '',
    start: BigInt(at) << 12n,
    end: BigInt(at + 1) << 12n,
    perms: 'r--p',
  }));
  assert.equal(findImageMapping(many, 0x1000n)?.elsewhere.length, MAX_ELSEWHERE);
});
