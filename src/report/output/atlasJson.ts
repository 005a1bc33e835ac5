/** The atlas as JSON, one row a line (docs/report.md). */
import type { Atlas } from '../../consumers/atlas/atlas.ts';
import { type AtlasKernel, shapesOf } from '../../consumers/atlas/kernels.ts';
import { shownJson } from '../format.ts';
import { atlasRowJson } from '../views/atlasRowJson.ts';
import { SCHEMA_VERSION } from './json.ts';

export function* atlasJson({ kernels, rows }: Atlas, generator: string): Generator<string> {
  yield `{"schema":${SCHEMA_VERSION},"generator":${JSON.stringify(generator)},"kernels":[`;
  yield* list(kernels, kernelJson);
  yield '],"rows":[';
  yield* list(rows, atlasRowJson);
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
