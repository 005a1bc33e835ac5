import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withoutIcons, withoutLinks, withoutLinksAndIcons } from '../../../src/plainText/escape.ts';
import { evil, evilNames, invisible } from '../../support/evilNames.ts';

/** What becomes a link in a notification, whichever schemes a release knows. */
const link = /\[[^\]]+\]\([^)\s]+/;

/** What a label with icons shows: each icon as "<name>", an escaped one as its text. */
function rendered(label: string): string {
  return label.replace(/(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g, (_all, backslash, name) =>
    backslash === undefined ? `<${name}>` : `$(${name})`,
  );
}

describe('texts for the parsers of VS Code', () => {
  for (const [kind, name] of Object.entries(evilNames)) {
    test(`${kind}: no link, no icon, nothing that is not seen`, () => {
      for (const text of [withoutLinks(name), withoutLinksAndIcons(name)]) assert.doesNotMatch(text, link);
      for (const text of [withoutIcons(name), withoutLinksAndIcons(name)])
        assert.doesNotMatch(rendered(text), /<(?:zap|loading~spin)>/);
      for (const text of [withoutLinks(name), withoutIcons(name), withoutLinksAndIcons(name)])
        assert.doesNotMatch(text, invisible);
    });
  }

  test('a link is seen as it stands, with a backslash before its target', () => {
    assert.equal(withoutLinks('[a](command:b) [c](x)'), '[a]\\(command:b) [c]\\(x)');
  });

  test('an icon is seen as it stands', () => {
    const name = 'a $(zap) \\$(zap) $(a_b) $() $(x~spin)';
    assert.equal(rendered(withoutIcons(name)), name);
  });

  test('other names stay as they are', () => {
    for (const name of ['libc.so.6', 'operator[]', 'a (b) [c]', 'f(int)', '_ZN1aE', '$HOME', 'a$(', '漢字'])
      assert.equal(withoutLinksAndIcons(name), name);
  });

  test('all at once', () => {
    assert.doesNotMatch(withoutLinksAndIcons(evil), link);
    assert.doesNotMatch(rendered(withoutLinksAndIcons(evil)), /<(?:zap|loading~spin)>/);
  });
});
