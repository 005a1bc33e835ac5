/** From an image to its report: what it is, who is asked about it, and what comes of that. */

import type { ConsumerFinding } from '../consumers/model.ts';
import { providerOf } from '../consumers/provider.ts';
import { ownFirst, type ProcessRuntimes, type RuntimeFound } from '../consumers/runtimes.ts';
import { evaluateInSlices } from '../consumers/verdict/evaluate.ts';
import { roleOf } from '../consumers/verdict/role.ts';
import type { HostInfo, SourceInfo } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import { runToEnd } from '../elf/reading/runToEnd.ts';
import { buildReport, type Report } from '../report/report.ts';
import type { Words } from '../report/words.ts';
import type { SessionOptions } from './model.ts';
import { english } from './words.ts';

export function makeReport(...facts: Parameters<typeof makeReportInSlices>): Report {
  return runToEnd(makeReportInSlices(...facts));
}

/** The same in slices: asking every consumer takes some time where an image makes the search long. */
export function* makeReportInSlices(
  image: ElfImage,
  source: SourceInfo,
  host: HostInfo | undefined,
  options: Pick<SessionOptions, 'selection' | 'asVdso'> & { readonly demangle?: boolean },
  generator: string,
  /** The Go programs that belong to the image (programOf.ts). */
  programs: readonly ConsumerFinding[] = [],
  /** What the image's process runs (processRuntimes.ts). */
  found?: ProcessRuntimes,
  words: Words = english,
): Generator<void, Report> {
  const role = roleOf(image, source);
  const asVdso = options.asVdso && role === 'elf';
  const provider = providerOf({ image, source, host });
  const context = {
    provider,
    role: asVdso ? ('vdso' as const) : role,
    ...(source.base === undefined ? {} : { base: source.base }),
  };
  const runtimes = found && [...programs.flatMap(libraryOf), ...found.runtimes];
  const selection = ownFirst(options.selection, runtimes ?? []);
  const asked = yield* evaluateInSlices(image, context, selection);
  const findings = [...programs, ...asked];
  const quiet = new Set(selection.filter((each) => each.quiet).map(({ id }) => id));
  return buildReport({
    image,
    source,
    host,
    provider,
    role,
    asVdso,
    findings,
    quiet,
    runtimes,
    packed: found?.packed,
    demangle: options.demangle,
    generator,
    words,
  });
}

/** A library of Go is a runtime beside those that the program has. */
function libraryOf({ program, release }: ConsumerFinding): readonly RuntimeFound[] {
  const file = program?.sharedLibrary;
  if (file === undefined) return [];
  return [{ id: 'go', file, ...(release === '' ? {} : { release }) }];
}
