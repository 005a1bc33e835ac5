/** What faces ask of this layer: another language has an object of the same shape. */
import type { Catalogue } from '../../elf/catalogue.ts';
import * as address from './address.ts';
import { atlasFieldWords, atlasWords } from './atlas.ts';
import { byteWords } from './bytes.ts';
import * as clockSource from './clockSource.ts';
import { tableWords } from './columns.ts';
import { comparisonWords } from './comparison.ts';
import * as consumers from './consumers.ts';
import { fieldWords } from './fields.ts';
import { entersKernelWords, functionWords } from './functions.ts';
import * as hashTables from './hashTables.ts';
import * as headerFields from './headerFields.ts';
import * as health from './health.ts';
import { imageWords } from './images.ts';
import { nameLookupWords } from './lookup.ts';
import { matrixFieldWords, matrixPageWords } from './matrix.ts';
import { nameFields, nameWords, sinceText } from './names.ts';
import * as origin from './origin.ts';
import * as places from './places.ts';
import * as program from './program.ts';
import * as rows from './rows.ts';
import * as runtimes from './runtimes.ts';
import { symbolSentences } from './symbolSentences.ts';
import * as terms from './terms.ts';
import * as textReport from './textReport.ts';

export const reportEnglish = {
  ...consumers,
  ...hashTables,
  ...origin,
  ...clockSource,
  ...health,
  ...places,
  ...headerFields,
  ...rows,
  ...textReport,
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
