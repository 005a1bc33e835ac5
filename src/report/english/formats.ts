/** What documents in other formats than ours say beside the report's sentences: they are in English, as the terminal is. */
import { list } from '../../elf/english.ts';

export const atlasDocument = {
  section: (title: string, first: string, last: string): string => `${title}, ${first} to ${last}`,
  everywhere: (outcome: string, runtimes: readonly string[]): string =>
    `${outcome} at every kernel: ${list(runtimes)}.`,
  keyColumns: ['key', 'from', 'outcome', 'why not found'],
} as const;
