/** Words of files and people that every object has as a property: in a table they are as unknown as any other word. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { chineseFact } from '../../src/consumers/chinese/facts.ts';
import { demangle } from '../../src/demangle/demangle.ts';
import { elfChinese } from '../../src/elf/problems/chinese.ts';
import { elfEnglish } from '../../src/elf/problems/english.ts';
import { chinesePointer } from '../../src/language/chinese/lookups.ts';
import { pointerWords } from '../../src/language/english/lookups.ts';
import { systemCallsOf } from '../../src/report/facts/runtimes.ts';
import { cliScript } from '../support/started.ts';

const words = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];

for (const word of words) {
  test(`${word}`, () => {
    assert.equal(chineseFact(word), word);
    assert.equal(demangle(`_ZN${word.length}${word}C1Ev`), `${word}::${word}()`);
    const rust = `a$${word}$`;
    assert.equal(
      demangle(`_ZN3abc${rust.length}${rust}17h0123456789abcdefE`),
      `abc::${rust}::h0123456789abcdef`,
    );
    for (const say of [pointerWords, chinesePointer])
      assert.match(say(`dl_vdso_${word}`), new RegExp(`${word}\\(\\)`));
    const failure = { code: 'read-failed', args: { offset: 0, length: 1, errno: word } };
    for (const { problem } of [elfEnglish, elfChinese])
      assert.doesNotMatch(problem(failure), /function|native|\[object/i);
    const key = { symbol: `__vdso_${word}`, outcome: 'fallback' };
    const findings = [{ id: 'go', keys: [key] }] as unknown as Parameters<
      typeof systemCallsOf
    >[0]['findings'];
    assert.deepEqual(systemCallsOf({ findings } as Parameters<typeof systemCallsOf>[0], { id: 'go' }), []);
  });
}

test('a file that is called like one of them is a file to the program', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cliScript, 'constructor'], {
    encoding: 'utf8',
  });
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /^constructor does not exist/);
});
