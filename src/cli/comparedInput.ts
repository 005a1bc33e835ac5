/** What `diff` and `matrix` compare: images, images in containers and folders, and saved reports. */
import path from 'node:path';
import type { Selection } from '../consumers/model.ts';
import { shown } from '../elf/bytes/printable.ts';
import type { ByteSource, HostInfo, SourceInfo } from '../elf/imageSource.ts';
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { MOST_REPORT_BYTES, READ_SCHEMA, savedReport } from '../report/comparison/savedReport.ts';
import { openLocal } from '../session/localSession.ts';
import { SliceScheduler } from '../session/rows/sliceScheduler.ts';
import { english } from '../session/words.ts';
import { containerKind, imagesIn } from '../sources/containers/imagesIn.ts';
import type { ContainerKind, Found } from '../sources/containers/model.ts';
import { openFile } from '../sources/fileSource.ts';
import { imagesInFolder } from '../sources/imagesInFolder.ts';
import { memorySource } from '../sources/memorySource.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import { nodeFolders } from '../sources/nodeFolders.ts';
import { pieces } from '../sources/pieces.ts';
import type { ImageWanted } from './arguments.ts';
import { opened } from './opened.ts';
import { Refusal } from './refusal.ts';
import { sha256 } from './wholeImage.ts';

export interface ComparedAs {
  readonly selection: Selection;
  readonly asVdso: boolean;
  /** Also what the code is: it takes the disassembler, and most of the time. */
  readonly code: boolean;
  readonly generator: string;
}

/** Larger files are told apart by what is compared of them. */
const MOST_DIGESTED = 64 * 1024 * 1024;

/** All images of one input: of a file that is none by itself those in it. Rejects with a sentence where there is none. */
export async function comparedImages(
  wanted: ImageWanted,
  how: ComparedAs,
): Promise<readonly ComparedImage[]> {
  // A container counts as what it holds, whichever of its images another command would mean.
  const { source, info, host } =
    wanted.kind === 'file' ? await openFile(nodeFiles, wanted.path) : await opened(wanted);
  let taken = false;
  try {
    if (wanted.kind === 'file') {
      if (await beginsAsJson(source)) return [await reportAt(source, wanted.path)];
      const kind = await containerKind(source, wanted.path);
      const inside =
        kind === undefined
          ? []
          : await insideOf(imagesIn(source, wanted.path, looking()), wanted.path, kind, how);
      if (inside.length > 0) return inside;
    }
    const digest = source.size <= MOST_DIGESTED ? { sha256: await sha256(pieces(source, info.label)) } : {};
    taken = true;
    return [await ofImage(source, { ...info, ...digest }, host, how)];
  } finally {
    if (!taken) await source.dispose();
  }
}

/** The images below a folder, and the reports that lie in it. */
export async function comparedFolder(folder: string, how: ComparedAs): Promise<readonly ComparedImage[]> {
  const found: ComparedImage[] = [];
  const entries = await nodeFolders.list(folder);
  const reports = entries.filter(({ kind, name }) => kind === 'file' && name.endsWith('.json'));
  for (const { name } of reports.sort((a, b) => (a.name < b.name ? -1 : 1)))
    found.push(...(await comparedImages({ kind: 'file', path: path.join(folder, name) }, how)));
  const machine = { folders: nodeFolders, files: nodeFiles };
  found.push(...(await insideOf(imagesInFolder(folder, machine, looking()), folder, 'folder', how)));
  return found;
}

function looking() {
  return { scheduler: new SliceScheduler() };
}

async function insideOf(
  images: AsyncIterable<Found>,
  container: string,
  kind: ContainerKind,
  how: ComparedAs,
): Promise<readonly ComparedImage[]> {
  const found: ComparedImage[] = [];
  for await (const each of images) {
    if (each.kind !== 'image') continue;
    const { name, members, base, sha256: digest } = each.image;
    const bytes = each.bytes.slice();
    const place = [path.basename(container), ...members.map((member) => path.basename(member)), name];
    const info: SourceInfo = {
      kind: kind === 'folder' ? 'file' : kind,
      label: shown([...new Set(place)].filter(Boolean).join(': ')),
      path: path.join(container, ...members),
      size: bytes.length,
      sha256: digest,
      ...(base === undefined ? {} : { base }),
    };
    found.push(await ofImage(memorySource(bytes), info, undefined, how));
  }
  return found;
}

/** The session has the source from now on. */
async function ofImage(
  source: ByteSource,
  info: SourceInfo,
  host: HostInfo | undefined,
  { selection, asVdso, code, generator }: ComparedAs,
): Promise<ComparedImage> {
  try {
    const options = { selection, asVdso, symtab: false };
    const session = await openLocal({ source, info, host, options, generator });
    return await session.compared(code);
  } finally {
    await source.dispose();
  }
}

/** White space, then a brace: no image, kernel, core or archive begins so. */
async function beginsAsJson(source: ByteSource): Promise<boolean> {
  const head = await source.read(0, 64);
  const first = head.find((byte) => ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].includes(byte));
  return first === OPEN_BRACE;
}

const OPEN_BRACE = 0x7b;

async function reportAt(source: ByteSource, file: string): Promise<ComparedImage> {
  const { saved } = english.report.comparison;
  const name = shown(file);
  const refuse = (sentence: string): Refusal => new Refusal('savedReport', { sentence });
  if (source.size > MOST_REPORT_BYTES) throw refuse(saved['too-large'](name, MOST_REPORT_BYTES));
  const text = new TextDecoder().decode(await source.read(0, source.size));
  const found = savedReport(text, path.basename(file).replace(/\.json$/, ''));
  if (found.kind === 'image') return { ...found.image, path: file };
  if (found.why === 'schema') throw refuse(saved.schema(name, found.schema, READ_SCHEMA));
  throw refuse(saved[found.why](name));
}
