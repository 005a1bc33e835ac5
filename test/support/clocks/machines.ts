/** Machines of many kinds, as their /proc and /sys describe them. */
import { CLOCKSOURCE } from '../../../src/sources/hostInfo.ts';
import {
  auxvBytes,
  type Content,
  type FakeProc,
  type FakeProcOptions,
  fakeProc,
  statusText,
} from '../fakeProc.ts';

export const BASE = 0x7fff_0000_0000n;
const MAPS = `7ffefffc000-7ffefffe000 r--p 00000000 00:00 0 [vvar]
7fff00000000-7fff00002000 r-xp 00000000 00:00 0                          [vdso]\n`;
const FLAGS = 'fpu tsc msr rdtscp constant_tsc nonstop_tsc tsc_known_freq';

const USUAL_STATUS = 'TracerPid:\t0\nSeccomp:\t0\nSeccomp_filters:\t0\n';

export interface MachineOptions {
  readonly facts?: FakeProcOptions['facts'];
  readonly source?: string;
  readonly available?: string;
  readonly commandLine?: string;
  readonly flags?: string;
  readonly files?: Readonly<Record<string, Content>>;
  readonly links?: Readonly<Record<string, string>>;
  /** Lines added to /proc/PID/status of both processes. */
  readonly status?: string;
  readonly maps?: string;
  /** AT_SYSINFO_EHDR; 0 for none. */
  readonly base?: bigint;
}

/** Its own process is 4711, the other one 42. */
export function machine(options: MachineOptions = {}): FakeProc {
  const { source = 'tsc', available = 'tsc hpet acpi_pm', flags = FLAGS, base = BASE } = options;
  const files: Record<string, Content> = {
    [`${CLOCKSOURCE}/current_clocksource`]: `${source}\n`,
    [`${CLOCKSOURCE}/available_clocksource`]: `${available} \n`,
    '/proc/cmdline': `BOOT_IMAGE=/vmlinuz root=/dev/sda1 ${options.commandLine ?? ''} -- notsc\n`,
    '/proc/cpuinfo': `processor\t: 0\nflags\t\t: ${flags}\nbugs\t\t:\n`,
    '/proc/version': 'Linux version 6.12.0 (someone@somewhere) #1 SMP\n',
  };
  for (const dir of ['/proc/self', '/proc/42']) {
    files[`${dir}/status`] = statusText() + (options.status ?? USUAL_STATUS);
    files[`${dir}/auxv`] = auxvBytes(
      base === 0n
        ? [[4, 56n]]
        : [
            [33, base],
            [4, 56n],
          ],
      8,
      true,
    );
    files[`${dir}/maps`] = options.maps ?? MAPS;
    files[`${dir}/timens_offsets`] = 'monotonic           0         0\nboottime            0         0\n';
  }
  return fakeProc({
    facts: { arch: 'x64', ...options.facts },
    files: { ...files, ...options.files },
    links: {
      ...Object.fromEntries(
        ['self', '42'].flatMap((of) =>
          ['time', 'time_for_children'].map((name) => [`/proc/${of}/ns/${name}`, 'time:[4026531834]']),
        ),
      ),
      ...options.links,
    },
  });
}

/** A machine where nothing of /sys is to be seen, as in gVisor. */
export function withoutSys(options: MachineOptions = {}): FakeProc {
  const hidden = { errno: 'ENOENT' };
  return machine({
    ...options,
    files: {
      [`${CLOCKSOURCE}/current_clocksource`]: hidden,
      [`${CLOCKSOURCE}/available_clocksource`]: hidden,
      '/proc/cpuinfo': hidden,
      ...options.files,
    },
  });
}
