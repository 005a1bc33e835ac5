/** A tree as its reader meets it: every name that looks like one of the vDSO's is hovered, and every number checked. */
import { readElf } from '../../../src/elf/readElf.ts';

import type { HoverContext, Live } from '../../../src/language/answers/hoverContext.ts';
import { hoverText } from '../../../src/language/answers/hoverText.ts';
import { LiveLookups } from '../../../src/language/answers/liveImage.ts';
import { sourceMarks } from '../../../src/language/answers/sourceMarks.ts';
import { findConditions } from '../../../src/language/source/conditions.ts';
import { findHashLiterals } from '../../../src/language/source/hashLiterals.ts';
import { type SourceLocation, subjectAt } from '../../../src/language/source/subject.ts';
import type { TreeRelease } from '../../../src/language/source/treeRelease.ts';
import { isGo, mentionsVdso, syntaxOf } from '../../../src/language/syntax/languages.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import type { FilePlace, SourceTree } from '../trees.ts';
import { hoverFacts } from './facts.ts';
import { isAsked, type SourceFile } from './files.ts';
import { identifiersIn } from './identifiers.ts';

/** Stands in no hover by chance. */
export const pid = 4711;
const base = 0x7fff_1234_5000n;

/** An image of x86-64 of our own, so that every machine gives the same answers. */
export async function sampleImage(): Promise<Live> {
  const result = await readElf(memorySource(vdsoImage({ arch: 'amd64' }).bytes));
  if (result.kind !== 'elf') throw new TypeError('the image that we build is no ELF image');
  return { kind: 'image', image: new LiveLookups(result.image, pid, base) };
}

export interface Hovered {
  readonly name: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly place: FilePlace;
  /** undefined without a hover. */
  readonly text?: string;
  /** Who, which node, which architecture, which outcome; undefined without a hover. */
  readonly facts?: string;
}

export interface Marked {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface Reading {
  readonly hovered: readonly Hovered[];
  readonly marked: readonly Marked[];
}

/** @param top the folder above the tree: paths are absolute, as an editor has them */
export function read(
  { id, placeOf }: SourceTree,
  files: readonly SourceFile[],
  live: Live,
  tree?: TreeRelease,
  top = '/src',
): Reading {
  const hovered: Hovered[] = [];
  const marked: Marked[] = [];
  for (const file of files) {
    const lines = new LineIndex(file.text);
    const asked = isAsked(file) && mentionsVdso(file.text);
    const path = `${top}/${id}/${file.name}`;
    const go = isGo(file.languageId, path);
    const literals = asked ? findHashLiterals(file.text, syntaxOf(file.languageId, path)) : [];
    const conditions = asked ? findConditions(file.text, syntaxOf(file.languageId, path)) : [];
    const document = {
      isGo: go,
      literals: () => literals,
      text: () => file.text,
      conditions: () => conditions,
    };
    const place = placeOf(file.name);
    const context: HoverContext = { path, live, ...(tree && { tree }) };
    const { wrong, idle } = sourceMarks(file.text, syntaxOf(file.languageId, path), literals);
    for (const { start, end } of [...wrong, ...idle])
      marked.push({ file: file.name, line: lines.at(start) + 1, text: file.text.slice(start, end) });
    for (const { name, start } of identifiersIn(file.text)) {
      const line = lines.at(start);
      const answer = asked ? hoverAt(context, document, lines, line, start) : undefined;
      hovered.push({ name, file: file.name, line: line + 1, place, ...answer });
    }
  }
  return { hovered, marked };
}

function hoverAt(
  context: HoverContext,
  document: Pick<SourceLocation, 'isGo' | 'literals' | 'text' | 'conditions'>,
  lines: LineIndex,
  line: number,
  offset: number,
): Pick<Hovered, 'text' | 'facts'> {
  const lineStart = lines.start(line);
  const subject = subjectAt({
    path: context.path,
    ...document,
    line: lines.text(line),
    lineStart,
    column: offset - lineStart + 1,
  });
  const text = subject && hoverText(subject, context);
  if (!subject || !text) return {};
  return { text, facts: hoverFacts(subject, context) };
}

class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** The line that an offset is in, from 0. */
  at(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  start(line: number): number {
    return this.#starts[line] ?? 0;
  }

  text(line: number): string {
    const end = this.#starts[line + 1];
    return this.#text.slice(this.start(line), end === undefined ? undefined : end - 1).replace(/\r$/, '');
  }
}
