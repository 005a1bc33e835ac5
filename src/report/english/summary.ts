/** What stands around an image in short. */
import { count, plural } from '../../elf/english.ts';

export const summaryWords = {
  tables: 'Tables',
  problems: (found: number): string => `${plural(found, 'problem')}, the first ones:`,
  andMore: (left: number): string => `and ${count(left)} more`,
  /** At most 80 columns each. */
  more: [
    'More: --full for the whole report, --json for data, --why NAME for one name,',
    'check for a verdict with an exit status, --help for the rest.',
  ],
} as const;
