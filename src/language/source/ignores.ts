/** Comments that silence marks: `// vdso-explorer: ignore-next-line` and `-line`, in every form that a comment has. */
import { lex } from '../syntax/lexer.ts';
import type { Syntax } from '../syntax/syntax.ts';

export interface Ignore {
  /** Offsets of the comment, marks included. */
  readonly start: number;
  readonly end: number;
  /** Offsets of the line whose marks are silenced, without its end. */
  readonly from: number;
  readonly to: number;
  /** It asks for something that there is not: ignore-nextline. Its line is an empty one. */
  readonly unknown?: true;
}

const marker = 'vdso-explorer:';
/** Alone, or with the reason behind it. */
const instruction = /^(?:\/\/[/!]?|\/\*[*!]?)[ \t]*vdso-explorer:[ \t]*ignore(?:-([\w-]*))?/;

/** In the order in which they stand. */
export function findIgnores(text: string, syntax: Syntax): readonly Ignore[] {
  if (!text.includes(marker)) return [];
  const ignores: Ignore[] = [];
  lex(text, syntax, { from: 0, to: 0 }, (start, end) => {
    const [found, which] = instruction.exec(text.slice(start, Math.min(end, start + 80))) ?? [];
    if (found === undefined) return;
    if (which !== 'line' && which !== 'next-line') {
      ignores.push({ start, end: endOf(text, start, end), from: end, to: end, unknown: true });
      return;
    }
    const first = which === 'line' ? text.lastIndexOf('\n', start) + 1 : lineBehind(text, end);
    ignores.push({ start, end: endOf(text, start, end), from: first, to: endOfLine(text, first) });
  });
  return ignores;
}

/** Whether it silences what is marked there. */
export function silences({ from, to }: Ignore, mark: { readonly start: number }): boolean {
  return from <= mark.start && mark.start < to;
}

/** Where the next line begins; the end of the text without one. */
function lineBehind(text: string, end: number): number {
  const at = text.indexOf('\n', end);
  return at === -1 ? text.length : at + 1;
}

function endOfLine(text: string, start: number): number {
  const at = text.indexOf('\n', start);
  return at === -1 ? text.length : at;
}

/** Without the carriage return that a line may end with. */
function endOf(text: string, start: number, end: number): number {
  return end > start && text[end - 1] === '\r' ? end - 1 : end;
}
