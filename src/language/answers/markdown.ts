/** Text from files and images as Markdown that means itself. */
import type { Reason } from '../../consumers/model.ts';
import { literalMarkdown } from '../../report/markdown.ts';
import { reasonWords as reasonSentence } from '../words.ts';

export { codeSpan as code, literalMarkdown as literal } from '../../report/markdown.ts';

/** Why a lookup ended as it did: names in it are the image's. */
export function reason(why: Reason): string {
  return literalMarkdown(reasonSentence(why));
}

/** Opens the live image at a row, or just opens it. The command allows itself nothing else. */
export const revealCommand = 'vdsoExplorer.revealSymbol';

export function revealLink(
  label: string,
  target?:
    | { table: 'symbols' | 'versions'; name: string }
    | { table: 'keys'; consumer: string; name: string },
): string {
  const query = target ? `?${encoded(JSON.stringify([target]))}` : '';
  return `[${label}](command:${revealCommand}${query})`;
}

/** Issues of Go in a sentence of ours, as links. */
export function withIssueLinks(text: string): string {
  return text.replace(
    /\bgolang\/go#(\d+)/g,
    (issue, number: string) => `[${issue}](https://github.com/golang/go/issues/${number})`,
  );
}

/** To a line of a document. @param uri encoded, as an editor has it */
export function lineLink(label: string, uri: string, line: number): string {
  return `[${label}](${uri.replace(/[()<>\s]/g, encoded)}#L${line})`;
}

/** As encodeURIComponent, and without what would end the link or be emphasis: it lets !'()*~_ stand. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*~]/g, (each) => `%${each.charCodeAt(0).toString(16)}`);
}

/** A list, or the line alone. */
export function bullets(lines: readonly string[]): string {
  return lines.length === 1 ? (lines[0] ?? '') : lines.map((line) => `- ${line}`).join('\n');
}
