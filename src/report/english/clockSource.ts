/** What the clock source means for clock calls. */
import type { ClockAnswer } from '../facts/clocksource.ts';

/** What the current clock source means for clock calls, as the end of "tsc: …". */
export const clockMeaning: Readonly<Record<ClockAnswer, string>> = {
  capable: 'clock calls stay in user space',
  'system-call': 'every clock call is a system call, although the symbols are found',
  depends: 'clock calls stay in user space where the machine lets them',
  unknown: 'whether clock calls stay in user space is not known for this clock source',
  bare: "every clock call is a system call whatever the clock source: this image's functions do nothing else",
  own: "not asked by this image, whose maker reads the clocks in its own way (each symbol's details say how)",
};

/** What the image's code can do is not in it: only its maker is known, who decides for `bare` and `own`. */
export function byClockSource(name: string, meaning: string, answer: ClockAnswer): string {
  const mark = answer === 'bare' || answer === 'own' ? '' : ' (by the clock source)';
  return `${name}: ${meaning}${mark}`;
}

export const clockExplain =
  'The kernel gives each clock source a vDSO mode. CLOCK_REALTIME, MONOTONIC, BOOTTIME, TAI and MONOTONIC_RAW are read in user space only while that mode is not NONE; the COARSE clocks and time() always are. From /sys/devices/system/clocksource.';

export const clockHidden = 'not readable here: whether clock calls stay in user space is not known';
