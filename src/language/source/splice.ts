/** Lines of C that a backslash joins (C17 5.1.1.2, phase 2): a name may begin in one and end in the next. */

export interface Spliced {
  readonly line: string;
  /** How much of it stands before the line that was asked about, and how long that one is without its backslash. */
  readonly before: number;
  readonly length: number;
}

/** What is inside of a name, or begins a string. */
const goesOn = /[\w"]\\\r?$/;

/** The line with what may belong to a name at its edges; undefined where it stands alone. @param lineStart its offset */
export function spliced(text: string, lineStart: number, line: string): Spliced | undefined {
  const before = lineStart === 0 ? '' : lineBefore(text, lineStart);
  const first = goesOn.test(before) ? withoutEnd(before) : '';
  const ends = goesOn.test(line);
  if (first === '' && !ends) return undefined;
  const body = ends ? withoutEnd(line) : line;
  const rest = ends ? lineBehind(text, lineStart + line.length) : '';
  return { line: first + body + withoutEnd(rest), before: first.length, length: body.length };
}

function lineBefore(text: string, lineStart: number): string {
  return text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart - 1);
}

function lineBehind(text: string, lineEnd: number): string {
  const start = text.indexOf('\n', lineEnd) + 1;
  if (start === 0) return '';
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? text.length : end);
}

function withoutEnd(line: string): string {
  return line.replace(/\\?\r?$/, '');
}
