/**
 * What samples of clock calls and of a system call say: a clock call costs as much as a system call, or far less.
 * A ratio and no time decides, so that the machine's speed and load do not.
 */

/** Nanoseconds that batches of calls took, one after the other; batch N of each was taken in the same round. */
export interface Samples {
  /** Calls in a batch. */
  readonly calls: number;
  /** clock_gettime(CLOCK_MONOTONIC), by performance.now(). */
  readonly clock: readonly number[];
  /** gettimeofday() or clock_gettime(CLOCK_REALTIME), by Date.now(): another function of the vDSO. */
  readonly witness: readonly number[];
  /** getuid(), which no C library answers by itself. */
  readonly systemCall: readonly number[];
  /** Another process looks at each system call of the one that measures. */
  readonly traced: boolean;
}

/** Why nothing can be said. */
export type Unclear = 'traced' | 'too-few' | 'between' | 'witness-differs' | 'halves-differ';

export interface Measurement {
  readonly verdict: 'user' | 'kernel' | 'unclear';
  readonly why?: Unclear;
  /** What a clock call costs of what a system call costs. */
  readonly ratio: number;
  readonly witnessRatio: number;
  readonly nsPerCall: number;
  readonly nsPerWitness: number;
  readonly nsPerSystemCall: number;
  readonly rounds: number;
}

/**
 * Both sides cost Node's own call besides. Measured on one machine, 157 runs at loads from 5 to 17: 0.34 to 0.43 with
 * the vDSO, 1.37 to 1.54 without it. Behind a port (hpet, acpi_pm) or a trapped counter a call costs even more.
 */
const USER_BELOW = 0.6;
const KERNEL_ABOVE = 0.8;
/** Of each 100 batches the fifth quickest: what others did meanwhile is in the slower ones. */
const QUANTILE = 0.05;
const FEWEST_ROUNDS = 30;

/** A function of the samples alone. */
export function measurementOf(samples: Samples): Measurement {
  const rounds = Math.min(samples.clock.length, samples.witness.length, samples.systemCall.length);
  const [clock, witness, systemCall] = [samples.clock, samples.witness, samples.systemCall].map(
    (batches) => quantile(batches.slice(0, rounds)) / samples.calls,
  ) as [number, number, number];
  const figures = {
    ratio: clock / systemCall,
    witnessRatio: witness / systemCall,
    nsPerCall: clock,
    nsPerWitness: witness,
    nsPerSystemCall: systemCall,
    rounds,
  };
  const unclear = (why: Unclear): Measurement => ({ verdict: 'unclear', why, ...figures });
  if (samples.traced) return unclear('traced');
  if (rounds < FEWEST_ROUNDS || !(systemCall > 0)) return unclear('too-few');
  const verdict = sideOf(figures.ratio);
  if (verdict === 'between') return unclear('between');
  if (sideOf(figures.witnessRatio) !== verdict) return unclear('witness-differs');
  const halves = [0, 1].map((half) => sideOf(ratioOf(samples, half)));
  if (halves.some((each) => each !== verdict)) return unclear('halves-differ');
  return { verdict, ...figures };
}

function sideOf(ratio: number): 'user' | 'kernel' | 'between' {
  if (ratio < USER_BELOW) return 'user';
  return ratio > KERNEL_ABOVE ? 'kernel' : 'between';
}

/** Of the even rounds (0), or of the odd ones (1). */
function ratioOf({ clock, systemCall }: Samples, half: number): number {
  const ofHalf = (batches: readonly number[]): number[] => batches.filter((_, at) => at % 2 === half);
  return quantile(ofHalf(clock)) / quantile(ofHalf(systemCall));
}

/** NaN of nothing. */
function quantile(batches: readonly number[]): number {
  const sorted = [...batches].sort((a, b) => a - b);
  return sorted[Math.floor(QUANTILE * sorted.length)] ?? Number.NaN;
}
