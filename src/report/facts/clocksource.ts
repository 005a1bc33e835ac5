/** Whether clock calls can stay in user space under a clock source: what the source lets, and whose image it is. */
import { type SourceAnswer, type SourceCondition, sourceFacts } from '../../clocks/clockSources.ts';
import type { HostInfo } from '../../elf/imageSource.ts';
import { type FunctionPlace, hasBareClocks } from './entersKernel.ts';

/** bare: system calls whatever the clock source; own: read in another way than Linux's. */
export type ClockAnswer = SourceAnswer | 'bare' | 'own';

/** @param place whose image it is; absent: Linux's */
export function clockAnswer(host: HostInfo, place?: FunctionPlace): ClockAnswer {
  if (place !== undefined && hasBareClocks(place)) return 'bare';
  if (place?.maker === 'gvisor') return 'own';
  return host.clocksource === undefined ? 'unknown' : sourceFacts(host.arch, host.clocksource).answer;
}

/** On what it depends, where it does. */
export function clockCondition(host: HostInfo): SourceCondition | undefined {
  return host.clocksource === undefined ? undefined : sourceFacts(host.arch, host.clocksource).condition;
}
