import type { HostInfo } from '../elf/imageSource.ts';
import type { ProcFs } from './procFs.ts';

/** Where the kernel tells its clock sources. */
export const CLOCKSOURCE = '/sys/devices/system/clocksource/clocksource0';

/** Facts about this machine that decide how its vDSO behaves. Containers may hide the clock source. */
export async function readHostInfo(proc: ProcFs): Promise<HostInfo> {
  const [current, available] = await Promise.all([
    words(proc, `${CLOCKSOURCE}/current_clocksource`),
    words(proc, `${CLOCKSOURCE}/available_clocksource`),
  ]);
  const clocksource = current[0];
  return {
    kernelRelease: proc.kernelRelease,
    arch: proc.arch,
    ...(clocksource === undefined ? {} : { clocksource }),
    ...(available.length === 0 ? {} : { availableClocksources: available }),
  };
}

async function words(proc: ProcFs, path: string): Promise<readonly string[]> {
  try {
    return new TextDecoder().decode(await proc.readFile(path)).match(/\S+/g) ?? [];
  } catch {
    return [];
  }
}
