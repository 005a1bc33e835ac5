/** What documents in other formats than ours say beside the report's sentences: they are in English, as the terminal is. */
import { count, list, plural } from '../../elf/english.ts';

export const atlasDocument = {
  section: (title: string, first: string, last: string): string => `${title}, ${first} to ${last}`,
  everywhere: (outcome: string, runtimes: readonly string[]): string =>
    `${outcome} at every kernel: ${list(runtimes)}.`,
  keyColumns: ['key', 'from', 'outcome', 'why not found'],
} as const;

export const checkDocument = {
  name: 'vdso-explorer check',
  title: 'vDSO check',
  consumerRule: (consumer: string): string => `${consumer} finds in the image what it looks for.`,
  clockRequirement: (clock: string): string => `user-clock ${clock}`,
  clockRule: (clock: string): string =>
    `The code of the image can read the clock ${clock} without the kernel.`,
  /** Of one image. */
  summary: (fulfilled: number, required: number): string =>
    required === 0
      ? 'Nothing is required.'
      : `${count(fulfilled)} of ${plural(required, 'requirement')} fulfilled.`,
  /** Of several. @param unread images without a verdict */
  summaryOfAll: (images: number, fulfilled: number, unread: number): string => {
    const read = `${count(fulfilled)} of ${plural(images, 'image')} ${fulfilled === 1 ? 'has' : 'have'} all that is required`;
    return unread === 0 ? `${read}.` : `${read}; ${count(unread)} could not be checked.`;
  },
  notChecked: 'not checked',
  passed: '✔ ok',
  failed: '✘ FAILED',
  notRequired: 'not required',
  columns: {
    image: 'image',
    verdict: 'verdict',
    required: 'required',
    outcome: 'what comes of it',
    why: 'why',
  },
} as const;
