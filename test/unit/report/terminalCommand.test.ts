/** The command that shows a lookup, whatever a name holds: what a shell makes of it, and what the terminal reads. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { parseCommand } from '../../../src/cli/arguments.ts';
import { shown } from '../../../src/elf/bytes/printable.ts';
import type { SourceInfo } from '../../../src/elf/imageSource.ts';
import { lookupCommand, shellWord } from '../../../src/report/facts/terminalCommand.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { evil, evilNames } from '../../support/evilNames.ts';
import { reportOf } from './support.ts';

const hostile = [
  ...Object.values(evilNames),
  evil,
  "it's",
  "'; exit 3 #",
  "\x07'; exit 3 #\\'",
  '$(id) `id` $HOME !!',
  '-rf',
  '--lookup=x',
  '~root',
  '*?[a]{b,c}',
  'a b\tc\nd',
  'back\\slash \\x41 \\\\',
  '\x1b[31mred\x07',
  '\u202egnp.exe',
  '\u{e0041}tag',
  '12\x0134',
  '=x',
  '#x',
  'ä€𝄞',
];

/**
 * The words that a shell makes of each text, in a copy of itself for each. All at once: a process started from here
 * costs as much as this one has in memory, which with all unit tests in it is half a second.
 */
function wordsOf(shell: 'sh' | 'bash', texts: readonly string[]): string[][] {
  const script = 'for text do (eval "set -- $text" && printf "%s\\0" "$#" "$@") || exit; done';
  const output = execFileSync(shell, ['-c', script, shell, ...texts], { encoding: 'utf8' }).split('\0');
  return texts.map(() => output.splice(0, 1 + Number(output[0])).slice(1));
}

test('a word is one word to a shell, which has the text again, and is safe to show', () => {
  const words = hostile.map(shellWord);
  for (const word of words) assert.equal(shown(word), word);
  // bash knows $'…', which dash does not yet: there it is another text, and one word all the same.
  assert.deepEqual(
    wordsOf('sh', words).map(({ length }) => length),
    words.map(() => 1),
  );
  const isQuoted = (word: string) => word.startsWith("$'");
  for (const [shell, chosen] of [
    ['bash', hostile.filter((text) => isQuoted(shellWord(text)))],
    ['sh', hostile.filter((text) => !isQuoted(shellWord(text)))],
  ] as const)
    assert.deepEqual(
      wordsOf(shell, chosen.map(shellWord)),
      chosen.map((text) => [text]),
    );
});

const base: SourceInfo = { kind: 'live', label: 'this process', size: 0 };

test('the command reads the same image and asks the same of the same release', async () => {
  const exports = ['__vdso_clock_gettime'];
  const report = await reportOf(vdsoImage({ arch: 'amd64', exports }).bytes, {
    consumers: [{ id: 'musl', release: '1.2.5' }],
  });
  const finding = report.subject.findings[0] ?? assert.fail();
  const key = finding.keys[0] ?? assert.fail();
  const sources: readonly (readonly [SourceInfo, object])[] = [
    [{ ...base, pid: 1 }, { kind: 'live' }],
    [
      { ...base, kind: 'process', pid: 4711 },
      { kind: 'process', pid: 4711 },
    ],
    [
      { ...base, kind: 'file', path: '/a b/$(id).so' },
      { kind: 'file', path: '/a b/$(id).so' },
    ],
    [
      { ...base, kind: 'core', path: '-core' },
      { kind: 'file', path: './-core' },
    ],
    [
      { ...base, kind: 'archive', path: '/a.deb', members: ['data.tar', "-b'c"] },
      { kind: 'file', path: '/a.deb', inside: "data.tar: -b'c" },
    ],
  ];
  const commands: string[] = [];
  const expected: object[] = [];
  for (const symbol of [key.symbol, ...hostile]) {
    for (const [source, image] of sources) {
      const command = lookupCommand(source, finding, { ...key, symbol });
      // A name that is trimmed, or has an @, is another one to the terminal.
      const isOther = symbol.trim() !== symbol || symbol.indexOf('@', 1) > 0;
      assert.equal(command === undefined, isOther, symbol);
      if (command === undefined) continue;
      commands.push(command);
      expected.push({ image, lookups: [{ name: symbol, ...(key.version && { version: key.version }) }] });
    }
  }
  const read = wordsOf('bash', commands).map(([program, ...words]) => {
    assert.equal(program, 'vdso-explorer');
    const command = parseCommand(words);
    assert.ok(command.kind === 'inspect');
    assert.deepEqual(command.selection, [{ id: 'musl', release: '1.2.5' }]);
    return { image: command.image, lookups: command.lookups };
  });
  assert.deepEqual(read, expected);
});

test('what no command shows has none', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes, { consumers: [{ id: 'go' }] });
  const finding = report.subject.findings[0] ?? assert.fail();
  const key = finding.keys[0] ?? assert.fail();
  assert.ok(lookupCommand(base, finding, key) !== undefined);
  assert.equal(
    lookupCommand({ ...base, kind: 'file' }, finding, key),
    undefined,
    'of a file system of VS Code',
  );
  assert.equal(lookupCommand({ ...base, kind: 'process' }, finding, key), undefined);
  assert.equal(lookupCommand(base, finding, { ...key, symbol: 'a\0b' }), undefined);
  assert.equal(lookupCommand(base, { ...finding, program: {} as never }, key), undefined, 'of its own keys');
  assert.equal(lookupCommand(base, finding, { ...key, need: {} as never }), undefined);
});
