import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readElf } from '../../../src/elf/readElf.ts';
import type { Live } from '../../../src/language/answers/hoverContext.ts';
import { LiveLookups } from '../../../src/language/answers/liveImage.ts';
import { keepClockCode } from '../../../src/session/clock/keptCode.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { codeImage } from '../../support/code/codeImage.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { base, hover, liveImage, pid } from './support.ts';

suite('hovers of when a function enters the kernel', () => {
  test('who enters the kernel otherwise than most is named', async () => {
    const live = await liveImage({ arch: 'amd64' });
    const text = hover('/x/shared.c', 'f("__vdso_clock_|gettime64");', live) ?? '';
    assert.match(text, /negative ids\)\. On parisc: Always: here it is nothing but the system call/);
  });

  test("when it enters the kernel follows the file's architecture, or the live image and its maker", async () => {
    const live = await liveImage({ arch: 'amd64' });
    const bare = /\*Enters the kernel:\* Always: here it is nothing but the system call/;
    const name = '"__vdso_get|cpu"';
    assert.match(hover('/linux/arch/riscv/vdso.c', name, live) ?? '', bare);
    assert.doesNotMatch(hover('/linux/vdso.c', name, live) ?? '', bare);
    assert.match(hover('/linux/vdso.c', name, await liveImage({ arch: 'riscv64' })) ?? '', bare);
    const high = { notes: [], hash: 'sysv', override: { base: 0xffff_ffff_ff70_0000n } } as const;
    const exports = ['__vdso_getcpu', '__kernel_rt_sigreturn'];
    const gvisor = await liveImage({ arch: 'amd64', exports, ...high });
    assert.match(hover('vdso_linux_amd64.go', name, gvisor) ?? '', bare);
  });

  test('what was found out of the live image’s code is told in the place of the catalogue’s', async () => {
    const result = await readElf(memorySource(vdsoImage({ arch: 'amd64' }).bytes));
    assert.ok(result.kind === 'elf');
    const image = new LiveLookups(result.image, pid, base, 'the digest of a hover test');
    const live: Live = { kind: 'image', image };
    const clock = hover.bind(undefined, 'vdso_linux_amd64.go', '"__vdso_clock|_gettime"', live);
    const catalogue = clock() ?? '';
    assert.match(catalogue, /\*Enters the kernel:\* Never for the COARSE clocks/);
    const way = (id: number, name: string, path: 'user' | 'user-or-kernel' | 'kernel') => ({
      ...{ id, name, path },
      counters: [],
    });
    const value = (name: string): bigint => image.symbol(name)?.value ?? 0n;
    keepClockCode('the digest of a hover test', {
      clocks: [
        way(0, 'REALTIME', 'user-or-kernel'),
        way(5, 'REALTIME_COARSE', 'user'),
        way(-29, 'FD', 'kernel'),
      ],
      clockAddress: value('__vdso_clock_gettime'),
      functions: [
        { value: value('__vdso_clock_gettime'), path: 'user-or-kernel', counters: ['rdtsc'] },
        { value: value('__vdso_time'), path: 'user', counters: [] },
        { value: value('__vdso_getcpu'), path: 'incomplete', counters: [] },
      ],
    });
    const code = clock() ?? '';
    const told =
      "*Enters the kernel, by this image's code:* never for `REALTIME_COARSE`; only where it must for `REALTIME`; always for clock of a file descriptor. It reads `rdtsc`.";
    assert.ok(code.includes(told), code);
    assert.doesNotMatch(code, /Never for the COARSE clocks/);
    // The variable that stands for it says so, too, and a file for another machine nothing of this one.
    const variable = hover('sys_linux_amd64.s', 'MOVQ runtime·vdsoClock|gettimeSym(SB), AX', live) ?? '';
    assert.ok(variable.includes(told), variable);
    const foreign = hover('vdso_linux_arm64.go', '"__kernel_clock|_gettime"', live) ?? '';
    assert.doesNotMatch(foreign, /by this image's code/);
    const time = hover('/linux/vdso.c', '"__vdso_ti|me"', live) ?? '';
    assert.match(time, /by this image's code:\* never\./);
    // Where following it did not end, the catalogue knows more.
    const cpu = hover('/linux/vdso.c', '"__vdso_get|cpu"', live) ?? '';
    assert.match(cpu, /\*Enters the kernel:\* Never\./);
  });

  test('a function of the live image that is nothing but a system call is told by its bytes', async () => {
    const { bytes } = codeImage('amd64', {
      __vdso_clock_gettime: 'b8 e4 00 00 00 0f 05 c3',
      __vdso_time: '31 c0 c3',
    });
    const result = await readElf(memorySource(bytes));
    assert.ok(result.kind === 'elf');
    const live: Live = { kind: 'image', image: new LiveLookups(result.image, pid, base) };
    const bare = /\*Enters the kernel:\* Always: here it is nothing but the system call/;
    assert.match(hover('/linux/vdso.c', '"__vdso_clock|_gettime"', live) ?? '', bare);
    assert.doesNotMatch(hover('/linux/vdso.c', '"__vdso_ti|me"', live) ?? '', bare);
  });
});
