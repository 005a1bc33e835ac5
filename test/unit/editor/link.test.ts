import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseLink } from '../../../src/editor/link.ts';

const link = (text: string) => {
  const [path = '', query = ''] = text.split(/\?(.*)/s);
  return parseLink({ path, query });
};

describe('a link opens', () => {
  test('the live image', () => assert.deepEqual(link('/live'), {}));
  test('a table of it', () => assert.deepEqual(link('/live?table=keys'), { target: { table: 'keys' } }));
  test('a symbol by its name', () =>
    assert.deepEqual(link('/live?name=__vdso_getcpu'), {
      target: { table: 'symbols', name: '__vdso_getcpu' },
    }));
  test('a file at a row', () =>
    assert.deepEqual(link('/file?path=/boot/v%20dso.so&table=versions&name=LINUX_2.6'), {
      file: '/boot/v dso.so',
      target: { table: 'versions', name: 'LINUX_2.6' },
    }));
  test('a file and a name as long as they may be', () => {
    const [file, name] = [`/${'a'.repeat(4095)}`, 'a'.repeat(256)];
    assert.deepEqual(link(`/file?path=${file}&name=${name}`), { file, target: { table: 'symbols', name } });
  });
  test("one consumer's key", () =>
    assert.deepEqual(link('/live?table=keys&name=__vdso_getcpu&consumer=musl'), {
      target: { table: 'keys', name: '__vdso_getcpu', consumer: 'musl' },
    }));
});

describe('no link is', () => {
  for (const [what, text] of [
    ['another path', '/command?name=x'],
    ['a path below', '/live/x'],
    ['an unknown table', '/live?table=atlas'],
    ['a table of everything', '/live?table=__proto__'],
    ['an unknown key', '/live?command=x'],
    ['a key given twice', '/live?table=keys&table=symbols'],
    ['a file for the live image', '/live?path=/etc/passwd'],
    ['a file without a path', '/file'],
    ['a relative path', '/file?path=a.so'],
    ['a path with a NUL', '/file?path=/a%00b'],
    ['a path with a variation selector', '/file?path=/a%EF%B8%8Fb'],
    ['a name of a Hangul filler', '/live?name=%E3%85%A4'],
    ['a path that turns its letters round', '/file?path=/a%E2%80%AEb'],
    ['a long path', `/file?path=/${'a'.repeat(4096)}`],
    ['a name with a space', '/live?name=a%20b'],
    ['a name with a line end', '/live?name=a%0Ab'],
    ['a name that is not seen', '/live?name=a%E2%80%8Bb'],
    ['a long name', `/live?name=${'a'.repeat(257)}`],
    ['an empty name', '/live?name='],
    ["a consumer's symbol", '/live?table=symbols&name=x&consumer=musl'],
    ['a consumer without a key', '/live?table=keys&consumer=musl'],
    ['a consumer with a space', '/live?table=keys&name=x&consumer=a%20b'],
  ] as const)
    test(what, () => assert.equal(link(text), undefined));
});
