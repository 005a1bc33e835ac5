/** What faces ask of this layer: another language has an object of the same shape. */
import type { Catalogue } from '../../elf/catalogue.ts';
import * as address from './address.ts';
import { atlasFieldWords, atlasWords } from './atlas.ts';
import { byteWords } from './bytes.ts';
import { tableWords } from './columns.ts';
import { comparisonWords } from './comparison.ts';
import { fieldWords } from './fields.ts';
import { entersKernelWords, functionWords } from './functions.ts';
import { imageWords } from './images.ts';
import { nameLookupWords } from './lookup.ts';
import { matrixFieldWords, matrixPageWords } from './matrix.ts';
import { nameFields, nameWords, sinceText } from './names.ts';
import * as program from './program.ts';
import * as runtimes from './runtimes.ts';
import * as sentences from './sentences.ts';
import { symbolSentences } from './symbolSentences.ts';
import * as terms from './terms.ts';

export const reportEnglish = {
  ...sentences,
  ...address,
  ...program,
  ...runtimes,
  tables: tableWords,
  fields: fieldWords,
  symbol: symbolSentences,
  functions: functionWords,
  entersKernel: entersKernelWords,
  names: nameWords,
  nameFields,
  sinceText,
  lookup: nameLookupWords,
  images: imageWords,
  bytes: byteWords,
  atlas: atlasWords,
  atlasFields: atlasFieldWords,
  matrixPage: matrixPageWords,
  matrixFields: matrixFieldWords,
  comparison: comparisonWords,
  terms,
};

export type ReportWords = Catalogue<typeof reportEnglish>;
