/** The Chinese catalogue of this layer, beside english/. */
import type { ReportWords } from '../english/catalogue.ts';
import { chineseAddress } from './address.ts';
import { chineseAtlas, chineseAtlasFields } from './atlas.ts';
import { chineseBytes } from './bytes.ts';
import { chineseClockSource } from './clockSource.ts';
import { chineseTables } from './columns.ts';
import { chineseComparison } from './comparison.ts';
import { chineseConsumers } from './consumers.ts';
import { chineseFields } from './fields.ts';
import { chineseEntersKernel, chineseFunctions } from './functions.ts';
import { chineseHashTables } from './hashTables.ts';
import { chineseHeaderFields } from './headerFields.ts';
import { chineseHealth } from './health.ts';
import { chineseImages } from './images.ts';
import { chineseNameLookup } from './lookup.ts';
import { chineseMatrix, chineseMatrixFields } from './matrix.ts';
import { chineseNameFields, chineseNames, chineseSince } from './names.ts';
import { chineseOrigin } from './origin.ts';
import { chinesePlaces } from './places.ts';
import { chineseProgram } from './program.ts';
import { chineseRows } from './rows.ts';
import { chineseRuntimes } from './runtimes.ts';
import { chineseSymbol } from './symbolSentences.ts';
import { chineseTerms } from './terms.ts';
import { chineseTextReport } from './textReport.ts';

export const reportChinese: ReportWords = {
  ...chineseConsumers,
  ...chineseHashTables,
  ...chineseOrigin,
  ...chineseClockSource,
  ...chineseHealth,
  ...chinesePlaces,
  ...chineseHeaderFields,
  ...chineseRows,
  ...chineseTextReport,
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
