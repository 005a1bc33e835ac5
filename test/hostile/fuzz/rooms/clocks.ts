/** src/clocks and what is written of it: /proc and /sys that say what no kernel says, images of any code, any samples. */
import assert from 'node:assert/strict';
import { measurementOf, type Samples } from '../../../../src/clocks/measurement.ts';
import type { ImageCode } from '../../../../src/code/imageCode.ts';
import { clockReportJson, clockReportText } from '../../../../src/report/output/clockReport.ts';
import { askClock } from '../../../../src/session/clock/askClock.ts';
import { clockCode } from '../../../../src/session/clock/clockParts.ts';
import { makeReport } from '../../../../src/session/makeReport.ts';
import { english } from '../../../../src/session/words.ts';
import { CLOCKSOURCE, readHostInfo } from '../../../../src/sources/hostInfo.ts';
import { memorySource } from '../../../../src/sources/memorySource.ts';
import { type MachineOptions, machine } from '../../../support/clocks/machines.ts';
import type { Content } from '../../../support/fakeProc.ts';
import { hostileTexts } from '../../names.ts';
import type { Random } from '../../random.ts';
import { imageInput } from '../imageInput.ts';
import { readImage } from '../images.ts';
import { mutateText } from '../mutateText.ts';
import { assertAllSeen, assertSeen, assertSentence } from '../promises.ts';
import type { Room } from '../room.ts';

const SOURCES = [
  'tsc',
  'tsc-early',
  'hpet',
  'kvm-clock',
  'xen',
  'hyperv_clocksource_tsc_page',
  'arch_sys_counter',
];
/** All that a command to copy may be. */
const COMMANDS = [
  new RegExp(`^echo [\\w-]+ \\| sudo tee ${CLOCKSOURCE}/current_clocksource$`),
  /^sudo dmesg \| grep -iE 'clocksource\|tsc'$/,
  /^sudo strace -c -f -e trace=clock_gettime,gettimeofday,time -p \d+$/,
];

export const clocks: Room = {
  name: 'clocks',
  weight: 30,
  limitSeconds: 60,
  input: imageInput((corpus) => corpus.vdsos),
  async run({ bytes }, random) {
    const proc = machine(someMachine(random));
    const image = await readImage(bytes, false);
    const source = memorySource(bytes);
    const host = await readHostInfo(proc);
    const info = { kind: 'process', label: random.pick(hostileTexts), size: bytes.length } as const;
    const code = someCode(random);
    const subject =
      image && makeReport(image, info, host, { selection: [{ id: 'go' }], asVdso: true }, 'fuzz').subject;
    const samples = someSamples(random);
    const answer = await askClock({
      proc,
      ...(random.chance(2) ? { pid: 42 } : {}),
      ...(subject === undefined
        ? {}
        : { image: { subject, source, ...(random.chance(4) ? {} : { code: clockCode(code) }) } }),
      ...(random.chance(3) ? {} : { sample: async () => (random.chance(9) ? undefined : samples) }),
    });
    const report = {
      ...{ words: english, generator: 'vdso-explorer fuzz', source: info, host, answer },
      ...(subject === undefined ? {} : { image: { subject, code } }),
    };
    const text = clockReportJson(report);
    assertSeen(text, 'the report of a clock');
    const json = JSON.parse(text);
    assertAllSeen(json.clock, 'why a clock is slow');
    for (const { message, advice } of json.clock.causes) {
      assertSentence(message, 'a cause');
      if (advice?.command !== undefined)
        assert.ok(
          COMMANDS.some((each) => each.test(advice.command)),
          advice.command,
        );
    }
    for (const line of clockReportText(report)) if (line !== '') assertSentence(line, 'a line');
    return answer.causes.map((cause) => cause.code).concat(answer.verdict as never);
  },
};

function someMachine(random: Random): MachineOptions {
  const text = (usual: string): Content =>
    random.chance(10) ? { errno: 'EACCES' } : random.chance(2) ? mutateText(usual, random) : usual;
  const of = (name: string, usual: string) => ({
    [`/proc/self/${name}`]: text(usual),
    [`/proc/42/${name}`]: text(usual),
  });
  const word = (): string => (random.chance(5) ? random.pick(hostileTexts) : random.pick(SOURCES));
  return {
    facts: { arch: random.pick(['x64', 'arm64', 'mips', 's390x', 'sparc']) },
    source: word(),
    available: `${word()} ${word()} ${word()}`,
    commandLine: `${random.pick(['vdso=0', 'notsc', 'tsc=unstable', 'clocksource=', 'vsyscall='])}${random.pick(hostileTexts)}`,
    files: {
      '/proc/cpuinfo': text('flags\t: tsc constant_tsc hypervisor\n'),
      '/proc/version': text('Linux version 6.6-microsoft-standard-WSL2\n'),
      '/sys/hypervisor/type': text('xen\n'),
      '/sys/class/dmi/id/sys_vendor': text('QEMU\n'),
      '/sys/class/dmi/id/product_name': text('Virtual Machine\n'),
      '/proc/7/status': text(`Name:\t${random.pick(hostileTexts)}\n`),
      ...of('status', 'Name:\tx\nTracerPid:\t7\nSeccomp:\t2\nSeccomp_filters:\t3\n'),
      ...of('timens_offsets', 'monotonic 5 7\nboottime -9 0\n'),
      ...(random.chance(3) ? of('maps', '7fff00000000-7fff00002000 r-xp 00000000 00:00 0 [vdso]\n') : {}),
    },
    links: { '/proc/42/ns/time': random.pick(['time:[4026531834]', ...hostileTexts]) },
    base: random.pick([0n, 0x7fff_0000_0000n, 2n ** 64n - 1n]),
  };
}

function someCode(random: Random): ImageCode {
  const path = () => random.pick(['user', 'user-or-kernel', 'kernel', 'incomplete'] as const);
  const clock = (id: number, name: string) => {
    const its = path();
    return {
      ...{ id, name, path: its, counters: random.chance(2) ? ['rdtsc'] : [] },
      ...(its === 'incomplete' ? { why: { code: 'undecoded', at: 2n ** 64n - 1n } as const } : {}),
    };
  };
  return {
    functions: [],
    patched: [],
    clocks: [clock(0, 'REALTIME'), clock(1, 'MONOTONIC'), clock(6, 'MONOTONIC_COARSE')],
    ...(random.chance(5) ? {} : { clockFunction: random.pick(['__vdso_clock_gettime', ...hostileTexts]) }),
    pages: random.chance(2) ? [] : [{ distance: -4096n, name: random.pick(['time', 'pvclock'] as const) }],
  };
}

function someSamples(random: Random): Samples {
  const batches = (): number[] =>
    Array.from({ length: random.below(90) }, () =>
      random.pick([0, -1, 5, 50, 5e9, Number.NaN, Number.POSITIVE_INFINITY, random.below(1000)]),
    );
  const samples = {
    ...{ calls: random.pick([0, 1, 64]), clock: batches(), systemCall: batches(), witness: batches() },
    traced: random.chance(5),
  };
  const { verdict, why } = measurementOf(samples);
  assert.equal(verdict === 'unclear', why !== undefined);
  return samples;
}
