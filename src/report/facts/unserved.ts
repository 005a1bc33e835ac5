/** Who makes a system call for the time because it finds no function for it in the image. */

import { systemCallsOf } from './runtimes.ts';
import type { SubjectFacts } from './subject.ts';
import { listedFindings } from './subject.ts';

const CLOCK_CALLS: ReadonlySet<string> = new Set([
  'clock_gettime',
  'clock_gettime64',
  'gettimeofday',
  'time',
]);

/** Of a process what it runs, otherwise all that were asked. */
export function unservedClocks(
  subject: SubjectFacts,
): readonly { readonly runtime: string; readonly calls: readonly string[] }[] {
  const ids: readonly string[] | undefined = subject.runtimes?.map(({ id }) => id);
  return listedFindings(subject)
    .filter(({ id, program }) => program === undefined && (ids === undefined || ids.includes(id)))
    .map((finding) => ({
      runtime: finding.release === '' ? finding.name : `${finding.name} ${finding.release}`,
      calls: systemCallsOf(subject, finding).filter((call) => CLOCK_CALLS.has(call)),
    }))
    .filter(({ calls }) => calls.length > 0);
}
