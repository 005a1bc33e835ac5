/** How long a hover is for its reader. */

/** Words as they are read: no address of a link, no mark of Markdown, no code block's fence. */
export function wordsOf(markdown: string): number {
  const read = markdown
    .replaceAll(/```\w*/g, ' ')
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll(/[*`[\]]/g, '');
  return read.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** The value that `share` of them do not exceed. */
export function median(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
