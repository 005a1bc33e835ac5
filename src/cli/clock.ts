/** `clock`: why the clock calls of this process or of another are slow, and what they cost. */
import type { Writable } from 'node:stream';
import { nodeTiming, takeSamples } from '../clocks/takeSamples.ts';
import type { SourceInfo } from '../elf/imageSource.ts';
import { readElf } from '../elf/readElf.ts';
import { type ClockReport, clockReportJson, clockReportText } from '../report/output/clockReport.ts';
import { askClock } from '../session/clock/askClock.ts';
import { clockCode } from '../session/clock/clockParts.ts';
import { makeReport } from '../session/makeReport.ts';
import { findRuntimes } from '../session/program/processRuntimes.ts';
import { english } from '../session/words.ts';
import { readHostInfo } from '../sources/hostInfo.ts';
import { nodeProcFs } from '../sources/nodeProcFs.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { processName } from '../sources/processStatus.ts';
import { SourceError } from '../sources/sourceError.ts';
import { codeOf } from './code.ts';
import type { ClockArguments } from './command.ts';
import { opened } from './opened.ts';
import { lines, writeAll } from './output.ts';
import { Refusal } from './refusal.ts';

export async function clock(command: ClockArguments, generator: string, output: Writable): Promise<void> {
  const report = await clockReport(command, generator);
  await writeAll(
    output,
    command.format === 'json' ? [clockReportJson(report)] : lines(clockReportText(report)),
  );
}

async function clockReport(command: ClockArguments, generator: string): Promise<ClockReport> {
  const { image: wanted } = command;
  const pid = wanted.kind === 'process' ? { pid: wanted.pid } : {};
  const image = await openedIfThere(command);
  if (image === undefined) {
    const source = await withoutImage(command);
    const answer = await askClock({ proc: nodeProcFs, ...pid, sample });
    return { words: english, generator, source, host: await readHostInfo(nodeProcFs), answer };
  }
  const { source, info, host } = image;
  try {
    const result = await readElf(source);
    if (result.kind === 'not-elf') throw new Refusal('notElf', { problem: result.problem });
    const options = { selection: command.selection, asVdso: false };
    const runtimes = await findRuntimes(info);
    const sized = { ...info, size: source.size };
    const { subject } = makeReport(result.image, sized, host, options, generator, [], runtimes);
    const code = await codeOf(result.image, source);
    const answer = await askClock({
      proc: nodeProcFs,
      ...pid,
      image: { subject, source, code: clockCode(code) },
      sample,
    });
    return { words: english, generator, source: sized, host, answer, image: { subject, code } };
  } finally {
    await source.dispose();
  }
}

async function sample(traced: boolean) {
  const timing = nodeTiming();
  return timing === undefined ? undefined : takeSamples(timing, traced);
}

/** A process without an image has an answer as well. */
async function openedIfThere({ image }: ClockArguments): Promise<OpenedImage | undefined> {
  try {
    return await opened(image);
  } catch (error) {
    const none = error instanceof SourceError && (error.code === 'noVdso' || error.code === 'baseNotMapped');
    if (none) return undefined;
    throw error;
  }
}

async function withoutImage({ image }: ClockArguments): Promise<SourceInfo> {
  if (image.kind !== 'process')
    return { kind: 'live', label: { pid: nodeProcFs.pid, own: true }, pid: nodeProcFs.pid, size: 0 };
  const { pid } = image;
  return { kind: 'process', label: await processName(nodeProcFs, pid, `/proc/${pid}`), pid, size: 0 };
}
