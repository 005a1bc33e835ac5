/** A name to look up as people write it: NAME or NAME@VERSION. */
import type { NameWanted } from '../../consumers/verdict/lookUpName.ts';

/** Longer than any linker writes; what is longer is refused. */
export const MAX_NAME = 4096;

/** Undefined for what is no name: nothing, more than MAX_NAME characters, or one that no string table can hold. */
export function parseName(text: string): NameWanted | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > MAX_NAME || trimmed.includes('\0')) return undefined;
  // GNU tools write the default version of a name behind two of them.
  const at = trimmed.indexOf('@', 1);
  if (at < 0) return { name: trimmed };
  const version = trimmed.slice(at).replace(/^@@?/, '');
  return { name: trimmed.slice(0, at), ...(version === '' ? {} : { version }) };
}
