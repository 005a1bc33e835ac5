/** The texts of a libc in the bytes of a file, wherever the pieces end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LibcTexts } from '../../../src/consumers/libcTexts.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const BANNER = 'GNU C Library (Debian GLIBC 2.36-9+deb12u14) stable release version 2.36.\nCopyright';
const MUSL = '\0musl libc (x86_64)\nVersion %s\n\0/dev/fd/\x001.2.3\0Unsupported\0';

function texts(text: string, piece = text.length): LibcTexts {
  const found = new LibcTexts();
  for (let at = 0; at < text.length; at += piece) found.add(bytes(text.slice(at, at + piece)));
  return found;
}

test('a release is found wherever a piece ends', () => {
  const filler = 'x'.repeat(300);
  for (let piece = 60; piece < 160; piece++) {
    assert.deepEqual(texts(filler + BANNER + filler, piece).sharedLibrary, {
      name: 'glibc',
      release: '2.36',
    });
    assert.deepEqual(texts(filler + MUSL + filler, piece).sharedLibrary, { name: 'musl', release: '1.2.3' });
  }
});

test('a release is whole wherever the file is cut in two', () => {
  for (const [text, expected] of [
    [`x${BANNER}`, { name: 'glibc', release: '2.36' }],
    [`x${MUSL}`, { name: 'musl', release: '1.2.3' }],
  ] as const) {
    for (let cut = 1; cut < text.length; cut++) {
      const found = new LibcTexts();
      found.add(bytes(text.slice(0, cut)));
      found.add(bytes(text.slice(cut)));
      assert.deepEqual(found.sharedLibrary, expected, JSON.stringify(text.slice(cut - 9, cut)));
    }
  }
});

test('development versions', () => {
  const text = 'GNU C Library (GNU libc) development release version 2.42.9000.\n';
  assert.deepEqual(texts(text).sharedLibrary, { name: 'glibc', release: '2.42.9000' });
  assert.equal(texts(MUSL.replace('1.2.3', '1.2.5-git-12-gabcdef')).sharedLibrary?.release, '1.2.5');
});

test('of two numbers that may be the version none is taken', () => {
  assert.deepEqual(texts(`${MUSL}\x003.4.5\0`).sharedLibrary, { name: 'musl' });
  assert.deepEqual(texts(`${MUSL}\x001.2.3\0`).sharedLibrary, { name: 'musl', release: '1.2.3' });
  assert.deepEqual(texts(MUSL.replace('1.2.3', 'none')).sharedLibrary, { name: 'musl' });
});

test('texts that are no banner tell nothing', () => {
  assert.equal(texts('GNU C Library (x) stable release version .\n').sharedLibrary, undefined);
  assert.equal(
    texts(`GNU C Library (${'x'.repeat(200)}) stable release version 2.36`).sharedLibrary,
    undefined,
  );
  assert.equal(texts('\x001.2.3\0').sharedLibrary, undefined);
});

test('a static program holds less than the library', () => {
  const glibc = texts('\0glibc.malloc.check\0');
  assert.deepEqual([glibc.sharedLibrary, glibc.linkedIn], [undefined, { name: 'glibc' }]);
  const musl = texts('\0No error information\0');
  assert.deepEqual([musl.sharedLibrary, musl.linkedIn], [undefined, { name: 'musl' }]);
  assert.deepEqual(texts(`\0glibc.malloc.check\0${BANNER}`).linkedIn, { name: 'glibc', release: '2.36' });
});
