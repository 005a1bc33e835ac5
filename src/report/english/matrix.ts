/** Words of the page of a matrix: many images side by side. */
import { count, plural } from '../../elf/english.ts';
import type { FieldWords } from '../fields.ts';

export const matrixPageWords = {
  title: 'Images side by side',
  aboutTitle: 'What stands in this table',
  about:
    'A column is an image, or several of one build that come to the same in every row. In each what is asked is what its own page says; a saved report says what it said when it was written.',
  rowsList: 'Rows',
  baselineList: 'Baseline',
  shownList: 'Rows shown',
  noBaseline: 'No baseline',
  allRows: 'All rows',
  differingRows: 'Rows that differ',
  /** Of the baseline's column. */
  baselineColumn: (label: string): string => `Baseline: ${label}`,
  rowExplain: 'What is asked of each image.',
  /** Of a column's head: what the image is, and all that it was found as. */
  columnExplain: (facts: string, images: readonly string[]): string => [facts, ...images].join('\n'),
  /** A cell that is not as the baseline's. */
  other: (text: string): string => `${text} *`,
  same: 'same',
  differsIn: (of: number, all: number): string => `in ${count(of)} of ${count(all)}`,
  answers: (of: number): string => `${plural(of, 'answer')}`,
  notRead: 'not read',

  // Details
  cellTitle: (row: string, image: string): string => `${row} in ${image}`,
  because: (text: string, why: string): string => (why === '' ? `${text}.` : `${text}. ${why}`),
  inBaseline: (image: string, text: string): string => `In the baseline, ${image}: ${text}.`,
  asInBaseline: (image: string): string => `It is the same in the baseline, ${image}.`,
  isBaseline: 'The other images are held against this one.',
  keyInBaseline: (text: string): string => `In the baseline: ${text}.`,
  keysLeftOut: (of: number): string => `${plural(of, 'key')} more ${of === 1 ? 'is' : 'are'} left out.`,
  open: (image: string): string => `Open ${image}`,
  compare: (image: string, baseline: string): string => `Compare ${image} with ${baseline}`,
  noReplay: 'A saved report has no bytes that could be replayed: open the image that it is about.',
  noBaselineYet: 'Choose a baseline to compare it with.',
} as const;

export const matrixFieldWords = {
  image: ['Image', 'What the image is.'],
  foundAs: ['Found as', 'All places where an image of this build was found that comes to the same.'],
  replay: ['Replay', 'Opens the image where this stands, step by step.'],
  comparison: ['Comparison', 'All that is different between the two images.'],
} as const satisfies Readonly<Record<string, FieldWords>>;
