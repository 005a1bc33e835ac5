/** Each command line of ours that a document gives is one: its options belong to its command, and its names are known. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parseCommand } from '../../../src/cli/arguments.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const documents = [
  ...['README.md', 'README.zh-cn.md', 'SECURITY.md'],
  ...readdirSync(path.join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Words of each `vdso-explorer …` in a code block or a code span, up to what the shell takes for itself. */
function commandsIn(text: string): readonly (readonly string[])[] {
  const blocks = [...text.matchAll(/^```\w*\n(.*?)^```$/gms)].flatMap(([, block = '']) => block.split('\n'));
  const spans = [...text.matchAll(/`(vdso-explorer [^`\n]+)`/g)].map(([, span = '']) => span);
  return [...blocks, ...spans].flatMap((line) => {
    const words = /^(?:.*[\s(:])?(?:npx )?vdso-explorer((?: [^\s#|<>&;)]+)*)/.exec(line)?.[1];
    return words === undefined
      ? []
      : [
          words
            .split(' ')
            .filter(Boolean)
            .map((word) => word.replaceAll(/['"]/g, '')),
        ];
  });
}

/** Words that stand for others. */
const PLACEHOLDERS = /^[A-Z]+$|…|\.\.\.$|^\[/;

for (const document of documents) {
  const commands = commandsIn(readFileSync(path.join(root, document), 'utf8')).filter(
    (words) => words.length > 0 && !words.some((word) => PLACEHOLDERS.test(word)),
  );
  test(`${document}: ${commands.length} commands are understood`, () => {
    for (const words of commands)
      assert.doesNotThrow(() => parseCommand(words), `vdso-explorer ${words.join(' ')}`);
  });
}

test('documents give many', () => {
  const all = documents.flatMap((document) => commandsIn(readFileSync(path.join(root, document), 'utf8')));
  assert.ok(all.length > 50, `${all.length}`);
  const formats = all.flatMap((words) =>
    words.includes('--format') ? [words[words.indexOf('--format') + 1]] : [],
  );
  for (const format of ['github', 'markdown', 'junit', 'csv']) assert.ok(formats.includes(format), format);
});
