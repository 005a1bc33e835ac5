// Documents name files and folders of the project: each of them is there.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const documents = [
  ...['README.md', 'README.zh-cn.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ...readdirSync(path.join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
/** What a path may be relative to: documents leave out `src/` where they speak of nothing else. */
const places = ['', 'src', 'docs', 'test', 'test/unit', 'test/hostile/fuzz'];
/** Rooms a path begins with; `dist/` and `out/` are made, and other projects have paths as well. */
const rooms =
  /^(src|webview|test|bench|lint|scripts|docs|media|syntaxes|elf|consumers|sources|files|report|session|plainText|editor|language|tools|cli)\//;

for (const document of documents) {
  test(`what ${document} names is there`, () => {
    const text = readFileSync(path.join(root, document), 'utf8');
    // In commands too.
    const code = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, span = '']) => span.split(/\s+/));
    const named = code.filter((word) => /^[\w./-]+$/.test(word));
    const linked = [...text.matchAll(/\]\(([\w./-]+)\)/g)].map(([, name = '']) =>
      path.posix.join(path.posix.dirname(document), name),
    );
    const missing = [...named.filter((name) => rooms.test(name)), ...linked].filter(
      (name) => !places.some((place) => existsSync(path.join(root, place, name))),
    );
    assert.deepEqual(missing, []);
  });
}
