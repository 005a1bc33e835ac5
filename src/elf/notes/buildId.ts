import type { ElfImage } from '../model.ts';

/** The identity of a build (note of GNU, type 3) in hexadecimal digits; undefined where no note tells it. */
export function buildIdOf({ notes }: ElfImage): string | undefined {
  for (const note of notes) if (note.meaning?.kind === 'build-id') return note.meaning.id;
  return undefined;
}
