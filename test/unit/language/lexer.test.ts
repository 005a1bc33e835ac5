import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { findKeyEntries } from '../../../src/language/source/keyEntries.ts';
import { findNames } from '../../../src/language/source/vdsoNames.ts';
import { lex, type SourcePart } from '../../../src/language/syntax/lexer.ts';
import type { Syntax } from '../../../src/language/syntax/syntax.ts';
import { CLOSE, NUMBER, OPEN, STRING, WORD } from '../../../src/language/syntax/tokens.ts';
import { Random } from '../../hostile/random.ts';

function textsOf(
  kinds: readonly number[],
  source: string,
  syntax: Syntax,
  part?: SourcePart,
): readonly string[] {
  const tokens = lex(source, syntax, part);
  const texts: string[] = [];
  for (let i = 0; i < tokens.length; i++) if (kinds.includes(tokens.kind(i))) texts.push(tokens.text(i));
  return texts;
}

/** Pieces of source, each with the strings and words of it that count as such. */
const pieces: Readonly<Record<Syntax, readonly (readonly [string, readonly string[]])[]>> = {
  go: [
    ['`raw " // \\\n /*`', ['raw " // \\\n /*']],
    ["'\"'", []],
    ["'\\''", []],
    ["'\\u65e5'", []],
    ['runtime·x(SB)', ['runtime', 'x', 'SB']],
  ],
  c: [
    ['L"wide"', ['wide']],
    ['u8"eight"', ['eight']],
    ['R"x(a)" // )x"', ['a)" // ']],
    ["'\"'", []],
    ["'ab\"c'", []],
    ["1'000'000", []],
    [`"two \\\nlines"`, [`two \\\nlines`]],
    [`// goes on \\\n"in the next line"\n`, []],
    [`# define A \\\r\n "b"\n`, ['define', 'A', 'b']],
    ["#error don't\n", ['error', 'don', 't']],
  ],
  rust: [
    ['r"raw \\"', ['raw \\']],
    ['br##"a"# // "##', ['a"# // ']],
    ['b"bytes\\0"', ['bytes\\0']],
    ['"two\nlines"', ['two\nlines']],
    ["fn f<'a>(x: &'a str)", ['fn', 'f', 'a', 'x', 'a', 'str']],
    ["'\"'", []],
    ["'\\u{1F600}'", []],
    ["b'\"'", ['b']],
    ['/* a /* nested " */ comment */', []],
    ['r#type', ['r', 'type']],
  ],
  zig: [
    ['\\\\a line " of a string\n', []],
    ['@"quoted name"', ['quoted name']],
    ["'\\u{1F600}'", []],
    ["'\"'", []],
  ],
};
const everywhere: readonly (readonly [string, readonly string[]])[] = [
  ['// a comment with " and \' and {\n', []],
  ['"plain"', ['plain']],
  ['"escaped \\" quote"', ['escaped \\" quote']],
  ['"backslash \\\\"', ['backslash \\\\']],
  ['"// none"', ['// none']],
  ['{word}', ['word']],
  ['(0x1f, 12)', []],
  ['a / b', ['a', 'b']],
  ['', []],
];
const block = ['/* a comment with " and { */', []] as const;
const known = (syntax: Syntax) => [...everywhere, ...pieces[syntax], ...(syntax === 'zig' ? [] : [block])];

const syntaxes = ['go', 'c', 'rust', 'zig'] as const;

suite('lex', () => {
  for (const syntax of syntaxes) {
    test(`${syntax}: every piece alone, and before a string`, () => {
      for (const [text, expected] of known(syntax)) {
        assert.deepEqual(textsOf([STRING, WORD], text, syntax), expected, text);
        assert.deepEqual(textsOf([STRING, WORD], `${text}\n"next"`, syntax), [...expected, 'next'], text);
      }
    });

    test(`${syntax}: pieces in any order keep their strings and words`, () => {
      const random = new Random(1);
      for (let round = 0; round < 300; round++) {
        const chosen = Array.from({ length: 12 }, () => random.pick(known(syntax)));
        const text = chosen.map(([piece]) => `${piece}\n`).join('');
        assert.deepEqual(
          textsOf([STRING, WORD], text, syntax),
          chosen.flatMap(([, expected]) => expected),
          text,
        );
      }
    });

    test(`${syntax}: outside the part that is asked for, strings and brackets are the same`, () => {
      const random = new Random(2);
      for (let round = 0; round < 300; round++) {
        const lines = Array.from({ length: 12 }, () => `${random.pick(known(syntax))[0]}\n`);
        const text = lines.join('');
        const from = lines.slice(0, random.below(12)).join('').length;
        // A part begins between tokens, as one in front of a table of keys does.
        const part = { from, to: from + random.below(text.length) };
        const kinds = [STRING, OPEN, CLOSE];
        assert.deepEqual(textsOf(kinds, text, syntax, part), textsOf(kinds, text, syntax), text);
      }
    });
  }

  test('numbers: integers in every notation, and what only begins like one', () => {
    const numbers = (text: string, syntax: Syntax) => textsOf([NUMBER], text, syntax);
    assert.deepEqual(numbers('0x75fcba5u 61765110UL 1uLL', 'c'), ['0x75fcba5u', '61765110UL', '1uLL']);
    assert.deepEqual(numbers("0x6e43'a318, '1', 1'000", 'c'), ["0x6e43'a318", "1'000"]);
    assert.deepEqual(numbers('0x75fcba5_u32 12usize 1_000', 'rust'), ['0x75fcba5_u32', '12usize', '1_000']);
    assert.deepEqual(numbers('1e9 0b11 12px 0xfg x12 0x', 'go'), []);
  });

  test('the word before a bracket is there even far from the part', () => {
    const text = 'x := []vdsoSymbolKey{\n  f("a") }';
    const end = text.length;
    assert.deepEqual(textsOf([WORD], text, 'go', { from: end, to: end }), ['vdsoSymbolKey', 'f']);
  });

  test('an unfinished string or comment ends with its line or the text', () => {
    assert.deepEqual(textsOf([STRING, WORD], '"a\nb', 'go'), ['a', 'b']);
    assert.deepEqual(textsOf([STRING, WORD], '"a\nb', 'c'), ['a', 'b']);
    assert.deepEqual(textsOf([STRING, WORD], '"a\nb', 'rust'), ['a\nb']);
    assert.deepEqual(textsOf([STRING, WORD], '`a\nb', 'go'), ['a', 'b']);
    for (const text of ['/* a', 'r#"a', '"a\\', "'", "'\\", '0x', '\\']) {
      for (const syntax of syntaxes) lex(text, syntax);
    }
  });
});

const filler = 'func f(a, b int) string { return `{` + "}" } // "\n';

suite('names far into a source', () => {
  test('are found as at its beginning, with what encloses them', () => {
    const keys = '\t{"__vdso_time", 1, 2, &vdsoTimeSym},\n';
    const table = `var k = []vdsoSymbolKey{\n${keys}}\n`;
    const shift = filler.length * 500;
    const moved = <Place extends { start: number; end: number }>(place: Place) => ({
      ...place,
      start: place.start + shift,
      end: place.end + shift,
    });
    const far = filler.repeat(500) + table + filler.repeat(500);
    assert.deepEqual(findNames(far, 'go'), findNames(table, 'go').map(moved));
    assert.deepEqual(
      findKeyEntries(far, 'go'),
      findKeyEntries(table, 'go').map((entry) => ({ ...moved(entry), numbers: entry.numbers.map(moved) })),
    );
    assert.equal(findKeyEntries(far, 'go')[0]?.head, 'vdsoSymbolKey');
    // A table so long that its beginning is not near.
    const long = `[]vdsoSymbolKey{\n${filler.repeat(100)}${keys}${filler.repeat(100)}}`;
    assert.equal(findKeyEntries(long, 'go')[0]?.head, 'vdsoSymbolKey');
  });

  test('constants in pairs may be far apart', () => {
    for (const [name, hash] of [
      ['VDSO_NAME', 'VDSO_HASH'],
      ['vdso_name', 'vdso_hash'],
      ['vdsoName', 'vdsoHash'],
    ]) {
      const far = 'int x;\n'.repeat(2000);
      const text = `#define ${name} "LINUX_2.6"\n${far}#define ${hash} 61765110\n`;
      assert.equal(findKeyEntries(text, 'c')[0]?.numbers[0]?.text, '61765110', hash);
    }
  });
});

/** Sources that others wrote, where there are any. */
const installed = ['/usr/share/go-1.19/src/runtime', '/usr/include', '/usr/include/x86_64-linux-gnu/bits'];

test('leaping finds in installed sources the strings that going through every token finds', {
  skip: installed.some(existsSync) ? false : 'there are none',
}, () => {
  for (const folder of installed.filter(existsSync)) {
    for (const name of readdirSync(folder).filter((each) => /\.(go|s|h)$/.test(each))) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const syntax = name.endsWith('.h') ? 'c' : 'go';
      const part = { from: text.length, to: text.length };
      const kinds = [STRING, OPEN, CLOSE];
      assert.deepEqual(textsOf(kinds, text, syntax, part), textsOf(kinds, text, syntax), name);
    }
  }
});
