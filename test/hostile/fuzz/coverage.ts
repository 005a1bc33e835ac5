/**
 * How much of src/ the fuzzer reaches: from what V8 counts in each thread and process (NODE_V8_COVERAGE), by lines.
 * Types leave blanks where Node strips them, so offsets are those of the source.
 */
import { readdirSync, readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface FileCoverage {
  /** "src/elf/readElf.ts" */
  readonly file: string;
  /** Lines of code; 0 for a file of types. */
  readonly lines: number;
  readonly covered: number;
}

/** A script as V8 counted it. */
export interface Script {
  readonly url: string;
  readonly functions: readonly { readonly ranges: readonly Range[] }[];
}

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** Of Node 22.13 and newer; the types are those of the oldest Node that runs the extension. */
const { stripTypeScriptTypes } = nodeModule as unknown as { stripTypeScriptTypes(source: string): string };
const root = path.resolve(import.meta.dirname, '../../..');

/** Every source file of src/ with what the runs recorded in `folder` reached of it. */
export function coverageOf(folder: string): readonly FileCoverage[] {
  const reached = new Map<string, Uint8Array>();
  for (const name of readdirSync(folder)) {
    const { result } = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { result: Script[] };
    for (const script of result) add(script, reached);
  }
  return sourceFiles().map((file) => measured(file, reached.get(file)));
}

/** "src/…" of every TypeScript file but declarations. */
export function sourceFiles(): readonly string[] {
  const names = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => `src/${name}`)
    .toSorted();
}

function add({ url, functions }: Script, reached: Map<string, Uint8Array>): void {
  if (!url.startsWith('file:')) return;
  const file = path.relative(root, fileURLToPath(url));
  if (!file.startsWith('src/')) return;
  const counts = countsOf(functions);
  const known = reached.get(file) ?? new Uint8Array(counts.length);
  for (let at = 0; at < counts.length; at++) if (counts[at] === 1) known[at] = 1;
  reached.set(file, known);
}

/** 1 where a character was reached: inner ranges speak after the outer ones that hold them. */
export function countsOf(functions: Script['functions']): Uint8Array {
  const ranges = functions.flatMap((each) => each.ranges);
  const end = Math.max(0, ...ranges.map(({ endOffset }) => endOffset));
  const counts = new Uint8Array(end);
  const outerFirst = ranges.toSorted((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  for (const { startOffset, endOffset, count } of outerFirst) {
    counts.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  }
  return counts;
}

/** Lines with code; none in a file of types. */
export function codeLines(file: string): number {
  return measured(file, undefined).lines;
}

function measured(file: string, reached: Uint8Array | undefined): FileCoverage {
  const text = stripTypeScriptTypes(readFileSync(path.join(root, file), 'utf8'));
  let [lines, covered, at] = [0, 0, 0];
  let inComment = false;
  for (const line of text.split('\n')) {
    const first = at + line.search(/\S|$/);
    at += line.length + 1;
    const code = line.trim();
    if (code.startsWith('/*')) inComment = true;
    const counts = !inComment && code !== '' && !code.startsWith('//') && !code.startsWith('import ');
    if (code.endsWith('*/')) inComment = false;
    if (!counts || /^[)\]}>;,]*$/.test(code)) continue;
    lines++;
    if (reached?.[first] === 1) covered++;
  }
  return { file, lines, covered };
}
