/** Words of the filter of what is shown. */
import { count } from '../../src/protocol.ts';

export const findEnglish = {
  label: 'Filter what is shown here',
  hint: 'Filter what is shown here: words',
  found: (found: number, of: number) => `${count(found)} of ${count(of)}`,
} as const;
