/** --code, --clocks, --disasm and check --user-clock. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { codeImage } from '../../support/code/codeImage.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { assertFollowsSchema } from '../../support/schema.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { runCli } from './support.ts';

const SYSTEM_CALL = 'b8 e4 00 00 00 0f 05 c3';
const { bytes } = codeImage('amd64', {
  __vdso_clock_gettime: `8b 05 fa bf ff ff 83 ff 01 74 08 ${SYSTEM_CALL} 0f 01 f9 c3`,
  __vdso_time: 'e8 bb ff ff ff c3',
});

describe('--code', () => {
  test('is part of the JSON report, by the schema', () =>
    withFile(bytes, async (file) => {
      const { stdout, code } = await runCli(['--json', '--code', file]);
      assert.equal(code, 0);
      const report = JSON.parse(stdout);
      assertFollowsSchema(report);
      const [clock] = report.code.functions;
      assert.equal(clock.symbol, '__vdso_clock_gettime');
      assert.equal(clock.path, 'user-or-kernel');
      assert.deepEqual(clock.counters, ['rdtscp']);
      assert.deepEqual(clock.systemCalls, [{ offset: '0x10', number: 228, name: 'clock_gettime' }]);
      assert.equal(report.code.clocks.find(({ id }: { id: number }) => id === 1).path, 'user');
    }));

  test('says what somebody wrote over the code, in a vDSO and not in other files', () => {
    const changed = codeImage('amd64', { __vdso_time: '31 c0 cc c3', __vdso_getcpu: '31 c0 c3' }).bytes;
    return withFile(changed, async (file) => {
      const report = JSON.parse((await runCli(['--json', '--code', file])).stdout);
      assertFollowsSchema(report);
      assert.equal(report.role, 'vdso');
      assert.deepEqual(
        report.code.altered.map(({ kind }: { kind: string }) => kind),
        ['breakpoint'],
      );
      assert.match(
        (await runCli(['--text', '--code', file])).stdout,
        /Changed by others\n {2}A breakpoint stands in \w+ at 0x/,
      );
    });
  });

  test('is not there and not loaded without being asked for', () =>
    withFile(bytes, async (file) => {
      const { stdout } = await runCli(['--json', file]);
      assert.ok(!('code' in JSON.parse(stdout)));
    }));

  test('of a machine that nobody reads says so', () =>
    withFile(vdsoImage({ arch: 'amd64', override: { machine: 254 } }).bytes, async (file) => {
      const report = JSON.parse((await runCli(['--json', '--code', '--as-vdso', file])).stdout);
      for (const each of report.code.functions) {
        assert.equal(each.path, 'incomplete');
        assert.match(each.why, /^Nobody here reads the instructions of machine /);
      }
      const { code, stderr } = await runCli(['--disasm', '__vdso_time', file]);
      assert.equal(code, 1);
      assert.match(stderr, /^Nobody here reads/);
    }));
});

describe('--disasm', () => {
  test('writes address, bytes, mnemonic and operands, and names what is called', () =>
    withFile(bytes, async (file) => {
      const { stdout } = await runCli(['--disasm', '__vdso_time', file]);
      const [name, call, back] = stdout.split('\n');
      assert.equal(name, '__vdso_time');
      assert.match(
        call ?? '',
        /^ {2}0x[\da-f]+ {2}e8 bb ff ff ff +call 0x[\da-f]+ {2}; __vdso_clock_gettime$/,
      );
      assert.match(back ?? '', / c3 +ret$/);
    }));

  test('begins at an address, and ends with its function', () =>
    withFile(bytes, async (file) => {
      const json = JSON.parse((await runCli(['--json', '--disasm', '__vdso_time', file])).stdout);
      const [{ instructions }] = json.disassembly;
      const second = instructions[1].address;
      const fromThere = JSON.parse((await runCli(['--json', '--disasm', second, file])).stdout);
      assert.deepEqual(fromThere.disassembly[0].instructions, instructions.slice(1));
    }));

  test('takes a distance from the first byte, and an offset of the file, of an image linked elsewhere', () => {
    const linked = vdsoImage({
      arch: 'amd64',
      exports: ['__vdso_time'],
      override: { base: 0xffffffffff700000n },
    });
    const { offset } = linked.layout.range('text');
    return withFile(linked.bytes, async (file) => {
      for (const what of [`+${offset.toString(16)}`, `0x${offset.toString(16)}`]) {
        const { stdout, stderr } = await runCli(['--json', '--disasm', what, file]);
        assert.equal(stderr, '');
        const [{ address }] = JSON.parse(stdout).disassembly;
        assert.equal(BigInt(address), 0xffffffffff700000n + BigInt(offset));
      }
    });
  });

  test('of what there is not is a sentence', () =>
    withFile(bytes, async (file) => {
      for (const [what, why] of [
        ['nobody', /has no function "nobody"/],
        ['0x7fffffff', /At 0x7fffffff this image has no code/],
      ] as const) {
        const { code, stderr } = await runCli(['--disasm', what, file]);
        assert.equal(code, 1);
        assert.match(stderr, why);
      }
    }));
});

describe('check --user-clock', () => {
  const check = (...more: readonly string[]) =>
    withFile(bytes, (file) => runCli(['check', '--go', '1.27', file, ...more]));

  test('ends with 0 where the code can do without the kernel, and with 3 where it never does', async () => {
    assert.equal((await check('--user-clock', 'monotonic')).code, 0);
    const { code, stdout } = await check('--user-clock', 'monotonic,boottime');
    assert.equal(code, 3);
    assert.match(stdout, /ok +monotonic: stays in user space\n/);
    assert.match(stdout, /boottime: always enters the kernel\n/);
  });

  test('says which in JSON and on standard error', async () => {
    const { stdout, stderr, code } = await check('--json', '--user-clock', 'boottime');
    assert.equal(code, 3);
    const report = JSON.parse(stdout);
    assert.equal(report.fulfilled, false);
    assert.deepEqual(report.userClocks, [
      { clock: 'boottime', fulfilled: false, path: 'kernel', why: 'always enters the kernel' },
    ]);
    assert.equal(stderr, 'boottime: always enters the kernel\n');
  });

  test('of an image that serves no clocks is not fulfilled', () =>
    withFile(codeImage('amd64', { __vdso_getcpu: 'c3' }).bytes, async (file) => {
      assert.equal((await runCli(['check', '--go', '1.27', '--user-clock', 'realtime', file])).code, 3);
    }));

  test('knows clocks by their names, and belongs to check', async () => {
    const { code, stderr } = await check('--user-clock', 'sundial');
    assert.equal(code, 2);
    assert.match(stderr, /No clock "sundial" is known; known are realtime, monotonic, raw,/);
    assert.equal((await runCli(['--user-clock', 'realtime'])).code, 2);
  });
});
