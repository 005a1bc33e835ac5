import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { suite, test } from 'node:test';
import { innerAddress, innerPath } from '../../../src/editor/innerUri.ts';
import { parsePath } from '../../../src/editor/vdsoUri.ts';
import type { InnerImage } from '../../../src/elf/innerImage.ts';
import { evilNames } from '../../support/evilNames.ts';

const CONTAINER = 'file:///srv/a%20b/linux-image.deb';

function image(members: readonly string[], index = 0, name = 'linux-vdso.so.1'): InnerImage {
  return {
    index,
    name,
    members,
    header: { class: 64, littleEndian: true, machine: 62, flags: 0 },
    offset: 0,
    size: 1,
    sha256: '',
  };
}

/** Names that mean something to whoever takes them for paths, URIs or patterns. */
const HOSTILE = [
  ...Object.values(evilNames),
  '..',
  '.',
  '...',
  '../../etc/passwd',
  '/etc/passwd',
  'C:\\windows\\system32',
  '',
  ' ',
  '%2F',
  '%00',
  '%',
  '\0',
  '%zz',
  'a\0b\n\u202e\u{e0041}',
  '?query#fragment',
  'image-7',
  'zstd@0x4164',
  '\ud800',
  '*{a,b}[c]',
];

suite('addresses of what is inside', () => {
  test('whatever members are called, the address leads to them and to nothing else', () => {
    for (const first of HOSTILE) {
      for (const members of [[first], ['data.tar.xz', first], [first, first]]) {
        const address = innerAddress(CONTAINER, image(members, 3));
        const path = innerPath(address);
        const read = parsePath(path);
        const wellFormed = members.map((member) => member.replace('\ud800', '\ufffd'));
        assert.deepEqual(read, { kind: 'inner', address: { ...address, members: wellFormed } }, path);
        // Nobody who tidies the path up makes another one of it, and no part of it is a way out.
        assert.equal(posix.normalize(path), path);
        assert.ok(path.startsWith('/in/file%3A%2F%2F%2Fsrv%2F'), path);
        assert.doesNotMatch(path, /[\0-\x20\\\u202e]/);
      }
    }
  });

  test('two that are called alike are told apart by their numbers', () => {
    const [one, other] = [4, 5].map((index) => innerPath(innerAddress(CONTAINER, image(['a', 'b'], index))));
    assert.notEqual(one, other);
    assert.equal(one, '/in/file%3A%2F%2F%2Fsrv%2Fa%2520b%2Flinux-image.deb/a/b/image-5/linux-vdso.so.1');
  });

  test('an image whose name is no file name has another in its address', () => {
    for (const name of ['', '..', 'a/b', 'a\nb', 'x'.repeat(200)])
      assert.equal(innerAddress(CONTAINER, image([], 0, name)).name, 'vdso.so');
  });

  test('a container has any address that VS Code has', () => {
    for (const container of [
      'file:///x',
      'file:///x//y',
      'file://server/share//y',
      'vscode-vfs://github//x',
      'x:/y',
      'x:y',
      'vdso:/live/a.so',
    ])
      assert.equal(parsePath(innerPath(innerAddress(container, image([]))))?.kind, 'inner', container);
  });

  test('what leads to nothing', () => {
    for (const path of [
      '/in',
      '/in/file%3A',
      '/in/file%3A/image-1',
      '/in/file%3A/image-0/a.so',
      '/in/file%3A/image-01/a.so',
      '/in/file%3A/image-12345678/a.so',
      '/in/file%3A/member/a.so',
      '/in/%/image-1/a.so',
      '/in/%zz/image-1/a.so',
      '/in/file%3A/%zz/image-1/a.so',
      // VS Code makes no URI of these containers.
      ...['x', '/x', 'a b:/x', ':/x', 'x:////y', 'x:///%2Fy'].map(
        (container) => `/in/${encodeURIComponent(container)}/image-1/a.so`,
      ),
    ])
      assert.equal(parsePath(path), undefined, path);
  });
});
