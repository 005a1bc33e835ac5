/**
 * What may begin markup inside a line: emphasis, code, links, images, footnotes, HTML, entities, cells, formulas, and
 * GitHub's autolinks (`https://`, `www.`, mail addresses). An underscore within a word begins nothing.
 */
const MARKUP = /[\\`*~[\]<>|&$@]|(?<![a-z0-9])_|_(?![a-z0-9])|:(?=\/\/)|(?<=\bwww)\./gi;

/** A text that can be shown, within a line of Markdown: means itself. */
export function escapedMarkup(text: string): string {
  return text.replace(MARKUP, '\\$&');
}
