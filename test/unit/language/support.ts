/** Hovers on an image of our own, as the live one. */
import assert from 'node:assert/strict';
import { readElf } from '../../../src/elf/readElf.ts';
import type { HoverContext, Live } from '../../../src/language/answers/hoverContext.ts';
import { hoverText } from '../../../src/language/answers/hoverText.ts';
import { LiveLookups } from '../../../src/language/answers/liveImage.ts';
import { findConditions } from '../../../src/language/source/conditions.ts';
import { findHashLiterals } from '../../../src/language/source/hashLiterals.ts';
import { subjectAt } from '../../../src/language/source/subject.ts';
import { syntaxOf } from '../../../src/language/syntax/languages.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { type VdsoOptions, vdsoImage } from '../../support/elf/index.ts';

export const pid = 4711;
export const base = 0x7fff_1234_5000n;

export async function liveImage(options: VdsoOptions): Promise<Live> {
  const result = await readElf(memorySource(vdsoImage(options).bytes));
  assert.ok(result.kind === 'elf');
  return { kind: 'image', image: new LiveLookups(result.image, pid, base) };
}

/** The hover at the place marked with | in a file. */
export function hover(
  path: string,
  marked: string,
  live: Live,
  release?: string,
  more: Partial<HoverContext> = {},
): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart).split('\n')[0] ?? '';
  const isGo = /\.(go|s)$/.test(path);
  const syntax = path.endsWith('.rs') ? 'rust' : isGo ? 'go' : 'c';
  const literals = () => findHashLiterals(text, syntaxOf(syntax, path));
  const subject = subjectAt({
    path,
    isGo,
    literals,
    text: () => text,
    conditions: () => findConditions(text, syntax),
    line,
    lineStart,
    column: offset - lineStart,
  });
  return subject && hoverText(subject, { path, live, ...(release !== undefined && { release }), ...more });
}
