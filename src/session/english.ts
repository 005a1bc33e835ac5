/** The sentences of this layer. */
import { quoted } from '../elf/bytes/printable.ts';
import type { Catalogue, Sentences } from '../elf/catalogue.ts';
import { andList, byteSize, count, plural } from '../elf/english.ts';
import { problemSentence } from '../elf/problems/english.ts';
import type { SessionFailures } from './failures.ts';

export const sessionFailures: Sentences<SessionFailures> = {
  cancelled: () => 'The request was withdrawn.',
  notElf: ({ problem }) => problemSentence(problem),
  workerEnded: ({ exitCode }) =>
    `The reader of this image stopped unexpectedly (exit code ${exitCode}). Open the image again.`,
  workerFailed: ({ message }) => `The reader of this image stopped: ${message}. Open the image again.`,
  workerOutOfMemory: () =>
    'Reading this image needs more memory than its reader may have. Close other images, or use the command line.',
  requestFailed: ({ message }) => message,
  closed: () => 'This image is closed.',
  noDisassembler: () =>
    'Machine code is not disassembled in a browser: open the image in VS Code on a machine, or use the command line.',
  notAName: ({ text, most }) =>
    `A name is NAME or NAME@VERSION of at most ${count(most)} characters, and ${quoted(text)} is none.`,
  liveNoElf: () => 'What the kernel mapped as vDSO is no ELF image.',
  tooLongToSort: ({ rows, most }) =>
    `${count(rows)} rows are too many to sort: at most ${count(most)} are. Filter them first, or scroll to what you look for in the order of the file.`,
  tooLongToFilter: ({ rows, most }) =>
    `${count(rows)} rows are too many to filter: at most ${count(most)} are. Scroll to what you look for, or save the report as JSON and search that.`,
  tooMuchTextToSort: ({ rows, most }) =>
    `The texts of these ${count(rows)} rows are too long to sort by: at most ${byteSize(most)} are. Filter the rows first, or sort them by a column of numbers.`,
  noSuchColumn: ({ column, columns }) =>
    `This table has no column “${column}”. It has ${andList(columns)}. Put a text with a colon in quotes to look for it in all of them.`,
  filterTooLong: ({ characters, most }) =>
    `The filter has ${plural(characters, 'character')}; at most ${count(most)} are looked for.`,
};

export const sessionWords = {
  copyCut: (rows: number, of: number, most: { readonly rows: number; readonly characters: number }): string =>
    `The first ${count(rows)} of ${count(of)} rows were copied: a copy holds at most ${count(most.rows)} of them and ${byteSize(most.characters)} of text. Filter the table to copy others, or save the report.`,
  stringsCut: (
    looked: number,
    of: number,
    most: { readonly bytes: number; readonly strings: number },
  ): string =>
    `The first ${byteSize(looked)} of ${byteSize(of)} were looked through: of one section at most ${byteSize(most.bytes)} are, for at most ${count(most.strings)} strings.`,
};

export const sessionEnglish = { ...sessionWords, failures: sessionFailures };

export type SessionCatalogue = Catalogue<typeof sessionEnglish>;
