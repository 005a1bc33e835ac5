import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { sourceMarks } from '../../../src/language/answers/sourceMarks.ts';
import type { Syntax } from '../../../src/language/syntax/syntax.ts';

const wrongKey: Readonly<Record<Syntax, string>> = {
  go: 'vdsoSymbolKey{"__vdso_time", 0x1, 0x0a33c485, nil}',
  c: '{ .name = "__vdso_time", .gnu_hash = 0x1 }',
  rust: 'Key { name: "__vdso_time", gnu_hash: 0x1 }',
  zig: '.{ .name = "__vdso_time", .gnu_hash = 0x1 }',
};

/** How many are marked, and the comments that silence nothing. */
function marks(text: string, syntax: Syntax) {
  const { wrong, idle } = sourceMarks(text, syntax);
  return { wrong: wrong.length, idle: idle.map(({ start, end }) => text.slice(start, end)) };
}

suite('comments that silence marks', () => {
  const forms = (which: string): Readonly<Record<Syntax, readonly string[]>> => {
    const line = [
      `// vdso-explorer: ignore-${which}`,
      `//vdso-explorer:ignore-${which} as in the old release`,
    ];
    const block = [`/* vdso-explorer: ignore-${which} */`, `/*vdso-explorer: ignore-${which}*/`];
    return {
      go: [...line, ...block],
      c: [...line, ...block, `/** vdso-explorer: ignore-${which}\n * because */`],
      rust: [...line, ...block, `/// vdso-explorer: ignore-${which}`],
      zig: line,
    };
  };

  test('the next line, in every form of a comment', () => {
    for (const [syntax, comments] of Object.entries(forms('next-line')) as [Syntax, string[]][]) {
      const key = wrongKey[syntax];
      const count = marks(key, syntax).wrong;
      assert.ok(count > 0, syntax);
      for (const comment of comments) {
        for (const end of ['\n', '\r\n']) {
          assert.deepEqual(marks(`${comment}${end}${key}${end}`, syntax), { wrong: 0, idle: [] }, comment);
          // One line, and not the one after it.
          assert.equal(marks(`${comment}${end}${end}${key}${end}`, syntax).wrong, count, comment);
          assert.equal(marks(`${comment}${end}${key}${end}${key}`, syntax).wrong, count, comment);
        }
      }
    }
  });

  test('what stands at the very beginning of the next line, and not at its end', () => {
    const key = (constant: string) => `{ .name = "__vdso_time", .gnu_hash =\n${constant} }`;
    const comment = '// vdso-explorer: ignore-next-line\n';
    assert.equal(marks(key('0x1'), 'c').wrong, 1);
    assert.deepEqual(marks(key(`${comment}0x1`), 'c'), { wrong: 0, idle: [] });
    // The next line ends before the constant.
    assert.equal(marks(key(`${comment}\n0x1`), 'c').wrong, 1);
  });

  test('its own line, in every form of a comment', () => {
    for (const [syntax, comments] of Object.entries(forms('line')) as [Syntax, string[]][]) {
      const key = wrongKey[syntax];
      for (const comment of comments) {
        assert.deepEqual(marks(`${key} ${comment}\n`, syntax), { wrong: 0, idle: [] }, comment);
        assert.ok(marks(`${comment}\n${key}\n`, syntax).wrong > 0, comment);
      }
    }
  });

  test('what silences nothing is marked itself', () => {
    const right = 'vdsoVersionKey{"LINUX_2.6", 0x3ae75f6}';
    for (const comment of ['// vdso-explorer: ignore-next-line', '/* vdso-explorer: ignore-next-line */'])
      assert.deepEqual(marks(`${comment}\r\n${right}\r\n`, 'go'), { wrong: 0, idle: [comment] });
    assert.deepEqual(marks(`${right} // vdso-explorer: ignore-line`, 'go').idle, [
      '// vdso-explorer: ignore-line',
    ]);
    assert.deepEqual(marks('// vdso-explorer: ignore-next-line', 'c').idle.length, 1);
    for (const which of ['line', 'next-line']) {
      for (const [syntax, comments] of Object.entries(forms(which)) as [Syntax, string[]][])
        for (const comment of comments)
          assert.deepEqual(marks(`${comment}\n\n`, syntax).idle, [comment], comment);
    }
  });

  test('what asks for something that there is not silences nothing, and is marked', () => {
    for (const word of ['ignore', 'ignore-nextline', 'ignore-next-lines', 'ignore-file', 'ignore because']) {
      for (const syntax of Object.keys(wrongKey) as Syntax[]) {
        const comment = `// vdso-explorer: ${word}`;
        const wanted = { wrong: marks(wrongKey[syntax], syntax).wrong, idle: [comment] };
        assert.deepEqual(marks(`${comment}\n${wrongKey[syntax]}\n`, syntax), wanted, comment);
        const [only] = sourceMarks(comment, syntax).idle;
        assert.equal(only?.unknown, true);
      }
    }
  });

  test('what is no such comment silences nothing and is not marked', () => {
    for (const text of [
      'const s = "// vdso-explorer: ignore-next-line"',
      '// see vdso-explorer: ignore-next-line',
      '// vdso-explorer: is what marks this',
      'const r = `\n// vdso-explorer: ignore-next-line`',
    ]) {
      const found = marks(`${text}\n${wrongKey.go}\n`, 'go');
      assert.deepEqual(found, { wrong: marks(wrongKey.go, 'go').wrong, idle: [] }, text);
    }
  });
});
