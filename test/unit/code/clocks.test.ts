/** Clocks by code of our own on amd64: a mask of ids as the kernel has it, and what follows from each. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { coarseSentence, verdictText } from '../../../src/code/english.ts';
import { clockVerdict, userClocks } from '../../../src/code/userClocks.ts';
import { codeImage, codeOfBytes } from '../../support/code/codeImage.ts';

// cmp edi, 15; ja call; mov eax, 1; mov ecx, edi; shl eax, cl; test eax, 0x883; jne counter;
// test al, 0x60; jne return; call: mov eax, 228; syscall; ret; counter: rdtsc; return: ret
const CLOCK_GETTIME = `83 ff 0f 77 16 b8 01 00 00 00 89 f9 d3 e0 a9 83 08 00 00 75 0e
  90 a8 60 75 0b 90 b8 e4 00 00 00 0f 05 c3 0f 31 c3`;

async function clocks() {
  const { bytes } = codeImage('amd64', { __vdso_clock_gettime: CLOCK_GETTIME });
  const code = await codeOfBytes(bytes);
  return { ...code, row: (id: number) => code.clocks.find((clock) => clock.id === id) };
}

describe('clocks by code', () => {
  test('those of the mask read the counter, COARSE ones nothing, all others enter the kernel', async () => {
    const { row, clockFunction } = await clocks();
    assert.equal(clockFunction, '__vdso_clock_gettime');
    for (const id of [0, 1, 7, 11])
      assert.deepEqual([row(id)?.path, row(id)?.counters], ['user', ['rdtsc']], `${id}`);
    for (const id of [5, 6]) assert.deepEqual([row(id)?.path, row(id)?.counters], ['user', []], `${id}`);
    for (const id of [2, 3, 4, 8, 9, 10, 16, -14, -29])
      assert.deepEqual([row(id)?.path, row(id)?.counters], ['kernel', []], `${id}`);
  });

  test('COARSE clocks that cost nothing are told', async () => {
    const { clocks: rows } = await clocks();
    assert.match(coarseSentence(rows) ?? '', /^CLOCK_REALTIME_COARSE and CLOCK_MONOTONIC_COARSE never leave/);
    assert.equal(coarseSentence(rows.filter(({ id }) => id < 5)), undefined);
  });

  test('a demanded clock is fulfilled by its path alone', async () => {
    const { clocks: rows } = await clocks();
    const verdicts = userClocks.map((clock) => [clock.option, clockVerdict(clock, rows).fulfilled]);
    assert.deepEqual(Object.fromEntries(verdicts), {
      realtime: true,
      monotonic: true,
      raw: false,
      'realtime-coarse': true,
      'monotonic-coarse': true,
      boottime: true,
      tai: true,
    });
    assert.ok(
      userClocks.every((clock) => !clockVerdict(clock, []).fulfilled),
      'no function serves clocks',
    );
  });

  test('a demanded clock whose code cannot be followed is not fulfilled, and says why', async () => {
    const { bytes } = codeImage('amd64', { __vdso_clock_gettime: '06 c3' });
    const { clocks: rows } = await codeOfBytes(bytes);
    for (const clock of userClocks) {
      const verdict = clockVerdict(clock, rows);
      assert.equal(verdict.fulfilled, false);
      assert.match(verdictText(verdict), /^The bytes at 0x[\da-f]+ are no instruction that is known\.$/);
    }
  });

  test('the function with 64-bit time is asked where there are both', async () => {
    const { bytes } = codeImage('386', {
      __vdso_clock_gettime: 'b8 09 01 00 00 cd 80 c3',
      __vdso_clock_gettime64: '31 c0 c3',
    });
    const code = await codeOfBytes(bytes);
    assert.equal(code.clockFunction, '__vdso_clock_gettime64');
    assert.ok(code.clocks.every(({ path }) => path === 'user'));
  });
});
