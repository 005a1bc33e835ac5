import { hexBytes } from './bytes/hex.ts';
import type { ByteSource } from './imageSource.ts';
import { noteStretches } from './notes/noteRanges.ts';
import { readNotes } from './notes/notes.ts';
import { openHeaders } from './readHeaders.ts';

/** Go's linker, src/cmd/link/internal/ld/elf.go. */
const GO = { owner: 'Go', type: 4 } as const;

/**
 * What a linker wrote into a file to tell it from all others: GNU's build id, else Go's, in hexadecimal digits. By the
 * program headers, which a file in memory has as well. Undefined without one, and when the bytes are no ELF file.
 */
export async function readBuildId(source: ByteSource): Promise<string | undefined> {
  const opened = await openHeaders(source);
  if (opened === undefined) return undefined;
  const { context, segments } = opened;
  const stretches = noteStretches(context, segments, []);
  for (const { offset, length } of stretches) context.resident.request(offset, length);
  await context.resident.fetch();
  const notes = readNotes(context, stretches);
  const gnu = notes.flatMap(({ meaning }) => (meaning?.kind === 'build-id' ? [meaning.id] : []))[0];
  const go = notes.find(({ owner, type }) => owner === GO.owner && type === GO.type);
  return gnu ?? (go && hexBytes(go.description, ''));
}
