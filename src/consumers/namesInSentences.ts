/** Names and numbers in sentences of this layer that are the same in every language. */
import { hex } from '../elf/bytes/hex.ts';
import { shortened, shown } from '../elf/bytes/printable.ts';
import type { Quantity } from '../elf/bytes/quantity.ts';
import type { Checks, Reason } from './reasons.ts';

/** Characters of a name in a sentence: anybody may look up any name, and a file may have any. */
const MAX_NAME = 256;

/** The same arguments with names that are not too long for a sentence. */
export function brief(args: Reason['args']): Reason['args'] {
  const isLong = (value: unknown): boolean => String(value).length > MAX_NAME;
  if (!Object.values(args).some(isLong)) return args;
  const cut = (value: unknown): unknown =>
    typeof value === 'string' ? shortened(value, MAX_NAME) : Array.isArray(value) ? value.map(cut) : value;
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, cut(value)]),
  ) as Reason['args'];
}

/** "libgo.so" of its path. */
export function libraryName(path: string): string {
  return shown(shortened(path.slice(path.lastIndexOf('/') + 1), MAX_NAME));
}

/** "musl 1.2.5" */
export function asker({
  consumer,
  release,
}: {
  readonly consumer: string;
  readonly release: string;
}): string {
  return `${consumer} ${release}`.trim();
}

/** LINUX_VERSION_CODE: the last part has eight bits and is capped at 255. */
export function linuxRelease(code: number): string {
  return `${code >>> 16}.${(code >>> 8) & 255}.${code & 255}`;
}

/** The field of the header that has a name in each language; it is read as one number of four bytes. */
export const MAGIC_FIELD = 'EI_MAG';

/** A value of a field of the header, as it is written. */
export function headerValue(field: Checks['header-field']['field'], value: Quantity): string {
  return field === MAGIC_FIELD ? hex(value) : String(value);
}
