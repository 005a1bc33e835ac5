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
  "'; rm -rf ~ #",
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

/** bash knows $'…', which dash does not yet; where there is none of it, sh is asked. */
function printed(word: string): string {
  const shell = word.startsWith("$'") ? 'bash' : 'sh';
  return execFileSync(shell, ['-c', `printf %s ${word}`], { encoding: 'utf8' });
}

test('a word is one word to a shell, which has the text again, and is safe to show', () => {
  for (const text of hostile) {
    const word = shellWord(text);
    execFileSync('sh', ['-n'], { input: `printf %s ${word}\n` });
    assert.equal(shown(word), word);
    assert.equal(printed(word), text);
  }
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
  for (const symbol of [key.symbol, ...hostile]) {
    for (const [source, image] of sources) {
      const command = lookupCommand(source, finding, { ...key, symbol });
      // A name that is trimmed, or has an @, is another one to the terminal.
      const isOther = symbol.trim() !== symbol || symbol.indexOf('@', 1) > 0;
      assert.equal(command === undefined, isOther, symbol);
      if (command === undefined) continue;
      const script = `set -- ${command}; printf '%s\\0' "$@"`;
      const [program, ...words] = execFileSync('bash', ['-c', script], { encoding: 'utf8' })
        .split('\0')
        .slice(0, -1);
      assert.equal(program, 'vdso-explorer');
      const read = parseCommand(words);
      assert.ok(read.kind === 'inspect');
      assert.deepEqual(read.image, image);
      assert.deepEqual(read.lookups, [{ name: symbol, ...(key.version && { version: key.version }) }]);
      assert.deepEqual(read.selection, [{ id: 'musl', release: '1.2.5' }]);
    }
  }
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
