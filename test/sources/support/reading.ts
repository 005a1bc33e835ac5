/** A tree as its reader meets it: every name that looks like one of the vDSO's is hovered, and every number checked. */
import type * as vscode from 'vscode';
import { readElf } from '../../../src/elf/readElf.ts';
import type { HoverContext, Live } from '../../../src/language/answers/hoverContext.ts';
import { hoverText } from '../../../src/language/answers/hoverText.ts';
import { LiveLookups } from '../../../src/language/answers/liveImage.ts';
import { sourceMarks } from '../../../src/language/answers/sourceMarks.ts';
import { hashLiteralsOf } from '../../../src/language/source/documentFacts.ts';
import { subjectIn } from '../../../src/language/source/subjectIn.ts';
import type { TreeRelease } from '../../../src/language/source/treeRelease.ts';
import { mentionsVdso, syntaxOf } from '../../../src/language/syntax/languages.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { textDocument } from '../../support/textDocument.ts';
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
    const { name, languageId, text } = file;
    const path = `${top}/${id}/${name}`;
    const document = textDocument({ path, languageId, text });
    const asked = isAsked(file) && mentionsVdso(text);
    const place = placeOf(name);
    const context: HoverContext = { path, live, ...(tree && { tree }) };
    const literals = asked ? hashLiteralsOf(document) : [];
    const lineOf = (offset: number) => document.positionAt(offset).line + 1;
    const { wrong, idle } = sourceMarks(text, syntaxOf(languageId, path), literals);
    for (const { start, end } of [...wrong, ...idle])
      marked.push({ file: name, line: lineOf(start), text: text.slice(start, end) });
    for (const each of identifiersIn(text)) {
      const answer = asked ? hoverAt(document, each.start + 1, context) : undefined;
      hovered.push({ name: each.name, file: name, line: lineOf(each.start), place, ...answer });
    }
  }
  return { hovered, marked };
}

function hoverAt(
  document: vscode.TextDocument,
  offset: number,
  context: HoverContext,
): Pick<Hovered, 'text' | 'facts'> {
  const subject = subjectIn(document, document.positionAt(offset));
  const text = subject && hoverText(subject, context);
  if (!subject || !text) return {};
  return { text, facts: hoverFacts(subject, context) };
}
