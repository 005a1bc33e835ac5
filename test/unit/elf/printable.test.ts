import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shown, shownJson } from '../../../src/elf/bytes/printable.ts';

/** DerivedCoreProperties.txt of Unicode 17.0: Default_Ignorable_Code_Point. */
const IGNORED: readonly (readonly [number, number])[] = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfff8],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];

/** What else is no visible character, class by class. */
const OTHERS: Readonly<Record<string, readonly number[]>> = {
  C0: [0, 7, 9, 10, 0x1b, 0x1f],
  'DEL and C1': [0x7f, 0x80, 0x85, 0x9b, 0x9d, 0x9f],
  'bidirectional controls': [0x200e, 0x202e, 0x2066, 0x2069],
  'line and paragraph separators': [0x2028, 0x2029],
  'spaces of other widths': [0xa0, 0x1680, 0x2000, 0x2003, 0x200a, 0x202f, 0x205f, 0x3000],
  'blank symbols': [0x2800, 0xfffc, 0x1d159],
  'lone surrogates': [0xd800, 0xdbff, 0xdc00, 0xdfff],
  'private use': [0xe000, 0xf8ff, 0xf0000, 0x10fffd],
  'unassigned and noncharacters': [0x378, 0xfdd0, 0xffff, 0x1fffe, 0x10ffff],
  'format characters beyond the BMP': [0x110bd, 0x13430, 0x1bca0],
};

const hidden = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u;

const blank: ReadonlySet<number> = new Set(OTHERS['blank symbols']);
const ascii = /^[!-~]+$/;

/** All of Unicode; of the planes without an assigned character every 61st. */
function* codePoints(): Generator<number> {
  const empty = (code: number) => (code > 0x3ffff && code < 0xe0000) || code > 0xe1fff;
  for (let code = 0; code <= 0x10ffff; code += empty(code) ? 61 : 1) yield code;
}

/** As `shown` writes one character. */
function escapeOf(code: number): string {
  const digits = code.toString(16);
  if (code > 0xffff) return `\\u{${digits}}`;
  return code > 0xff ? `\\u${digits.padStart(4, '0')}` : `\\x${digits.padStart(2, '0')}`;
}

describe('text of unknown origin', () => {
  test('whatever Unicode calls ignorable is escaped', () => {
    for (const [first, last] of IGNORED) {
      for (let code = first; code <= last; code++) {
        assert.equal(shown(`a${String.fromCodePoint(code)}b`), `a${escapeOf(code)}b`);
      }
    }
  });

  for (const [kind, codes] of Object.entries(OTHERS)) {
    test(`escaped: ${kind}`, () => {
      for (const code of codes) assert.equal(shown(String.fromCodePoint(code)), escapeOf(code));
    });
  }

  test('no character of any plane that is hidden comes through, in text or in JSON, and no other is changed', () => {
    const wrong: string[] = [];
    for (const code of codePoints()) {
      const character = String.fromCodePoint(code);
      const [text, json] = [shown(character), JSON.stringify(character)];
      const safe = shownJson(json);
      const good =
        hidden.test(character) || blank.has(code)
          ? ascii.test(text) && ascii.test(safe) && JSON.parse(safe) === character
          : text === character && safe === json;
      if (!good) wrong.push(escapeOf(code));
    }
    assert.deepEqual(wrong, []);
  });

  test('escaping twice changes nothing', () => {
    const once = shown('a\u001b\u00ad\u202e\u{e0041}\ud800');
    assert.equal(once, 'a\\x1b\\xad\\u202e\\u{e0041}\\ud800');
    assert.equal(shown(once), once);
  });

  test('tags that spell an instruction are spelled out', () => {
    const tags = Array.from('ignore', (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join(
      '',
    );
    assert.equal(shown(`libc.so${tags}`).startsWith('libc.so\\u{e0069}\\u{e0067}'), true);
    assert.match(shownJson(JSON.stringify(tags)), /^"(\\udb40\\udc[67][0-9a-f])+"$/);
    assert.equal(JSON.parse(shownJson(JSON.stringify(tags))), tags);
  });

  test('scripts, accents, symbols and emoji stay', () => {
    const text = 'né ß 漢字 한글 עברית 😀 … “x”';
    assert.equal(shown(text), text);
    assert.equal(shownJson(JSON.stringify(text)), JSON.stringify(text));
  });

  test('line ends between JSON values stay', () => {
    const value = { a: ['\u00a0', '\u200d'], b: 1 };
    const text = shownJson(JSON.stringify(value, undefined, 2));
    assert.equal(text.split('\n').length, 7);
    assert.deepEqual(JSON.parse(text), value);
  });
});
