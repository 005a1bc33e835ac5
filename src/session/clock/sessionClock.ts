/** The clock of an opened image: what is asked about it, and the samples that were taken last. */
import type { ClockParts } from '../../clocks/question.ts';
import type { ByteSource, SourceInfo } from '../../elf/imageSource.ts';
import type { Subject } from '../../report/subject.ts';
import type { ClockView } from '../../report/viewModel/clock.ts';
import { clockView } from '../../report/views/clockView.ts';
import { nodeProcFs } from '../../sources/nodeProcFs.ts';
import type { ProcFs } from '../../sources/procFs.ts';
import type { SessionWords } from '../words.ts';
import { askClock } from './askClock.ts';

export class SessionClock {
  readonly #proc: ProcFs;
  #last: { readonly parts: Pick<ClockParts, 'samples' | 'noTiming'>; readonly at: number } | undefined;

  constructor(proc: ProcFs = nodeProcFs) {
    this.#proc = proc;
  }

  /** @param parts with samples only where these were wanted now; those of the last time stand for as long as there are none */
  async view(subject: Subject, source: ByteSource, parts: ClockParts): Promise<ClockView> {
    const { code, samples, noTiming } = parts;
    if (samples !== undefined || noTiming) this.#last = { parts, at: Date.now() };
    const last = this.#last;
    const answer = await askClock({
      proc: this.#proc,
      ...processOf(subject.source),
      image: { subject, source, ...(code && { code }) },
      ...(last === undefined
        ? {}
        : {
            sample: async (traced: boolean) =>
              last.parts.samples === undefined ? undefined : { ...last.parts.samples, traced },
          }),
    });
    return clockView(subject, answer, code, last?.at);
  }
}

/** Its own process's has the kind live, and no other number. */
function processOf({ kind, pid }: SourceInfo): { readonly pid?: number } {
  return kind === 'process' && pid !== undefined ? { pid } : {};
}

/**
 * What is known of a process's clock where it has no image: the verdict, and what alone is enough for it. Never rejects.
 * @param pid undefined: the process that asks
 */
export async function clockWithoutImage(
  { clocks }: SessionWords,
  pid: number | undefined,
  proc: ProcFs = nodeProcFs,
): Promise<readonly string[]> {
  try {
    const answer = await askClock({ proc, ...(pid === undefined ? {} : { pid }) });
    const enough = answer.causes.filter(({ effect }) => effect === 'kernel');
    return [clocks.verdict(answer), ...enough.map((cause) => clocks.cause(cause))];
  } catch {
    return [];
  }
}
