/** What `diff` and `matrix` compare: an image, one that lies in a container or folder, or a saved report. */
import path from 'node:path';
import type { Selection } from '../consumers/model.ts';
import { shown } from '../elf/bytes/printable.ts';
import type { ByteSource } from '../elf/imageSource.ts';
import type { InnerImage } from '../elf/innerImage.ts';
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import {
  beginsAsJson,
  JSON_HEAD,
  MOST_REPORT_BYTES,
  type RefusedReport,
  savedReport,
  savedReportSentence,
} from '../report/comparison/savedReport.ts';
import { ITSELF, innerLabel } from '../session/containers/innerNames.ts';
import { openLocal } from '../session/openLocal.ts';
import { english } from '../session/words.ts';
import type { OpenedImage } from '../sources/openedImage.ts';
import { pieces } from '../sources/pieces.ts';
import type { FileWanted } from './command.ts';
import { Refusal, UsageError } from './refusal.ts';
import { sha256 } from './wholeImage.ts';

export interface ComparedAs {
  readonly selection: Selection;
  readonly asVdso: boolean;
  /** Also what the code is: it takes the disassembler, and most of the time. */
  readonly code: boolean;
  readonly generator: string;
  /** Takes one about what was left out. */
  told(sentence: string): Promise<void>;
}

/** Larger files are told apart by what is compared of them. */
const MOST_DIGESTED = 64 * 1024 * 1024;

/** A saved report, or an image that is a file of its own, which is the caller's. Rejects with a sentence. */
export async function comparedFile(
  file: OpenedImage | undefined,
  wanted: FileWanted,
  how: ComparedAs,
): Promise<ComparedImage> {
  const { path: where, inside = ITSELF, saidOnce = false } = wanted;
  if (file === undefined) throw new TypeError('a path that is neither a file nor a container');
  if (inside !== ITSELF && !saidOnce) throw new UsageError('noContainer', { path: where });
  const isReport = beginsAsJson(await file.source.read(0, JSON_HEAD));
  return isReport ? reportAt(file.source, where) : comparedOf(file, how);
}

/** One that lies in a container, by what it is called there; its source is disposed. */
export function comparedInside(
  { info, ...opened }: OpenedImage,
  image: InnerImage,
  how: ComparedAs,
): Promise<ComparedImage> {
  return comparedOf({ ...opened, info: { ...info, label: innerLabel(info, image) } }, how);
}

/** Its source is disposed. */
export async function comparedOf(
  { source, info, host }: OpenedImage,
  { selection, asVdso, code, generator }: ComparedAs,
): Promise<ComparedImage> {
  try {
    const digest = source.size <= MOST_DIGESTED ? { sha256: await sha256(pieces(source, info.label)) } : {};
    const options = { selection, asVdso, symtab: false };
    const session = await openLocal({ source, info: { ...info, ...digest }, host, options, generator });
    return await session.compared(code);
  } finally {
    await source.dispose();
  }
}

async function reportAt(source: ByteSource, file: string): Promise<ComparedImage> {
  const refuse = (refused: RefusedReport): Refusal => {
    const { saved } = english.report.comparison;
    return new Refusal('savedReport', {
      sentence: savedReportSentence(saved, { ...refused, name: shown(file) }),
    });
  };
  if (source.size > MOST_REPORT_BYTES) throw refuse({ why: 'too-large' });
  const text = new TextDecoder().decode(await source.read(0, source.size));
  const found = savedReport(text, path.basename(file));
  if (found.kind === 'image') return { ...found.image, path: file };
  throw refuse(found);
}
