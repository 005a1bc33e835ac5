/** Commands that advice has, to copy; none is run. Words of ours alone stand in them. */
import { CLOCKSOURCE } from '../sources/hostInfo.ts';

/** @param source a name of the table of clock sources */
export function switchCommand(source: string): string {
  return `echo ${source} | sudo tee ${CLOCKSOURCE}/current_clocksource`;
}

/** Why the kernel took another source stands in its log. */
export const logCommand = "sudo dmesg | grep -iE 'clocksource|tsc'";

export function countCommand(pid: number): string {
  return `sudo strace -c -f -e trace=clock_gettime,gettimeofday,time -p ${pid}`;
}
