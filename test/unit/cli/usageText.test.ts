/** Whatever a command line holds, what is said about it is text that a terminal does not act on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommand } from '../../../src/cli/arguments.ts';
import { runCli } from './support.ts';

/** An escape sequence, its C1 form, a bidirectional override, a tag and a Hangul filler. */
const evil = 'a\u001b[31m\u009b31m\u202e\u{e0041}\u3164z';

const commands: Readonly<Record<string, readonly string[]>> = {
  'a file that is not there': [`/nowhere/${evil}`],
  'two files': [evil, evil],
  'an option that does not exist': [`--${evil}`],
  'a process number': ['--pid', evil],
  'a release of Go': ['--go', evil],
  'a release of another runtime': ['--consumer', `musl@${evil}`],
  'a runtime': ['--consumer', evil],
  'a requirement': ['check', '--require', evil],
  'an address': ['--live', '--addr', evil],
  'an architecture': ['atlas', '--arch', evil],
  'a copy': ['--live', '--dump', `/nowhere/${evil}`],
};

for (const [what, args] of Object.entries(commands)) {
  test(what, async () => {
    const { code, stdout, stderr } = await runCli(args);
    assert.ok(code === 1 || code === 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^[ -~]+\n$/);
    assert.match(stderr, /\\(u202e|u\{?e0041|udb40\\udc41)/, 'said, and not left out');
  });
}

test('a word of very many short options is told from its start, and not taken apart', () => {
  const word = `-${'('.repeat(100_000)}`;
  const message = /^Unknown option "-\({15}… \(\+99985\)"\.$/;
  assert.throws(() => parseCommand(['image.so', word]), { name: 'UsageError', message });
  assert.equal(parseCommand(['--', word]).kind, 'inspect', 'a file may be called so');
});
