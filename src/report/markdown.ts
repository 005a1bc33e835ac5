/** Text of unknown origin as Markdown that means itself (CommonMark 0.31, GitHub Flavored Markdown 0.29). */
import { shown } from './format.ts';
import { escapedMarkup } from './markup.ts';

/** Within a line of Markdown, or a cell of a table: shows as the text, whatever it holds. */
export function literalMarkdown(text: string): string {
  return escapedMarkup(shown(text));
}

/** The same at the start of a paragraph or a list item: begins no heading, list, rule or code block. */
export function literalParagraph(text: string): string {
  return literalMarkdown(text)
    .trimStart()
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d+)(?=[.)])/, '$1\\');
}

/** A code span, whatever the text holds: its fence is longer than any run of backticks inside. Nothing for ''. */
export function codeSpan(text: string): string {
  if (text === '') return '';
  const safe = shown(text);
  let longest = 0;
  for (const [run] of safe.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  // Of spaces at both ends one is taken away.
  const pad = /^`|`$|^ .* $/.test(safe) ? ' ' : '';
  return `${fence}${pad}${safe}${pad}${fence}`;
}
