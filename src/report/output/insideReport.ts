/** The images that lie in a file or folder, as a list: text for a terminal, and JSON. */
import { byteSize, count, list } from '../../elf/english.ts';
import { machineName } from '../../elf/format/names.ts';
import type { InnerImage } from '../../elf/innerImage.ts';
import { insideWords } from '../english/inside.ts';
import { hex, shown } from '../format.ts';
import type { Json } from '../jsonValue.ts';
import { headerAbiText, type Words } from '../words.ts';

/** What a file holds beside what it is itself. */
export interface Inside {
  readonly images: readonly InnerImage[];
  /** What was left out: sentences. */
  readonly notices: readonly string[];
  /** Of a core dump. */
  readonly process?:
    | { readonly pid: number; readonly name: string; readonly commandLine: string }
    | undefined;
}

/** Columns that are filled up; what is wider pushes the rest of its line to the right. */
const WIDTHS = [3, 18, 18, 10, 10] as const;

export function insideHead(): string {
  return row(insideWords.columns);
}

export function insideRow(words: Words, image: InnerImage): string {
  return row([
    `${image.index}`,
    image.name === '' ? insideWords.nameless : shown(image.name),
    headerAbiText(words, image.header),
    image.kernel === undefined ? '' : shown(image.kernel),
    byteSize(image.size),
    whereText(image),
  ]);
}

/** "data.tar.xz: ./boot/vmlinuz-6.12: zstd@0x4164: 0x21b9c0" */
export function whereText({ members, offset }: Pick<InnerImage, 'members' | 'offset'>): string {
  return [...members.map(shown), ...(offset === 0 && members.length > 0 ? [] : [hex(offset)])].join(': ');
}

function row(cells: readonly string[]): string {
  const padded = cells.map((cell, at) => {
    const width = WIDTHS[at];
    if (width === undefined) return cell;
    return at === 0 || at === 4 ? cell.padStart(width) : cell.padEnd(width);
  });
  return `  ${padded.join('  ')}`.trimEnd();
}

/** Modules of a kernel have none, and nothing is said of it. */
export function saysSomething({ images, notices, process }: Inside): boolean {
  return images.length > 0 || notices.length > 0 || process !== undefined;
}

/** Of an ELF file that has a report of its own. */
export function* insideLines(words: Words, { images, notices, process }: Inside): Generator<string> {
  if (process !== undefined) yield insideWords.process(process);
  yield insideWords.title(images.length);
  if (images.length > 0) yield insideHead();
  for (const image of images) yield insideRow(words, image);
  for (const notice of notices) yield `  ${shown(notice)}`;
}

/** In one line of a summary. */
export function insideInShort(words: Words, { images }: Inside): string {
  const named = images.map((image) =>
    [insideWords.named(image.name), headerAbiText(words, image.header), image.kernel ?? '']
      .filter(Boolean)
      .map(shown)
      .join(' '),
  );
  return images.length === 0 ? insideWords.none : `${count(images.length)}: ${list(named)}`;
}

/** The members that a report gains, and those of a list. */
export function insideJson({ images, notices, process }: Inside): {
  readonly [name: string]: Json | undefined;
} {
  return {
    images: images.map(imageJson),
    notices: notices.length === 0 ? undefined : [...notices],
    dumped: process && { ...process },
  };
}

function imageJson(image: InnerImage): Json {
  const { index, name, members, header, kernel, offset, size, sha256, base } = image;
  const { class: elfClass, littleEndian, machine } = header;
  return {
    index,
    name,
    machine: { value: machine, name: machineName(machine) },
    class: elfClass,
    data: littleEndian ? 'little' : 'big',
    kernel,
    member: members.length === 0 ? undefined : members.join(': '),
    members: members.length === 0 ? undefined : [...members],
    offset,
    size,
    sha256,
    base: base === undefined ? undefined : hex(base),
  };
}
