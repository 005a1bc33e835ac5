/** Text from files and images as Markdown that means itself. */
import { shown } from '../report/format.ts';

/** A code span, whatever the text holds: its fence is longer than any run of backticks inside. */
export function code(text: string): string {
  const safe = shown(text);
  const longest = Math.max(0, ...(safe.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = safe.startsWith('`') || safe.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${safe}${pad}${fence}`;
}

/** Opens the live image at a row, or just opens it. The command allows itself nothing else. */
export const revealCommand = 'vdsoExplorer.revealSymbol';

export function revealLink(label: string, target?: { table: 'symbols' | 'versions'; name: string }): string {
  const query = target ? `?${encodeURIComponent(JSON.stringify([target]))}` : '';
  return `[${label}](command:${revealCommand}${query})`;
}

/** A list, or the line alone. */
export function bullets(lines: readonly string[]): string {
  return lines.length === 1 ? (lines[0] ?? '') : lines.map((line) => `- ${line}`).join('\n');
}
