/** What every room promises of its outputs, said apart from the code that keeps it. */
import assert from 'node:assert/strict';

/**
 * What acts on a terminal, turns text round or is not seen, by Unicode's own properties: controls, formats, line and
 * paragraph separators, what is ignored when it is drawn, and the braille blank. A line's end is allowed.
 */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
const CODE_MISTAKES = /(?<!is )\bundefined\b(?! \(SHN_UNDEF\))|\bNaN\b|\[object /;
const LONGEST_SENTENCE = 4000;

/** Text that may be shown as it is. */
export function assertSeen(text: string, what: string): void {
  const at = text.search(UNSEEN);
  if (at < 0) return;
  const around = text.slice(Math.max(0, at - 60), at + 60);
  const code = (text.codePointAt(at) ?? 0).toString(16);
  assert.fail(`U+${code} in ${what}: ${JSON.stringify(around)}`);
}

/** One line: what a terminal's, a table's or an answer's sentence is. */
export function assertSentence(text: string, what: string): void {
  assertSeen(text, what);
  assert.ok(text.length > 0 && text.length < LONGEST_SENTENCE, `${what} has ${text.length} characters`);
  assert.doesNotMatch(text.replaceAll(/“[^”]*”|"[^"]*"/g, ''), CODE_MISTAKES, `${what}: ${text}`);
}

/** Every string of plain data is safe to show. Texts of files (names) may hold such words; sentences may not. */
export function assertAllSeen(value: unknown, what: string): void {
  if (typeof value === 'string') assertSeen(value, what);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) assertAllSeen(each, `${what}.${key}`);
  }
}

/** A range of an image's bytes. */
export function assertRange(range: { offset?: number; length?: number }, size: number, what: string): void {
  const { offset, length = 0 } = range;
  if (offset === undefined) return;
  const whole = Number.isSafeInteger(offset) && Number.isSafeInteger(length);
  assert.ok(
    whole && offset >= 0 && length >= 0 && offset + length <= size,
    `${what}: ${offset}+${length} of ${size}`,
  );
}

/** Every range in plain data lies within the image. */
export function assertAllRanges(value: unknown, size: number, what: string): void {
  if (typeof value !== 'object' || value === null) return;
  const { offset, length } = value as { offset?: unknown; length?: unknown };
  if (typeof offset === 'number')
    assertRange({ offset, ...(typeof length === 'number' ? { length } : {}) }, size, what);
  for (const [key, each] of Object.entries(value)) assertAllRanges(each, size, `${what}.${key}`);
}

/**
 * Resolves with what `action` gives, or with undefined when it rejects as it is documented to: with one of these
 * errors, whose message is a sentence.
 */
export async function orRefusal<Value>(
  action: () => Promise<Value> | Value,
  documented: readonly string[],
): Promise<Value | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Error) || !documented.includes(error.name)) throw error;
    assertSentence(error.message, `the message of a ${error.name}`);
    return undefined;
  }
}
