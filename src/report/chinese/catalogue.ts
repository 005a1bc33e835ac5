/** The Chinese catalogue of this layer, beside english/. */
import type { ReportWords } from '../english/catalogue.ts';
import { chineseAddress } from './address.ts';
import { chineseAtlas, chineseAtlasFields } from './atlas.ts';
import { chineseBytes } from './bytes.ts';
import { chineseTables } from './columns.ts';
import { chineseComparison } from './comparison.ts';
import { chineseFields } from './fields.ts';
import { chineseEntersKernel, chineseFunctions } from './functions.ts';
import { chineseImages } from './images.ts';
import { chineseNameLookup } from './lookup.ts';
import { chineseMatrix, chineseMatrixFields } from './matrix.ts';
import { chineseNameFields, chineseNames, chineseSince } from './names.ts';
import { chineseProgram } from './program.ts';
import { chineseRuntimes } from './runtimes.ts';
import { chineseSentences } from './sentences.ts';
import { chineseSymbol } from './symbolSentences.ts';
import { chineseTerms } from './terms.ts';

export const reportChinese: ReportWords = {
  ...chineseSentences,
  ...chineseAddress,
  ...chineseProgram,
  ...chineseRuntimes,
  tables: chineseTables,
  fields: chineseFields,
  symbol: chineseSymbol,
  functions: chineseFunctions,
  entersKernel: chineseEntersKernel,
  names: chineseNames,
  nameFields: chineseNameFields,
  sinceText: chineseSince,
  atlas: chineseAtlas,
  lookup: chineseNameLookup,
  images: chineseImages,
  bytes: chineseBytes,
  atlasFields: chineseAtlasFields,
  matrixPage: chineseMatrix,
  matrixFields: chineseMatrixFields,
  comparison: chineseComparison,
  terms: chineseTerms,
};
