/** The catalogues keep the rules and the words of docs/glossary.zh-cn.md. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const catalogues = ['src', 'webview'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)chinese(\.ts|\/[^/]+\.ts)$/.test(file))
    .map((file) => `${folder}/${file}`),
);

/** The literals of a file without its comments, imports and patterns, NUL for what is put into them; keys are none. */
function literalsOf(source: string): string[] {
  const code = source.replaceAll(/\/\*\*.*?\*\/|^ *\/\/[^\n]*$|^(?:import|\}) [^\n]*$|\/\^[^\n]*\$\//gms, '');
  const literals = code.matchAll(/'((?:[^'\\\n]|\\.)*)'(\??:)?|"([^"\n]*)"(\??:)?|`((?:[^`\\]|\\.)*)`/g);
  return Array.from(literals, ([, single, key, double, doubleKey, template]) =>
    key === undefined && doubleKey === undefined
      ? (single ?? double ?? template ?? '').replaceAll(/\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}/g, '\0')
      : '',
  );
}

const literals = catalogues.flatMap((file) => literalsOf(read(file)).map((text) => ({ file, text })));
const texts = literals.filter(({ text }) => /[\u4e00-\u9fff]/.test(text));

/** The rows of the table of words: English, Chinese, and what is not used for it. */
const words = read('docs/glossary.zh-cn.md')
  .split('\n')
  .filter((line) => /^\| [^|-]/.test(line))
  .slice(1)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, , chinese = '', refused = '']) => ({
    chinese: chinese.split('、'),
    refused: refused.split('、').filter((each) => each !== ''),
  }));

test('there are catalogues and words to look at', () => {
  assert.ok(catalogues.length > 20, String(catalogues.length));
  assert.ok(texts.length > 900, String(texts.length));
  assert.ok(words.length > 40, String(words.length));
});

test('no sentence has a word that the glossary refuses', () => {
  const wrong = texts.flatMap(({ file, text }) =>
    words.flatMap(({ chinese, refused }) =>
      refused
        .filter((each) => text.includes(each))
        .map((each) => `${file}: ${each} (${chinese.join('、')}): ${text}`),
    ),
  );
  assert.deepEqual(wrong, []);
});

test('every word of the glossary is used', () => {
  const all = texts.map(({ text }) => text).join('\n');
  assert.deepEqual(
    words.flatMap(({ chinese }) => chinese).filter((word) => !all.includes(word)),
    [],
  );
});

test('one space stands between Chinese and Latin, none beside full-width marks, and marks are full-width', () => {
  const wrong = texts.flatMap(({ file, text }) =>
    [
      /[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/,
      /[，。；：（）“”、] | [，。；：（）“”、]/,
      /[\u4e00-\u9fff][()]|\([\u4e00-\u9fff]|[\u4e00-\u9fff] ?[,;!?]|[\u4e00-\u9fff][.:]|[,;] [\u4e00-\u9fff]/,
      / {2}|您|你/,
    ]
      .filter((rule) => rule.test(text))
      .map((rule) => `${file}: ${rule.exec(text)?.[0]}: ${text}`),
  );
  assert.deepEqual(wrong, []);
});

test('no sentence is left in English', () => {
  const wrong = literals.filter(
    ({ text }) => /[a-z]{2,} [a-z]{2,}/.test(text) && !/[\u4e00-\u9fff]/.test(text),
  );
  assert.deepEqual(wrong, []);
});
