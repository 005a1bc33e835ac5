/** The atlas as JSON, one row a line (docs/report.md). */
import type { Atlas, AtlasKey, AtlasRow } from '../../consumers/atlas/atlas.ts';
import { type AtlasKernel, shapesOf } from '../../consumers/atlas/kernels.ts';
import { shownJson } from '../format.ts';
import { reasonText } from '../views/replayView.ts';
import { SCHEMA_VERSION } from './json.ts';

export function* atlasJson({ kernels, rows }: Atlas, generator: string): Generator<string> {
  yield `{"schema":${SCHEMA_VERSION},"generator":${JSON.stringify(generator)},"kernels":[`;
  yield* list(kernels, kernelJson);
  yield '],"rows":[';
  yield* list(rows, rowJson);
  yield ']}\n';
}

function* list<Row>(rows: readonly Row[], toJson: (row: Row) => object): Generator<string> {
  for (const [i, row] of rows.entries())
    yield shownJson(`${i === 0 ? '' : ','}\n${JSON.stringify(toJson(row))}`);
}

function kernelJson(kernel: AtlasKernel): object {
  const { release, image, proof, build } = kernel;
  const shapes = shapesOf(kernel);
  return {
    release,
    arch: image.arch,
    proof,
    ...(build === undefined ? {} : { build: `Debian ${build}` }),
    hashTables: [...new Set(shapes.map(({ tables }) => tables))],
    ...(shapes.some(({ byLinker }) => byLinker) ? { hashTablesBy: 'linker' } : {}),
  };
}

function rowJson({ kernel, finding, outcome, why, keys }: AtlasRow): object {
  const { id, release, requestedRelease } = finding;
  return {
    consumer: id,
    release,
    ...(requestedRelease === undefined ? {} : { requestedRelease: requestedRelease.name }),
    arch: kernel.image.arch,
    kernel: kernel.release,
    outcome,
    why: reasonText(why),
    keys: keys.map(keyJson),
  };
}

function keyJson({ symbol, outcome, cause, needs }: AtlasKey): object {
  return {
    symbol,
    outcome,
    ...(cause === undefined ? {} : { cause: reasonText(cause) }),
    ...(needs === undefined ? {} : { needs }),
  };
}
