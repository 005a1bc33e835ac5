/** Words of a program's own table of keys. */

export const programWords = {
  /** The consumer that it is. */
  name: 'This program, Go',
  /** What follows where the catalogue has no such key. */
  keepsItsValue: (variable: string | undefined): string =>
    `${variable ?? 'its variable'} keeps the value it starts with`,
} as const;
