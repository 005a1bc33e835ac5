/** The manifest and the README in Chinese say what the English ones say. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { chineseFaults } from '../../support/chinese.ts';

const read = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
const english: Readonly<Record<string, string>> = JSON.parse(read('package.nls.json'));
const chinese: Readonly<Record<string, string>> = JSON.parse(read('package.nls.zh-cn.json'));

/** What stays as it is: code, commands of links, and examples. */
const kept = (text: string): readonly string[] =>
  (text.match(/`[^`]+`|\(command:[^)]*\)|\b[a-z]+@[\d.-]+\d/g) ?? []).sort();

test('every text of the manifest is there in Chinese, in the same order', () => {
  assert.deepEqual(Object.keys(chinese), Object.keys(english));
});

test('every text of the manifest is Chinese, with the code, links and lines of the English one', () => {
  const names = new Set('vdso explorer'.split(' '));
  for (const [key, text] of Object.entries(chinese)) {
    const prose = text.replaceAll(/`[^`]*`/g, 'X').replaceAll(/\]\([^)]*\)|[*[]/g, '');
    for (const line of prose.split('\n')) assert.deepEqual(chineseFaults(line, names), [], `${key}: ${line}`);
    assert.deepEqual(kept(text), kept(english[key] ?? ''), key);
    assert.equal(text.split('\n').length, english[key]?.split('\n').length, key);
  }
});

test('the README in Chinese has the pages, pictures, commands and settings of the English one', () => {
  const [one, other] = [read('README.md'), read('README.zh-cn.md')];
  const targets = (text: string) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/README|glossary/.test(target));
  assert.deepEqual([...new Set(targets(other))].sort(), [...new Set(targets(one))].sort());
  const commands = (text: string) =>
    [
      ...text.matchAll(/^(?:vdso-explorer|npm|code) [^#\n]*|^ {2}"\*\.[^\n]*|^\| `vdsoExplorer\.\w[\w.]*`/gm),
    ].map(([line]) => line.trim());
  assert.deepEqual(commands(other), commands(one));
  assert.equal(other.match(/^## /gm)?.length, one.match(/^## /gm)?.length);
});
