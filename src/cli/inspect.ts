/** `inspect`: reads an image and writes its report. */
import type { Writable } from 'node:stream';
import type { ImageCode } from '../code/imageCode.ts';
import type { ConsumerFinding } from '../consumers/model.ts';
import type { ByteSource, SourceInfo } from '../elf/imageSource.ts';
import type { ElfImage } from '../elf/model.ts';
import { readElf } from '../elf/readElf.ts';
import type { Inside } from '../report/output/insideReport.ts';
import type { Report } from '../report/report.ts';
import { makeReport } from '../session/makeReport.ts';
import { isSymtabAlone } from '../session/symtabAlone.ts';
import { pieces } from '../sources/pieces.ts';
import { programsOf, runtimesOf } from './belonging.ts';
import type { Inspect } from './command.ts';
import type { Container } from './container.ts';
import { insideOf, listImages } from './imageList.ts';
import { openedWanted } from './opened.ts';
import { lines, writeAll } from './output.ts';
import { paintFor } from './paint.ts';
import { Refusal } from './refusal.ts';

/** Rejects with an error whose message is a sentence when there is no image to report on. */
export async function inspect(
  command: Inspect,
  generator: string,
  output: Writable,
  errors: () => Writable,
): Promise<void> {
  const { image, container } = await openedWanted(command.image, (each) => meansImage(command, each), errors);
  if (container !== undefined && !container.isElf) {
    try {
      return await listImages(container, command.format === 'json' ? 'json' : 'text', generator, output);
    } finally {
      await image?.source.dispose();
    }
  }
  if (image === undefined) throw new TypeError('what is no container is an image');
  const { source, info, host, identity } = image;
  try {
    let result = await readElf(source, { symtab: command.symtab });
    // In a whole text the static symbols stand where they are all symbols there are; JSON has them when asked for.
    if (!command.symtab && command.format === 'text' && result.kind === 'elf' && isSymtabAlone(result.image))
      result = await readElf(source, { symtab: true });
    if (result.kind === 'not-elf') throw new Refusal('notElf', { problem: result.problem });
    if (command.dump !== undefined)
      await (await wholeImage()).dump(pieces(source, info.label), command.dump, command.force, identity);
    const digest = command.sha256
      ? { sha256: await (await wholeImage()).sha256(pieces(source, info.label)) }
      : {};
    const { addresses, names, lookups, bytes, strings, disassemble, clocks, format } = command;
    const onlyClocks = clocks && format !== 'json';
    const instead = [addresses, names, lookups, bytes, strings, disassemble].some(({ length }) => length > 0);
    const whole = !instead && !onlyClocks;
    const report = makeReport(
      result.image,
      { ...info, size: source.size, ...digest },
      host,
      // Nobody is asked about the image but for the names that are looked up.
      lookups.length > 0 ? { ...command, selection: [] } : command,
      generator,
      whole ? await programsFor(command, result.image, source, info) : [],
      whole ? await runtimesOf(info) : undefined,
    );
    if (instead) {
      const { writePart } = await import('./parts.ts');
      return await writePart(command, report, source, output);
    }
    const inside = container && whole ? await insideOf(container) : undefined;
    const code = command.code ? await codeIn(result.image, source, info) : undefined;
    await writeAll(output, await written(command, report, output, code, inside));
  } finally {
    await source.dispose();
  }
}

/**
 * What is asked of an image alone. A kernel and a core dump have a report of their own, and symbols and bytes that can
 * be asked for.
 */
function meansImage(command: Inspect, { isElf }: Container): boolean {
  const { dump: copy, replay, lookups, clocks, code, disassemble, program, named, asVdso } = command;
  const image =
    copy !== undefined || replay || clocks || code || program !== undefined || named || lookups.length > 0;
  if (isElf) return (image || disassemble.length > 0) && !asVdso;
  const { addresses, names, bytes, strings, symtab, sha256: digest } = command;
  const parts = [addresses, names, bytes, strings, disassemble].some(({ length }) => length > 0);
  return image || parts || symtab || digest || asVdso;
}

/** The program that was asked for, or those that belong to the image. */
async function programsFor(
  { program: path }: Inspect,
  image: ElfImage,
  source: ByteSource,
  info: SourceInfo,
): Promise<readonly ConsumerFinding[]> {
  if (path === undefined) return programsOf(image, source, info);
  const { findProgramIn } = await import('../session/program/programOf.ts');
  const { finding, packed } = await findProgramIn(image, info.base, path);
  if (packed !== undefined) throw new Refusal('packedProgram', { path, ...packed });
  if (finding === undefined) throw new Refusal('noGoProgram', { path });
  return [finding];
}

/** Loaded when asked for: a report alone writes no file. */
function wholeImage() {
  return import('./wholeImage.ts');
}

/** Loaded when asked for: it follows no code either. */
async function codeIn(image: ElfImage, source: ByteSource, info: SourceInfo): Promise<ImageCode> {
  const { codeOf } = await import('./code.ts');
  return codeOf(image, source, { info });
}

/** Each form is loaded when it is asked for: none needs the others. */
async function written(
  command: Inspect,
  report: Report,
  output: Writable,
  code: ImageCode | undefined,
  inside: Inside | undefined,
): Promise<Iterable<string | Uint8Array>> {
  const { format, replay, clocks } = command;
  const parts = { replay, ...(code === undefined ? {} : { code }), ...(inside && { inside }) };
  if (format === 'json') {
    const { reportJson } = await import('../report/output/json.ts');
    return reportJson(report, parts);
  }
  if (clocks && code !== undefined) {
    const { clockLines } = await import('../report/output/codeReport.ts');
    return lines(clockLines(report.subject.words, code));
  }
  if (format === 'summary') {
    const { summaryText } = await import('../report/output/summaryText.ts');
    return summaryText(report, paintFor(output, process.env), inside);
  }
  const { reportText } = await import('../report/output/textReport.ts');
  return reportText(report, parts);
}
