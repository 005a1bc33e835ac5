/** Whether functions enter the kernel, by code of our own: one shape of control flow each. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CodeBudget } from '../../../src/code/flow/explore.ts';
import { loadCapstone } from '../../../src/session/disassembler.ts';
import { codeImage, codeOfBytes } from '../../support/code/codeImage.ts';

/** Of one amd64 function, with others behind it that it may call. */
async function path(code: string, ...others: readonly string[]) {
  const functions = {
    __vdso_first: code,
    ...Object.fromEntries(others.map((other, at) => [`__vdso_${at}`, other])),
  };
  const { bytes } = codeImage('amd64', functions);
  const { functions: found } = await codeOfBytes(bytes);
  const first = found.find(({ symbol }) => symbol.name === '__vdso_first');
  assert.ok(first !== undefined);
  return first;
}

const SYSTEM_CALL = 'b8 e4 00 00 00 0f 05'; // mov eax, 228; syscall

describe('a path of amd64', () => {
  test('that makes no call stays in user space, and reads its counter', async () => {
    const found = await path('0f 31 c3'); // rdtsc; ret
    assert.equal(found.path, 'user');
    assert.deepEqual(found.counters, ['rdtsc']);
    assert.equal(found.instructions, 2);
  });

  test('that makes one always enters the kernel, with number and name', async () => {
    const found = await path(`f3 0f 1e fa ${SYSTEM_CALL} c3`);
    assert.equal(found.path, 'kernel');
    assert.deepEqual(
      found.systemCalls.map(({ number, name }) => [number, name]),
      [[228n, 'clock_gettime']],
    );
  });

  test('that makes one where a test fails may do without', async () => {
    // test edi, edi; je +7; mov eax, 228; syscall; ret
    const found = await path(`85 ff 74 07 ${SYSTEM_CALL} c3`);
    assert.equal(found.path, 'user-or-kernel');
  });

  test('whose test is decided by what is known goes one way', async () => {
    // xor edi, edi; test edi, edi; je over the call
    assert.equal((await path(`31 ff 85 ff 74 07 ${SYSTEM_CALL} c3`)).path, 'user');
    // mov edi, 1: the branch is never taken
    assert.equal((await path(`bf 01 00 00 00 85 ff 74 07 ${SYSTEM_CALL} c3`)).path, 'kernel');
  });

  test('into another function is what that one does', async () => {
    // call the next function; ret
    assert.equal((await path('e8 3b 00 00 00 c3', `${SYSTEM_CALL} c3`)).path, 'kernel');
    assert.equal((await path('e8 3b 00 00 00 c3', '31 c0 c3')).path, 'user');
  });

  test('with a number that was kept on the stack', async () => {
    // push 228; pop rax; syscall; ret
    const found = await path('68 e4 00 00 00 58 0f 05 c3');
    assert.deepEqual(
      found.systemCalls.map(({ name }) => name),
      ['clock_gettime'],
    );
  });

  test('with a number that differs between two ways has none', async () => {
    // mov eax, 228; test edi, edi; je +5; mov eax, 96; syscall; ret
    const found = await path('b8 e4 00 00 00 85 ff 74 05 b8 60 00 00 00 0f 05 c3');
    assert.equal(found.path, 'kernel');
    assert.deepEqual(
      found.systemCalls.map(({ number }) => number),
      [undefined],
    );
  });

  test('into sigreturn does not come back', async () => {
    const found = await path('b8 0f 00 00 00 0f 05 0f 31 c3');
    assert.equal(found.path, 'kernel');
    assert.deepEqual(found.counters, []);
  });

  test('around a sequence count is a loop', async () => {
    // mov eax, [rip - 0x1000]; test al, 1; jne back; pause; ret
    const found = await path('8b 05 fa ef ff ff a8 01 75 f6 f3 90 c3');
    assert.equal(found.loops.length, 1);
    assert.equal(found.path, 'user');
  });

  test('around several: the innermost loops, and none that waits for nothing', async () => {
    // two times: nop; test al, 1; jne back; test edi, edi; jne to the nop; then test edi, edi; jne back; ret
    const nested = '90 a8 01 75 fc 85 ff 75 f7';
    const { loops, symbol } = await path(`${nested} ${nested} 85 ff 75 fc c3`);
    assert.deepEqual(
      loops.map(({ from, to }) => [from - symbol.value, to - symbol.value]),
      [
        [1n, 3n],
        [10n, 12n],
      ],
    );
  });
});

describe('what is not known is incomplete, and says where', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['an unknown instruction', '85 ff 74 01 06 c3', 'undecoded'],
    ['a jump through a register', 'ff e0', 'target-unknown'],
    ['a call through memory', 'ff 17 c3', 'target-unknown'],
    ['a jump out of the image', 'e9 00 00 00 70', 'outside'],
    ['a function that calls itself', 'e8 fb ff ff ff c3', 'depth'],
    ['a loop without an end', 'eb fe', 'no-return'],
    ['a trap', '0f 0b', 'no-return'],
  ];
  for (const [what, code, why] of cases)
    test(what, async () => {
      const found = await path(code);
      assert.equal(found.path, 'incomplete');
      assert.equal(found.why?.code, why);
    });

  test('an unknown instruction behind a way that returns makes it incomplete, and never user', async () => {
    assert.equal((await path('85 ff 74 01 c3 06')).path, 'incomplete');
  });

  test('more code than the budget has', async () => {
    const { bytes } = codeImage('amd64', { __vdso_time: `${'90 '.repeat(60)} c3` });
    for (const budget of [new CodeBudget(200_000, 20), new CodeBudget(0)]) {
      const [found] = (await codeOfBytes(bytes, { budget })).functions;
      assert.equal(found?.path, 'incomplete');
      assert.equal(found?.why?.code, 'budget');
    }
  });

  test('a disassembler that fails is thrown away, and the next function read with a new one', async () => {
    const { bytes } = codeImage('amd64', { __vdso_a: '31 c0 c3', __vdso_b: '31 c0 c3' });
    let loaded = 0;
    const load = async () => {
      const module = await loadCapstone();
      if (loaded++ > 0) return module;
      class Broken extends module.Capstone {
        constructor(architecture: number, mode: number) {
          super(architecture, mode);
          // The package sets its methods on the instance.
          this.disasm_iter = () => {
            throw new RangeError('unreachable');
          };
        }
      }
      return { ...module, Capstone: Broken } as typeof module;
    };
    const { functions } = await codeOfBytes(bytes, { load });
    const byName = new Map(functions.map(({ symbol, path: each }) => [symbol.name, each]));
    assert.equal(byName.get('__vdso_a'), 'incomplete');
    assert.equal(byName.get('__vdso_b'), 'user');
    assert.ok(loaded >= 2);
  });
});
