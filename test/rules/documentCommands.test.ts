// What a document tells people to run works. Each command of a document that is named here is run as it stands, or,
// where it takes long, in a short variant; one that the table does not have fails, and so does one that the document
// does not have any more. A new document needs a line in `documents`.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { commandsOf, root } from '../support/documentCommands.ts';

/** What is run for a command, or why it is not: `{ instead }` is its own first words with other arguments. */
type How = { readonly instead: string } | { readonly partOf: string };

const documents: Readonly<Record<string, Readonly<Record<string, How>>>> = {
  'SECURITY.md': {
    'npm run fuzz -- --seconds 600': { instead: 'npm run fuzz -- --seed 2 --seconds 1' },
    'npm run fuzz -- --room session --seconds 60': {
      instead: 'npm run fuzz -- --room session --seed 2 --seconds 1',
    },
    'npm run fuzz -- --seed 1 --count 100000': { instead: 'npm run fuzz -- --seed 1 --count 50' },
    'npm run fuzz:coverage -- --count 50000': { instead: 'npm run fuzz:coverage -- --seed 2 --count 50' },
    'npm run test:hostile': { partOf: 'npm test' },
  },
};

const LIMIT_MS = 200_000;

for (const [document, table] of Object.entries(documents)) {
  test(`${document} gives the commands that are tried here`, () => {
    assert.deepEqual(commandsOf(document).toSorted(), Object.keys(table).toSorted());
  });
  for (const [command, how] of Object.entries(table)) {
    if ('partOf' in how) {
      test(`${document}: ${command} is there (${how.partOf} runs it)`, () => {
        const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
        assert.ok(command.replace(/^npm run /, '') in scripts);
      });
      continue;
    }
    test(`${document}: ${command}`, { timeout: LIMIT_MS }, async () => {
      assert.equal(wordsOf(how.instead, 3), wordsOf(command, 3), 'the same command');
      await run(how.instead.split(' '));
    });
  }
}

function wordsOf(command: string, count: number): string {
  return command.split(' ').slice(0, count).join(' ');
}

function run([name = '', ...args]: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(name, [...args], { cwd: root, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error === null) resolve();
      else reject(new Error(`${error.message}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`));
    });
  });
}
