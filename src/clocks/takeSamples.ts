/** Takes samples of clock calls and of a system call in this thread, of which it keeps the processor meanwhile. */
import type { Samples } from './measurement.ts';

/** Calls in a batch: some microseconds, so that a batch is seldom interrupted. */
const CALLS = 64;
const ROUNDS = 600;
/**
 * Rounds before V8 has compiled what is called: performance.now() takes five times as long until then. Where calls are
 * slow that is nothing beside them, and a third of the time is enough.
 */
const WARM_UP = 200;
/** Milliseconds of processor time, of all threads of this process, and milliseconds in all. */
export const MOST_PROCESSOR = 90;
const MOST_TIME = 800;

/** What time and system calls are, as parameters: tests count with their own. */
export interface Timing {
  /** Milliseconds, by the clock that is measured. */
  clock(): number;
  witness(): number;
  systemCall(): unknown;
  /** Milliseconds of processor time that this process has taken so far. */
  processor(): number;
}

/** Undefined where this platform has no such system call to ask for (Windows). */
export function nodeTiming(): Timing | undefined {
  const getuid = globalThis.process?.getuid;
  if (getuid === undefined) return undefined;
  return {
    clock: () => performance.now(),
    witness: () => Date.now(),
    systemCall: () => getuid.call(process),
    processor: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
  };
}

/** Takes at most MOST_PROCESSOR and MOST_TIME, less what one round takes. @param traced by another process */
export function takeSamples(timing: Timing, traced: boolean): Samples {
  const { clock, witness, systemCall } = timing;
  const samples = { clock: [] as number[], witness: [] as number[], systemCall: [] as number[] };
  const starts = clock();
  const spent = timing.processor();
  let warm = 0;
  while (samples.clock.length < ROUNDS) {
    const taken = {
      clock: batch(clock, clock),
      systemCall: batch(clock, systemCall),
      witness: batch(clock, witness),
    };
    const busy = timing.processor() - spent;
    const passed = clock() - starts;
    if (warm < WARM_UP && busy < MOST_PROCESSOR / 3 && passed < MOST_TIME / 3) warm++;
    else {
      samples.clock.push(taken.clock);
      samples.systemCall.push(taken.systemCall);
      samples.witness.push(taken.witness);
    }
    if (passed >= MOST_TIME || busy >= MOST_PROCESSOR) break;
  }
  return { calls: CALLS, ...samples, traced };
}

/** Nanoseconds. */
function batch(clock: () => number, call: () => unknown): number {
  const start = clock();
  for (let count = 0; count < CALLS; count++) call();
  return (clock() - start) * 1e6;
}
