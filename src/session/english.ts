/** The sentences of this layer. */
import { byteSize, count, plural } from '../elf/english.ts';

export const sessionSentences = {
  cancelled: 'The request was withdrawn.',
  workerEnded: (exitCode: number): string =>
    `The reader of this image stopped unexpectedly (exit code ${exitCode}). Open the image again.`,
  workerFailed: (message: string): string =>
    `The reader of this image stopped: ${message}. Open the image again.`,
  workerOutOfMemory:
    'Reading this image needs more memory than its reader may have. Close other images, or use the command line.',
  goIn: (library: string): string => `${library}, Go`,
  liveImageOf: (label: string): string => `the live image of ${label}`,
  liveNoElf: 'What the kernel mapped as vDSO is no ELF image.',
  closed: 'This image is closed.',
  tooLongToSort: (rows: number, most: number): string =>
    `${count(rows)} rows are too many to sort: at most ${count(most)} are. Filter them first, or scroll to what you look for in the order of the file.`,
  tooLongToFilter: (rows: number, most: number): string =>
    `${count(rows)} rows are too many to filter: at most ${count(most)} are. Scroll to what you look for, or save the report as JSON and search that.`,
  tooMuchTextToSort: (rows: number, most: number): string =>
    `The texts of these ${count(rows)} rows are too long to sort by: at most ${byteSize(most)} are. Filter the rows first, or sort them by a column of numbers.`,
  filterTooLong: (characters: number, most: number): string =>
    `The filter has ${plural(characters, 'character')}; at most ${count(most)} are looked for.`,
  copyCut: (rows: number, of: number, most: { readonly rows: number; readonly characters: number }): string =>
    `The first ${count(rows)} of ${count(of)} rows were copied: a copy holds at most ${count(most.rows)} of them and ${byteSize(most.characters)} of text. Filter the table to copy others, or save the report.`,
};
