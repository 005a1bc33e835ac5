import { shown } from '../elf/bytes/printable.ts';
import type { Catalogue, Sentences } from '../elf/catalogue.ts';
import { fileKinds } from '../sources/english.ts';
import type { WriteFailures, Written } from './writeFailures.ts';

const written: Readonly<Record<Written, string>> = { report: 'The report', image: 'The image' };

export const writeSentences: Sentences<WriteFailures> = {
  isSource: ({ path }) =>
    `That would overwrite ${shown(path)}, which is being read, under this name or another one. Choose another file.`,
  exists: ({ path }) => `${shown(path)} exists already and is left as it is.`,
  notRegular: ({ path, kind }) =>
    `${shown(path)} is ${fileKinds[kind]}, or a link to one: only regular files are written. Choose another name.`,
  openFile: ({ path }) =>
    `${shown(path)} is a link into /proc, which stands for an open file of a process: give the name of a file in a folder.`,
  failed: ({ path, what, errno }) => `${written[what]} could not be written to ${shown(path)} (${errno}).`,
};

export const filesEnglish = { failures: writeSentences };

export type FilesCatalogue = Catalogue<typeof filesEnglish>;
