import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { tokenAt } from '../../../src/language/source/token.ts';
import { processorMilliseconds } from '../../support/processorTime.ts';

/** The token at the column marked with | */
function at(marked: string): ReturnType<typeof tokenAt> {
  return tokenAt(marked.replace('|', ''), marked.indexOf('|'));
}

suite('tokenAt', () => {
  test('a name, at its start, inside and at its end', () => {
    for (const marked of ['var |vdsoInfo x', 'var vdso|Info x', 'var vdsoInfo| x']) {
      assert.deepEqual(at(marked), { kind: 'name', text: 'vdsoInfo', start: 4, end: 12 });
    }
  });

  test('the name behind the middle dot of Go assembly', () => {
    assert.deepEqual(at('\tMOVQ\truntime·vdsoClock|gettimeSym(SB), AX'), {
      kind: 'name',
      text: 'vdsoClockgettimeSym',
      start: 14,
      end: 33,
    });
    assert.equal(at('\tMOVQ\trun|time·vdsoClockgettimeSym(SB), AX')?.text, 'runtime');
  });

  test('a name behind &', () => {
    assert.equal(at('0x6e43a318, &vdso|ClockgettimeSym},')?.text, 'vdsoClockgettimeSym');
  });

  test('a symbol string, its quotes included in the place and not in the text', () => {
    const token = { kind: 'symbol', text: '__vdso_clock_gettime', start: 2, end: 22 };
    assert.deepEqual(at('{"__vdso_|clock_gettime", 0xd35ec75'), token);
    assert.deepEqual(at('{|"__vdso_clock_gettime", 0xd35ec75'), token);
    assert.equal(at('{`__kernel_|getcpu`}')?.kind, 'symbol');
  });

  test('a version string', () => {
    const token = at('vdsoVersionKey{"LINUX_2|.6.39", 0x75fcb89}');
    assert.deepEqual([token?.kind, token?.text], ['version', 'LINUX_2.6.39']);
  });

  test('a function that kernels or runtimes know, in code and in prose', () => {
    for (const marked of [
      'notrace int __vdso_clock|_gettime(clockid_t clock,',
      '\t\t__kernel_get|cpu;',
      'VDSO_sigtramp\t= __kernel_rt_sig|return;',
      '// calls __vdso_|time, as the C library does',
      '"no __vdso_|time here"',
    ])
      assert.equal(at(marked)?.kind, 'symbol', marked);
    assert.deepEqual(at('x = |__vdso_time;'), { kind: 'symbol', text: '__vdso_time', start: 4, end: 15 });
    for (const marked of ['struct __kernel_time|spec *ts', '__vdso_da|ta', 'my__vdso_|time()'])
      assert.equal(at(marked)?.kind, 'name', marked);
  });

  test('names without a prefix only where they are listed', () => {
    assert.equal(at('\t\tclock_get|time;')?.kind, 'name');
    assert.equal(tokenAt('\t\tclock_gettime;', 4, true)?.kind, 'symbol');
    assert.equal(tokenAt('\t\tglobal:', 4, true)?.kind, 'name');
  });

  test('strings side by side are one', () => {
    assert.deepEqual(at('{ "__vdso_cl|ock_" "gettime" }'), {
      kind: 'symbol',
      text: '__vdso_clock_gettime',
      start: 3,
      end: 16,
    });
    assert.equal(at('f("LINUX_|2" ".6" ".39")')?.text, 'LINUX_2.6.39');
    assert.equal(at('f("LINUX_|2.6", "__vdso_time")')?.text, 'LINUX_2.6');
  });

  test('a node without quotes, and not the full stop behind it', () => {
    assert.deepEqual(at('\tLINUX_2|.6.39 {'), { kind: 'version', text: 'LINUX_2.6.39', start: 1, end: 13 });
    assert.equal(at('// the node LINUX_2|.6.')?.text, 'LINUX_2.6');
    for (const marked of ['LINUX_|2 x', 'VDSO_HASH_LINUX_2|_6 1', 'MY_LINUX_2|.6'])
      assert.notEqual(at(marked)?.kind, 'version', marked);
  });

  test('hexadecimal and decimal numbers', () => {
    assert.deepEqual(at('x, 0x75f|cb89}'), { kind: 'number', text: '0x75fcb89', start: 3, end: 12 });
    assert.equal(at('x, 123|73600}')?.text, '12373600');
    assert.equal(at('vdso|64')?.kind, 'name');
  });

  test('nothing between tokens', () => {
    assert.equal(at('a  |  b'), undefined);
    assert.equal(at('|'), undefined);
  });

  test('a line of a megabyte costs a look at its surroundings', async () => {
    const line = `${' '.repeat(500_000)}vdsoInfo${' '.repeat(500_000)}`;
    const took = await processorMilliseconds(() => {
      for (let i = 0; i < 1000; i++) assert.equal(tokenAt(line, 500_003)?.start, 500_000);
    });
    assert.ok(took < 1000, `${took} ms`);
  });
});
