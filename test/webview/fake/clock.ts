/** What is said of a clock, by the report's own view: under tsc, and under hpet with tsc at hand. */
import { answerOf } from '../../../src/clocks/causes.ts';
import { measurementOf } from '../../../src/clocks/measurement.ts';
import type { ClockCode, ClockQuestion } from '../../../src/clocks/question.ts';
import type { ClockView } from '../../../src/protocol.ts';
import type { Subject } from '../../../src/report/subject.ts';
import { clockView } from '../../../src/report/views/clockView.ts';
import { english } from '../../../src/session/words.ts';

export type ClockCase = 'quick' | 'slow';

const path = 'user-or-kernel';
const code: ClockCode = {
  clockFunction: '__vdso_clock_gettime',
  clockAddress: 0xaf0n,
  clocks: [
    { id: 0, name: 'REALTIME', path, counters: ['rdtscp'] },
    { id: 1, name: 'MONOTONIC', path, counters: ['rdtscp'] },
    { id: 6, name: 'MONOTONIC_COARSE', path: 'user', counters: [] },
  ],
};

export function clockAnswer(is: ClockCase, measured: boolean): ClockView {
  const source = is === 'quick' ? 'tsc' : 'hpet';
  const batches = (ns: number) => Array.from({ length: 100 }, () => ns);
  const call = is === 'quick' ? 24 : 1480;
  const question: ClockQuestion = {
    machine: {
      arch: 'x64',
      clocksource: source,
      available: is === 'quick' ? ['tsc', 'kvm-clock'] : ['hpet', 'tsc'],
      parameters: is === 'quick' ? [] : [{ code: 'tsc-unstable', text: 'tsc=unstable' }],
      cpu: { missing: [], virtual: true },
      hypervisor: { kind: 'kvm', file: '/sys/class/dmi/id/sys_vendor', text: 'Amazon EC2' },
    },
    process: { pid: 4711, own: true, vdso: 'mapped', sameTimeNamespace: true },
    code,
    ownClocks: false,
    unserved: is === 'quick' ? [] : [{ runtime: 'bionic 15', calls: ['clock_gettime', 'gettimeofday'] }],
    ...(measured
      ? {
          measured: measurementOf({
            ...{ calls: 1, traced: false },
            clock: batches(call),
            witness: batches(call - 2),
            systemCall: batches(310),
          }),
        }
      : {}),
  };
  const subject = {
    source: { kind: 'live', label: { pid: 4711, own: true }, size: 8192 },
    host: { kernelRelease: '6.18.44', arch: 'x64', clocksource: source },
    words: english,
  } as unknown as Subject;
  return clockView(subject, answerOf(question), code, measured ? Date.now() - 1000 : undefined);
}
