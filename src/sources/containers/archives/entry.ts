/** What the readers of archives have in common. Their damage is a ContainerError: what follows it cannot be told apart. */
import { decodeUntilNul } from '../../../elf/bytes/utf8.ts';
import { cutShort, type Format } from '../broken.ts';
import type { Cursor } from '../cursor.ts';
import type { Part } from '../model.ts';

/** Bytes of a name, or of what comes before a member in place of one: longer ones are none. */
export const MAX_MEMBER_NAME = 1 << 20;

/** One member. Whoever yields it passes over what of it nobody asked for. */
export function memberOf(cursor: Cursor, name: string, size: number): Part {
  const offset = cursor.position;
  return { kind: 'member', member: { name, size, offset, bytes: cursor.stream(size) } };
}

/** Passes over what comes before a place. */
export async function passTo(cursor: Cursor, format: Format, end: number): Promise<void> {
  await cursor.skip(end - cursor.position);
  if (cursor.position < end) throw cutShort(format, cursor.position);
}

/** A number written in digits, with blanks or NULs around it; undefined for anything else. */
export function digits(bytes: Uint8Array, radix: 8 | 10 | 16): number | undefined {
  const text = decodeUntilNul(bytes).trim();
  const allowed = { 8: /^[0-7]+$/, 10: /^[0-9]+$/, 16: /^[0-9a-f]+$/i }[radix];
  const value = allowed.test(text) ? Number.parseInt(text, radix) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}
