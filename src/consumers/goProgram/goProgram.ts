/** A Go program as a consumer of its own: the keys, hashes and variables it holds, in the catalogue's shape. */

import type { ByteSource } from '../../elf/imageSource.ts';
import type { ElfHeader, ElfImage } from '../../elf/model.ts';
import type { ElfHeaders } from '../../elf/readHeaders.ts';
import { matchesAbi } from '../abi.ts';
import { go } from '../catalog/go.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey } from '../model.ts';
import { inRange, nearestRelease } from '../releases.ts';
import { rulesOf } from '../verdict/evaluate.ts';
import { type GoBuildInfo, recognizeGo } from './buildInfo.ts';
import { findByPattern } from './findByPattern.ts';
import { findBySymbols } from './findBySymbols.ts';
import { namedVariables } from './namedVariables.ts';
import { ProgramMemory } from './programMemory.ts';
import type { DecodedKey, DecodedTable } from './vdsoTable.ts';
import { Work, type WorkOptions } from './work.ts';

export const PROGRAM_ID = 'go-program';

export interface GoProgram extends GoBuildInfo {
  readonly header: ElfHeader;
  /** Absent when the program holds none, or none was found. */
  readonly table?: DecodedTable;
  /** What the program looks up, for the replay; it has no architecture when there is no table. */
  readonly consumer: CatalogConsumer;
  /** Whether Go looks anything up on this architecture at all. */
  readonly usesVdso: boolean;
  /**
   * Why a table that was not found may be there all the same: the program's data is not as a linker writes it and some
   * was left out, or the search was given up after so many steps.
   */
  readonly unfinished?: 'data' | { readonly steps: number };
}

/** What of a file its decoding needs. */
export type GoFile = ElfHeaders & Pick<ElfImage, 'relocations'>;

/**
 * Decodes a Go program. Undefined for every other file. `image` may have been read without .symtab. Rejects only when
 * the source does, and when the work is no longer wanted.
 */
export async function readGoProgram(
  image: GoFile,
  source: ByteSource,
  options: WorkOptions = {},
): Promise<GoProgram | undefined> {
  const info = await recognizeGo(image, source);
  if (info === undefined) return undefined;
  const work = new Work(options);
  const memory = await ProgramMemory.load(image, source, work);
  const named = await namedVariables(image, source, work);
  const table = (await findBySymbols(memory, named)) ?? (await findByPattern(memory));
  const { header } = image;
  const usesVdso = go.arches.some((arch) => matchesAbi(arch, header));
  const consumer = asConsumer(info, header, table);
  return {
    ...info,
    header,
    ...(table === undefined ? unfinished(work) : { table }),
    consumer,
    usesVdso,
  };
}

function unfinished({ exhausted, spent, cut }: Work): Pick<GoProgram, 'unfinished'> {
  if (exhausted) return { unfinished: { steps: spent } };
  return cut ? { unfinished: 'data' } : {};
}

function asConsumer(info: GoBuildInfo, header: ElfHeader, table: DecodedTable | undefined): CatalogConsumer {
  const release = releaseOf(info.goVersion);
  const { olderLookups: _older, withoutVdso: _without, quirks: _quirks, ...facts } = go;
  return {
    ...facts,
    id: PROGRAM_ID,
    releases: [{ name: release, at: info.goVersion }],
    lookup: rulesOf(go, nearestRelease(go, release)),
    arches: table === undefined ? [] : [archOf(header, table, nearestRelease(go, release))],
    sources: [],
  };
}

/** "1.19.8"; '' for a development version. */
function releaseOf(goVersion: string): string {
  return /^go(\d+(?:\.\d+)*)/.exec(goVersion)?.[1] ?? '';
}

function archOf(header: ElfHeader, table: DecodedTable, release: string): CatalogArch {
  const port = go.arches.find((arch) => matchesAbi(arch, header));
  // What Go does without a key differs from release to release.
  const known = port && { ...port, keys: port.keys.filter((key) => inRange(key, release)) };
  const { version } = table;
  return {
    arch: known?.arch ?? '',
    machine: header.machine,
    class: header.class,
    data: header.littleEndian ? 'little' : 'big',
    ...(version === undefined
      ? {}
      : { version: { variable: 'vdsoLinuxVersion', name: version.name, sourceHash: version.hash } }),
    keys: table.keys.map((key) => catalogKey(key, table, known)),
    source: known?.source ?? '',
  };
}

/** What Go does without a key is in the catalogue; a stripped program's variables have its names as well. */
function catalogKey(key: DecodedKey, table: DecodedTable, known: CatalogArch | undefined): CatalogKey {
  const similar = known?.keys.findLast(({ symbol }) => symbol === key.symbol);
  const variable = variableOf(key, table, known);
  return {
    ...(variable === undefined ? {} : { variable }),
    symbol: key.symbol,
    sourceSysvHash: key.sysvHash,
    sourceGnuHash: key.gnuHash,
    fallback: similar?.fallback ?? {
      code: 'keeps-its-value',
      ...(variable === undefined ? {} : { variable }),
    },
    ...(similar !== undefined && similar.elsewhere === undefined ? {} : { elsewhere: true }),
  };
}

function variableOf(
  key: DecodedKey,
  table: DecodedTable,
  known: CatalogArch | undefined,
): string | undefined {
  return (
    table.variables.get(key.target) ?? known?.keys.findLast(({ symbol }) => symbol === key.symbol)?.variable
  );
}
