/** Puts together what is asked about a process's clocks: its files, its image's code, who finds what, and the figures. */
import { answerOf } from '../../clocks/causes.ts';
import { readMachineFacts } from '../../clocks/machineFacts.ts';
import { measurementOf, type Samples } from '../../clocks/measurement.ts';
import { type ProcessFacts, readProcessFacts } from '../../clocks/processFacts.ts';
import type { ClockCode, ClockExplanation, LeftOut } from '../../clocks/question.ts';
import type { ByteSource } from '../../elf/imageSource.ts';
import { unservedClocks } from '../../report/facts/unserved.ts';
import type { Subject } from '../../report/subject.ts';
import { openLive } from '../../sources/liveImage.ts';
import type { ProcFs } from '../../sources/procFs.ts';

export interface ClockAsked {
  readonly proc: ProcFs;
  /** Absent: the process that asks. */
  readonly pid?: number;
  /** Of its image; absent where it has none. */
  readonly image?: {
    readonly subject: Subject;
    readonly source: ByteSource;
    readonly code?: ClockCode;
  };
  /** Takes samples, where they are wanted; undefined where this platform has nothing to compare with. */
  readonly sample?: (traced: boolean) => Promise<Samples | undefined>;
}

/** Resolves whatever cannot be read; rejects as the taking of samples does. */
export async function askClock({ proc, pid, image, sample }: ClockAsked): Promise<ClockExplanation> {
  const [machine, process] = await Promise.all([readMachineFacts(proc), readProcessFacts(proc, pid)]);
  const own = process.own ? process : await readProcessFacts(proc);
  const leftOut = sample === undefined ? undefined : await leftOutBy(proc, process, own, image?.source);
  const samples = leftOut === undefined ? await sample?.(own.tracer !== undefined) : undefined;
  const noPlatform = sample !== undefined && leftOut === undefined && samples === undefined;
  return answerOf({
    machine,
    process,
    ...(image?.code === undefined ? {} : { code: image.code }),
    ownClocks: image?.subject.provider.kind === 'gvisor',
    unserved: image === undefined ? [] : unservedClocks(image.subject),
    ...(samples === undefined ? {} : { measured: measurementOf(samples) }),
    ...(noPlatform ? { leftOut: 'platform' as const } : leftOut === undefined ? {} : { leftOut }),
  });
}

/** Figures of the process that asks stand for another one that has the same image, time and freedom alone. */
async function leftOutBy(
  proc: ProcFs,
  process: ProcessFacts,
  own: ProcessFacts,
  source: ByteSource | undefined,
): Promise<LeftOut | undefined> {
  if (process.own) return undefined;
  if (process.tracer !== undefined) return 'tracer';
  if (!process.sameTimeNamespace) return 'time-namespace';
  const has = ({ vdso }: ProcessFacts): boolean => vdso !== 'missing' && vdso !== 'hidden';
  if (has(process) !== has(own)) return 'no-vdso';
  return source === undefined || (await isOurs(proc, source)) ? undefined : 'image';
}

async function isOurs(proc: ProcFs, source: ByteSource): Promise<boolean> {
  try {
    const { source: live } = await openLive(proc);
    if (live.size !== source.size) return false;
    const [ours, theirs] = await Promise.all([live, source].map((each) => each.read(0, source.size)));
    return ours?.every((byte, at) => byte === theirs?.[at]) ?? false;
  } catch {
    return false;
  }
}
