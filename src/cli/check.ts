/** `check`: who finds what in an image, one line each, and an exit status for continuous integration. */
import path from 'node:path';
import type { Writable } from 'node:stream';
import { type ClockVerdict, clockVerdict } from '../code/userClocks.ts';
import {
  findingFor,
  isFulfilled,
  ownRequirements,
  type Requirement,
} from '../consumers/verdict/requirements.ts';
import { shown } from '../elf/bytes/printable.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import { readElf } from '../elf/readElf.ts';
import { checkJson, checkText, clockLine, failedLine } from '../report/output/checkReport.ts';
import type { Subject } from '../report/subject.ts';
import { makeReport } from '../session/makeReport.ts';
import { findRuntimes } from '../session/program/processRuntimes.ts';
import { findPrograms } from '../session/program/programOf.ts';
import type { Check, ImageWanted } from './arguments.ts';
import { codeOf } from './code.ts';
import { opened } from './opened.ts';
import { lines, tryWriting, writeAll } from './output.ts';
import { paintFor } from './paint.ts';
import { Refusal } from './refusal.ts';

/** An image that a process has mapped is no file; this is its name in the editor. */
const LIVE_IMAGE = 'linux-vdso.so.1';

/**
 * True when every requirement is fulfilled. The failed ones stand in the text; beside JSON they go to `errors`,
 * one line each.
 */
export async function check(
  command: Check,
  generator: string,
  output: Writable,
  errors: Writable,
): Promise<boolean> {
  const { source, info, host } = await opened(command.image);
  try {
    const result = await readElf(source, { symtab: false });
    if (result.kind === 'not-elf') throw new Refusal('notElf', { problem: result.problem });
    // Whoever asks for a verdict wants one, whatever the file looks like.
    const options = { selection: command.selection, asVdso: true };
    const ofProcess = info.kind === 'process';
    const report = makeReport(
      result.image,
      { ...info, size: source.size },
      host,
      options,
      generator,
      ofProcess ? await findPrograms(result.image, source, info) : [],
      await findRuntimes(info),
    );
    const { subject } = report;
    const { required, own } = requirementsOf(command, subject);
    const failed = required.filter((each) => !fulfilled(each, subject.findings));
    const clocks = await clocksOf(command, result.image, source);
    const failedClocks = clocks.filter((clock) => !clock.fulfilled);
    const json = command.format === 'json';
    const paint = paintFor(output, process.env);
    await writeAll(
      output,
      json ? checkJson(subject, required, clocks) : checkText(subject, required, own, paint, clocks),
    );
    const failures = [
      ...failed.map((each) => failedLine(subject.words, each, subject.findings)),
      ...failedClocks.map(clockLine),
    ];
    if (json) await tryWriting(() => errors, lines(failures));
    if (command.lines) await writeAll(output, errorLines(failures, command.image));
    return failures.length === 0;
  } finally {
    await source.dispose();
  }
}

/** As compilers write them, with the file's whole path: problem matchers and editors know the form. */
function errorLines(lines: readonly string[], image: ImageWanted): readonly string[] {
  const where = image.kind === 'file' ? shown(path.resolve(image.path)) : LIVE_IMAGE;
  return lines.map((line) => `${where}: error: ${line}\n`);
}

/** Nothing of the code is looked at unless a clock is demanded. */
async function clocksOf(
  { userClocks }: Check,
  image: ElfImage,
  source: ByteSource,
): Promise<readonly ClockVerdict[]> {
  if (userClocks.length === 0) return [];
  const { clocks } = await codeOf(image, source, 'clocks');
  return userClocks.map((clock) => clockVerdict(clock, clocks));
}

/** Of a process of which nobody demands anything: that its own runtimes are served. */
function requirementsOf(
  { required }: Check,
  { runtimes, findings }: Subject,
): { readonly required: readonly Requirement[]; readonly own: boolean } {
  if (required.length > 0 || runtimes === undefined) return { required, own: false };
  return { required: ownRequirements(runtimes, findings), own: true };
}

function fulfilled(requirement: Requirement, findings: Parameters<typeof findingFor>[1]): boolean {
  const finding = findingFor(requirement, findings);
  return finding !== undefined && isFulfilled(finding, requirement);
}
