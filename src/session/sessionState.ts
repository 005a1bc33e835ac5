/** What a session answers from: the image, who looks what up in it, and the report of that. */
import type { ConsumerFinding } from '../consumers/model.ts';
import type { ProcessRuntimes } from '../consumers/runtimes.ts';
import type { ElfImage } from '../elf/model.ts';
import { type ReadOptions, readElf } from '../elf/readElf.ts';
import type { Report } from '../report/report.ts';
import type { SessionInput } from './input.ts';
import { makeReportInSlices } from './makeReport.ts';
import type { SessionOptions } from './model.ts';
import { findRuntimes } from './program/processRuntimes.ts';
import { findPrograms } from './program/programOf.ts';
import { OrderCache } from './rows/order.ts';
import type { SliceScheduler } from './rows/sliceScheduler.ts';
import { SessionError } from './sessionError.ts';
import type { SessionWords } from './words.ts';

/** What the image's process or the file itself looks up and runs, whoever else is asked. */
export interface Own {
  readonly programs: readonly ConsumerFinding[];
  readonly runtimes: ProcessRuntimes | undefined;
}

/** All that the answers come from. It is replaced as a whole: work that is withdrawn half-way leaves what was. */
export interface SessionState {
  readonly image: ElfImage;
  readonly own: Own;
  readonly options: SessionOptions;
  readonly report: Report;
  /** Rows say who looks them up, so an order that was filtered by that goes with the report. */
  readonly orders: OrderCache;
}

export async function readImage(
  { source }: SessionInput,
  options: ReadOptions & { readonly scheduler: SliceScheduler },
): Promise<ElfImage> {
  const result = await readElf(source, options);
  options.scheduler.check();
  if (result.kind === 'not-elf') throw new SessionError('notElf', { problem: result.problem });
  return result.image;
}

export async function ownOf(
  { source, info, namedFiles = true }: SessionInput,
  image: ElfImage,
  scheduler: SliceScheduler,
): Promise<Own> {
  if (image.preview !== undefined) return { programs: [], runtimes: undefined };
  const isForeign = info.kind === 'core' && !namedFiles;
  const programs = isForeign ? [] : await findPrograms(image, source, info, scheduler);
  const runtimes = await findRuntimes(info, scheduler);
  scheduler.check();
  return { programs, runtimes };
}

export async function sessionStateOf(
  { source, info, host, generator }: SessionInput,
  words: SessionWords,
  image: ElfImage,
  own: Own,
  options: SessionOptions,
  scheduler: SliceScheduler,
): Promise<SessionState> {
  const sized = { ...info, size: source.size };
  const { programs, runtimes } = own;
  const made = makeReportInSlices(image, sized, host, options, generator, programs, runtimes, words);
  return { image, own, options, report: await scheduler.run(made), orders: new OrderCache() };
}
