/** `--format`: each command has its own; the short forms are formats as well. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommand } from '../../../src/cli/arguments.ts';
import { FORMATS } from '../../../src/cli/formats.ts';

function formatIn(...args: readonly string[]): string {
  const command = parseCommand(args);
  return 'format' in command ? command.format : '';
}

/** What a command cannot do without. */
const WANTED: Readonly<Record<string, readonly string[]>> = { diff: ['a.so', 'b.so'], matrix: ['a.so'] };

test('every command writes what it is asked to, and its first format without a word', () => {
  for (const [command, formats] of Object.entries(FORMATS)) {
    assert.equal(formatIn(command, ...(WANTED[command] ?? [])), formats[0]);
    for (const format of formats) {
      assert.equal(formatIn(command, ...(WANTED[command] ?? []), '--format', format), format);
      assert.equal(formatIn(command, ...(WANTED[command] ?? []), `--format=${format}`), format);
    }
  }
});

test('the short forms mean formats; the same said twice is once', () => {
  for (const command of Object.keys(FORMATS)) {
    assert.equal(formatIn(command, ...(WANTED[command] ?? []), '--json'), 'json');
    assert.equal(formatIn(command, ...(WANTED[command] ?? []), '--json', '--format', 'json'), 'json');
    assert.equal(formatIn(command, ...(WANTED[command] ?? []), '--text'), 'text');
  }
  assert.equal(formatIn('x.so', '--full', '--text', '--format=text'), 'text');
  assert.equal(formatIn('x.so', '--replay', '--format=json'), 'json');
});

test('another word is wrong usage, with the list of that command; two formats are as well', () => {
  for (const [args, message] of [
    [['--format', 'csv'], /^inspect writes no "csv"; --format knows summary, text, json here\.$/],
    [['check', '--format', 'csv'], /^check writes no "csv"; --format knows text, json/],
    [['clock', '--format', 'junit'], /^clock writes no "junit"; --format knows text, json here\.$/],
    [['atlas', '--format', ''], /^atlas writes no ""; --format knows text, json, markdown, csv here\.$/],
    [['atlas', '--format', 'CSV'], /^atlas writes no "CSV"/],
    [['--format', '__proto__'], /^inspect writes no "__proto__"/],
    [['--format', 'text', '--json'], /^Give only one of --format text, --json\.$/],
    [['check', '--format=json', '--text'], /^Give only one of --format json, --text\.$/],
    [['atlas', '--json', '--text'], /^Give only one of --json, --text\.$/],
    [['--format', 'summary', '--replay'], /^Give only one of --format summary, --replay\.$/],
    [['--format', 'summary', '--why', 'time'], /^Give only one of --format summary, --why\.$/],
    [['check', '--format', 'json', '--lines'], /^Give only one of --format json, --lines\.$/],
    [['completions', 'bash', '--format', 'text'], /^completions wants the name of a shell/],
  ] as const) {
    assert.throws(() => parseCommand(args), { name: 'UsageError', message }, args.join(' '));
  }
});
