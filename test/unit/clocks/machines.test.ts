/** Why clock calls are slow, by the machine: one kind of machine each, by what its /proc and /sys say. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Cause } from '../../../src/clocks/cause.ts';
import { answerOf } from '../../../src/clocks/causes.ts';
import { clocksChinese } from '../../../src/clocks/chinese.ts';
import { betterSource, sourceFacts } from '../../../src/clocks/clockSources.ts';
import { clocksEnglish } from '../../../src/clocks/english.ts';
import { readMachineFacts } from '../../../src/clocks/machineFacts.ts';
import { readProcessFacts } from '../../../src/clocks/processFacts.ts';
import type { ClockCode, ClockQuestion } from '../../../src/clocks/question.ts';
import type { ClockPath } from '../../../src/code/clocks.ts';
import { CLOCKSOURCE } from '../../../src/sources/hostInfo.ts';
import type { ProcFs } from '../../../src/sources/procFs.ts';
import { machine, withoutSys } from '../../support/clocks/machines.ts';

const path = (id: number, name: string, of: ClockPath['path'], counter?: string): ClockPath => ({
  id,
  name,
  path: of,
  counters: counter === undefined ? [] : [counter],
});

/** As of Linux, with code for all hypervisors. */
const LINUX: ClockCode = {
  clockFunction: '__vdso_clock_gettime',
  clocks: [
    path(0, 'REALTIME', 'user-or-kernel', 'rdtscp'),
    path(1, 'MONOTONIC', 'user-or-kernel', 'rdtscp'),
    path(3, 'THREAD_CPUTIME_ID', 'kernel'),
    path(5, 'REALTIME_COARSE', 'user'),
    path(6, 'MONOTONIC_COARSE', 'user'),
  ],
  pages: ['time', 'pvclock', 'hyperv-clock'],
};
const BARE: ClockCode = {
  clockFunction: '__vdso_clock_gettime',
  clocks: LINUX.clocks.map((each) => ({ ...each, path: 'kernel', counters: [] })),
};

async function ask(proc: ProcFs, more: Partial<ClockQuestion> & { readonly pid?: number } = {}) {
  const { pid, ...rest } = more;
  const answer = answerOf({
    machine: await readMachineFacts(proc),
    process: await readProcessFacts(proc, pid),
    code: LINUX,
    ownClocks: false,
    unserved: [],
    ...rest,
  });
  return {
    ...answer,
    cause: (code: Cause['code']) => answer.causes.find((each) => each.code === code),
    text: (code: Cause['code']) => {
      const cause = answer.causes.find((each) => each.code === code);
      return cause === undefined ? undefined : clocksEnglish.cause(cause);
    },
    advice: answer.causes.flatMap(({ advice }) => (advice === undefined ? [] : [advice])),
  };
}

describe('by clock source', () => {
  const cases: readonly (readonly [arch: string, source: string, available: string, verdict: string])[] = [
    ['x64', 'tsc', 'tsc hpet acpi_pm', 'user'],
    ['x64', 'tsc-early', 'tsc-early hpet', 'unclear'],
    ['x64', 'hpet', 'hpet acpi_pm', 'kernel'],
    ['x64', 'acpi_pm', 'acpi_pm', 'kernel'],
    ['x64', 'kvm-clock', 'kvm-clock acpi_pm', 'unclear'],
    ['x64', 'xen', 'xen tsc hpet', 'unclear'],
    ['x64', 'hyperv_clocksource_tsc_page', 'hyperv_clocksource_tsc_page acpi_pm', 'unclear'],
    ['x64', 'hyperv_clocksource_msr', 'hyperv_clocksource_msr', 'kernel'],
    ['x64', 'refined-jiffies', 'refined-jiffies', 'kernel'],
    ['x64', 'something-new', 'something-new', 'unclear'],
    ['arm64', 'arch_sys_counter', 'arch_sys_counter', 'unclear'],
    ['arm64', 'tsc', 'tsc', 'unclear'],
    ['riscv64', 'riscv_clocksource', 'riscv_clocksource', 'user'],
    ['s390x', 'tod', 'tod', 'user'],
    ['ppc64', 'timebase', 'timebase', 'user'],
    ['loong64', 'Constant', 'Constant', 'user'],
    ['mips', 'MIPS', 'MIPS', 'unclear'],
  ];
  for (const [arch, source, available, verdict] of cases)
    test(`${source} on ${arch}: ${verdict}`, async () => {
      const found = await ask(machine({ facts: { arch }, source, available }));
      assert.equal(found.verdict, verdict);
      assert.ok(clocksEnglish.cause(found.causes[0] as Cause).includes(source));
      assert.ok(found.causes[0]?.evidence?.text.includes(available));
    });

  test('that is hidden, as in a sandbox', async () => {
    const found = await ask(withoutSys());
    assert.equal(found.verdict, 'unclear');
    assert.equal(found.cause('source-hidden')?.effect, 'possible');
  });
});

describe('advice', () => {
  test('is a source that is there, with the command', async () => {
    for (const [source, available] of [
      ['hpet', 'tsc hpet acpi_pm'],
      ['xen', 'xen tsc'],
      ['kvm-clock', 'kvm-clock tsc acpi_pm'],
    ] as const) {
      const [advice] = (await ask(machine({ source, available }))).advice;
      assert.equal(
        advice?.command,
        `echo tsc | sudo tee ${CLOCKSOURCE}/current_clocksource`,
        `${source} of ${available}`,
      );
    }
  });

  test('is never a source that is not there, or that this architecture does not have', async () => {
    for (const [arch, source, available] of [
      ['x64', 'hpet', 'hpet acpi_pm'],
      ['arm64', 'mct-frc', 'mct-frc tsc'],
      ['x64', 'acpi_pm', 'acpi_pm `reboot` tsc;reboot'],
    ] as const) {
      const { advice } = await ask(machine({ facts: { arch }, source, available }));
      assert.ok(advice.every(({ code }) => code !== 'switch-source'));
      assert.match(advice[0]?.command ?? '', /^sudo dmesg \| grep/);
    }
  });

  test('keeps what user space reads', async () => {
    assert.deepEqual((await ask(machine())).advice, []);
    const early = await ask(machine({ source: 'tsc', available: 'tsc-early kvm-clock tsc' }));
    assert.deepEqual(early.advice, []);
  });

  test('names the COARSE clocks where the others enter the kernel', async () => {
    const { advice } = await ask(machine({ source: 'hpet', available: 'hpet' }));
    assert.ok(advice.some((each) => each.code === 'use-coarse' && each.args.clocks.length === 2));
  });
});

test('orders on the kernel’s command line, up to what is for the first process', async () => {
  const of = async (commandLine: string, source = 'hpet') => {
    const { causes } = await ask(machine({ commandLine, source, available: source }));
    return causes
      .filter(({ code }) => code === 'parameter')
      .map(({ effect, evidence }) => [evidence?.text, effect]);
  };
  assert.deepEqual(await of('tsc=unstable notsc'), [
    ['tsc=unstable', 'possible'],
    ['notsc', 'possible'],
  ]);
  assert.deepEqual(await of('clocksource=tsc', 'tsc'), [['clocksource=tsc', 'none']]);
  assert.deepEqual(await of('no-kvmclock-vsyscall', 'kvm-clock'), [['no-kvmclock-vsyscall', 'kernel']]);
  assert.deepEqual(await of('vdso=0 vdso32=0 vsyscall=none'), [
    ['vdso=0', 'none'],
    ['vdso32=0', 'none'],
    ['vsyscall=none', 'none'],
  ]);
  assert.deepEqual(await of('xtsc=unstable notscx'), []);
});

describe('the CPU and the hypervisor', () => {
  test('a counter that may stop', async () => {
    const found = await ask(machine({ source: 'hpet', available: 'hpet', flags: 'tsc constant_tsc' }));
    assert.match(found.text('counter-not-promised') ?? '', / nonstop_tsc:/);
    assert.equal((await ask(machine())).cause('counter-not-promised'), undefined);
  });

  test('other machines have no such flags', async () => {
    const found = await ask(machine({ facts: { arch: 'arm64' }, flags: 'hypervisor' }));
    assert.equal(found.cause('counter-not-promised'), undefined);
    assert.equal(found.cause('hypervisor'), undefined);
  });

  const vendors: readonly (readonly [file: string, text: string, kind: string])[] = [
    ['/sys/hypervisor/type', 'xen\n', 'xen'],
    ['/sys/class/dmi/id/sys_vendor', 'Amazon EC2\n', 'kvm'],
    ['/sys/class/dmi/id/sys_vendor', 'VMware, Inc.\n', 'vmware'],
    ['/sys/class/dmi/id/product_name', 'Virtual Machine\n', 'hyper-v'],
    ['/sys/class/dmi/id/product_name', 'VirtualBox\n', 'virtualbox'],
    ['/proc/version', 'Linux version 6.6.87.2-microsoft-standard-WSL2 (root@x)\n', 'wsl2'],
  ];
  for (const [file, text, kind] of vendors)
    test(`${kind} by ${file}`, async () => {
      const found = await ask(
        machine({ flags: 'hypervisor constant_tsc nonstop_tsc', files: { [file]: text } }),
      );
      const cause = found.cause('hypervisor');
      assert.deepEqual([cause?.args, cause?.evidence?.file], [{ kind }, file]);
    });

  test('by its clock, or by CPUID alone', async () => {
    const flags = 'hypervisor constant_tsc nonstop_tsc';
    const kvm = await ask(machine({ flags, available: 'tsc kvm-clock' }));
    assert.deepEqual(kvm.cause('hypervisor')?.args, { kind: 'kvm' });
    const other = await ask(machine({ flags }));
    assert.deepEqual(other.cause('hypervisor')?.args, { kind: 'unknown' });
  });

  test('no machine of Amazon without a hypervisor', async () => {
    const found = await ask(machine({ files: { '/sys/class/dmi/id/sys_vendor': 'Amazon EC2\n' } }));
    assert.equal(found.cause('hypervisor'), undefined);
  });
});

describe('the process', () => {
  test('a time namespace costs nothing, and its offsets are told', async () => {
    const found = await ask(
      machine({ files: { '/proc/self/timens_offsets': 'monotonic    -5    500\nboottime   1000   0\n' } }),
    );
    assert.equal(found.verdict, 'user');
    const cause = found.cause('time-namespace');
    assert.deepEqual(cause?.args, { monotonic: '-5.000000500', boottime: '1000' });
  });

  test('offsets of a namespace that only its children will be in are not its own', async () => {
    const found = await ask(
      machine({
        files: { '/proc/self/timens_offsets': 'monotonic 5 0\nboottime 0 0\n' },
        links: { '/proc/self/ns/time_for_children': 'time:[4026532000]' },
      }),
    );
    assert.equal(found.cause('time-namespace'), undefined);
  });

  test('a filter of system calls matters where clock calls make them', async () => {
    const status = 'TracerPid:\t0\nSeccomp:\t2\nSeccomp_filters:\t3\n';
    assert.equal((await ask(machine({ status }))).cause('seccomp')?.effect, 'none');
    const slow = await ask(machine({ status, source: 'hpet' }));
    assert.equal(slow.cause('seccomp')?.effect, 'possible');
    assert.match(slow.text('seccomp') ?? '', /has 3 seccomp filters/);
    const strict = await ask(machine({ status: 'Seccomp:\t1\n' }));
    assert.match(strict.text('seccomp') ?? '', /kills it/);
  });

  test('a tracer, by its name', async () => {
    const files = { '/proc/77/status': 'Name:\tstrace\n' };
    const found = await ask(machine({ status: 'TracerPid:\t77\nSeccomp:\t0\n', files }));
    assert.match(found.text('tracer') ?? '', /^Process 77 \(strace\) traces it/);
  });

  test('another process, by its own files', async () => {
    const files = { '/proc/42/status': 'Name:\tx\nTracerPid:\t0\nSeccomp:\t2\n' };
    const proc = machine({
      files,
      links: { '/proc/42/ns/time': 'time:[1]', '/proc/42/ns/time_for_children': 'time:[1]' },
    });
    assert.equal((await ask(proc)).cause('seccomp'), undefined);
    const found = await ask(proc, { pid: 42 });
    assert.equal(found.cause('seccomp')?.evidence?.file, '/proc/42/status');
    assert.equal((await readProcessFacts(proc, 42)).sameTimeNamespace, false);
    assert.equal((await readProcessFacts(machine(), 42)).sameTimeNamespace, true);
  });
});

describe('the vDSO', () => {
  const NONE = '400000-401000 r-xp 00000000 08:01 1 /bin/x\n';
  test('none is mapped', async () => {
    const found = await ask(machine({ base: 0n, maps: NONE, commandLine: 'vdso=0' }));
    assert.equal(found.verdict, 'kernel');
    assert.equal(found.cause('vdso-missing')?.effect, 'kernel');
    assert.equal(found.cause('parameter')?.effect, 'possible');
  });

  test('the program was not told of it', async () => {
    const found = await ask(machine({ base: 0n }));
    assert.deepEqual([found.verdict, found.cause('vdso-hidden')?.effect], ['kernel', 'kernel']);
  });

  test('another image stands in its place, or nothing does', async () => {
    const elsewhere = { maps: `${NONE}7fff00000000-7fff00002000 r-xp 00000000 00:00 0 [vdso]\n` };
    const other = await ask(machine({ ...elsewhere, base: 0x400000n }));
    assert.deepEqual([other.verdict, other.cause('vdso-moved')?.effect], ['user', 'possible']);
    const { code: _, ...nothing } = { code: LINUX };
    const found = await ask(machine({ ...elsewhere, base: 0x10000n }), {
      ...nothing,
      code: undefined as never,
    });
    assert.equal(found.verdict, 'unclear');
  });

  test('of another process: count its calls', async () => {
    const { advice } = await ask(machine({ base: 0n, maps: NONE }), { pid: 42 });
    assert.match(advice.map(({ command }) => command).join('\n'), /strace -c -f .* -p 42$/m);
  });

  test('files that cannot be read say nothing', async () => {
    const errno = { errno: 'EACCES' };
    const files = Object.fromEntries(
      ['auxv', 'maps', 'status', 'timens_offsets'].map((name) => [`/proc/self/${name}`, errno]),
    );
    const found = await ask(machine({ files: { ...files, '/proc/cmdline': errno, '/proc/cpuinfo': errno } }));
    assert.deepEqual(
      found.causes.map(({ code }) => code),
      ['source-user', 'code-user'],
    );
  });
});

describe('the code', () => {
  test('that is nothing but system calls (QEMU, user-mode Linux) makes any clock source slow', async () => {
    const found = await ask(machine(), { code: BARE });
    assert.equal(found.verdict, 'kernel');
    assert.match(
      found.text('code-kernel') ?? '',
      /always enters the kernel for CLOCK_REALTIME and CLOCK_MONOTONIC/,
    );
  });

  test('without Hyper-V’s clock, under Hyper-V', async () => {
    const source = { source: 'hyperv_clocksource_tsc_page', available: 'hyperv_clocksource_tsc_page' };
    const found = await ask(machine(source), { code: { ...LINUX, pages: ['time', 'pvclock'] } });
    assert.equal(found.verdict, 'kernel');
    assert.match(found.text('code-without-page') ?? '', /no code for Hyper-V's clock/);
    const unknown = await ask(machine(source), { code: { ...LINUX, pages: undefined as never } });
    assert.equal(unknown.cause('code-without-page'), undefined, 'a layout that is not known says nothing');
  });

  test('that could not be followed decides nothing', async () => {
    const why = { code: 'undecoded', at: 0xaf0n } as const;
    const clocks = LINUX.clocks.map((each) => ({ ...each, path: 'incomplete' as const, why }));
    const found = await ask(machine(), { code: { ...LINUX, clocks } });
    assert.deepEqual([found.verdict, found.cause('code-incomplete')?.effect], ['unclear', 'possible']);
  });

  test('that has no clock function', async () => {
    assert.equal((await ask(machine(), { code: { clocks: [] } })).verdict, 'kernel');
  });

  test('of gVisor asks no clock source', async () => {
    const found = await ask(withoutSys(), { ownClocks: true });
    assert.equal(found.verdict, 'user');
    assert.deepEqual(
      found.causes.map(({ code }) => code),
      ['code-user', 'code-own', 'coarse'],
    );
  });
});

test('runtimes that find no function come last, and do not decide', async () => {
  const unserved = [{ runtime: 'musl 1.2.5', calls: ['clock_gettime'] }];
  const found = await ask(machine(), { unserved });
  assert.equal(found.verdict, 'user');
  assert.equal(found.causes.at(-1)?.code, 'runtime-calls');
  assert.match(found.text('runtime-calls') ?? '', /^musl 1\.2\.5 finds no function for clock_gettime /);
});

test('causes stand in the order in which people meet them', async () => {
  const status = 'TracerPid:\t0\nSeccomp:\t2\n';
  const found = await ask(
    machine({
      ...{ source: 'hpet', available: 'hpet tsc', commandLine: 'tsc=unstable', flags: 'hypervisor', status },
      files: { '/proc/self/timens_offsets': 'monotonic 1 0\nboottime 0 0\n' },
    }),
    { unserved: [{ runtime: 'x', calls: ['time'] }] },
  );
  assert.deepEqual(
    found.causes.map(({ code }) => code),
    [
      ...['source-kernel', 'parameter', 'counter-not-promised', 'hypervisor', 'time-namespace', 'seccomp'],
      ...['code-user', 'coarse', 'runtime-calls'],
    ],
  );
});

test('no file that may name a hypervisor is read twice', async () => {
  const proc = machine({ flags: 'constant_tsc nonstop_tsc hypervisor' });
  const read: string[] = [];
  await readMachineFacts({
    ...proc,
    readFile: (file) => {
      read.push(file);
      return proc.readFile(file);
    },
  });
  const witnesses = read.filter((file) => file.startsWith('/sys/class/dmi/'));
  assert.ok(witnesses.length > 0);
  assert.deepEqual(witnesses, [...new Set(witnesses)]);
});

test('each cause says where it was read, and what stands there', async () => {
  const told = async (options: Parameters<typeof machine>[0], more: Parameters<typeof ask>[1] = {}) => {
    const { causes } = await ask(machine(options), more);
    return causes.flatMap(({ evidence }) =>
      evidence === undefined ? [] : [clocksEnglish.evidence(evidence)],
    );
  };
  assert.deepEqual(
    await told({
      ...{ source: 'hpet', available: 'hpet', commandLine: 'notsc', flags: 'hypervisor' },
      status: 'TracerPid:\t77\nSeccomp:\t2\n',
      files: { '/proc/self/timens_offsets': 'monotonic 5 0\nboottime 7 0\n' },
    }),
    [
      `${CLOCKSOURCE}/{current,available}_clocksource: hpet; hpet`,
      '/proc/cmdline: notsc',
      '/proc/cpuinfo: flags',
      '/proc/cpuinfo: hypervisor',
      '/proc/self/timens_offsets: monotonic 5, boottime 7',
      '/proc/self/status: Seccomp: 2',
      '/proc/self/status: TracerPid: 77',
    ],
  );
  assert.deepEqual(await told({ base: 0n, status: 'Seccomp:\t1\n' }, { pid: 42 }), [
    `${CLOCKSOURCE}/{current,available}_clocksource: tsc; tsc hpet acpi_pm`,
    '/proc/42/status: Seccomp: 1',
    '/proc/42/auxv: AT_SYSINFO_EHDR',
  ]);
});

test('of two sources that are as good the one that the kernel names first is advised', () => {
  assert.equal(betterSource('x64', 'hpet', ['hpet', 'kvm-clock', 'xen']), 'kvm-clock');
  assert.equal(betterSource('x64', 'hpet', ['hpet', 'xen', 'kvm-clock']), 'xen');
});

test('no counter stands behind jiffies, whatever the machine', () => {
  for (const arch of [
    'x64',
    'ia32',
    'arm64',
    'arm',
    'riscv64',
    's390x',
    'ppc64',
    'loong64',
    'mips',
    'mipsel',
    'sparc64',
  ])
    for (const source of ['jiffies', 'refined-jiffies'])
      assert.equal(sourceFacts(arch, source).answer, 'system-call', `${source} on ${arch}`);
});

test('one filter of system calls is counted in each language', () => {
  const one = { code: 'seccomp', args: { mode: 'filter', filters: 1 }, effect: 'none' } as const;
  assert.match(clocksEnglish.cause(one), /1 seccomp filter[:,. ]/);
  assert.match(clocksChinese.cause(one), / 1 个 seccomp 过滤器/);
  const unknown = { ...one, args: { ...one.args, filters: 0 } };
  assert.doesNotMatch(clocksEnglish.cause(unknown) + clocksChinese.cause(unknown), /\d/);
});
