/** The atlas as JSON, one row a line (docs/report.md). */
import type { Atlas } from '../../consumers/atlas/atlas.ts';
import { type AtlasKernel, shapesOf } from '../../consumers/atlas/kernels.ts';
import type { Json } from '../jsonValue.ts';
import { atlasRowJson } from '../views/atlasRowJson.ts';
import type { Words } from '../words.ts';
import { SCHEMA_VERSION } from './headerJson.ts';
import { type JsonWriter, jsonDocument, LINE } from './jsonWriter.ts';

export function atlasJson(
  words: Words,
  { kernels, rows }: Atlas,
  generator: string,
): Generator<Uint8Array<ArrayBuffer>> {
  return jsonDocument(function* (json) {
    json.begin('object', LINE);
    json.attributes({ schema: SCHEMA_VERSION, generator });
    yield* list(json, 'kernels', kernels, kernelJson);
    yield* list(json, 'rows', rows, (row) => atlasRowJson(words, row));
    json.end();
  });
}

function* list<Row>(
  json: JsonWriter,
  name: string,
  rows: readonly Row[],
  toJson: (row: Row) => Json,
): Generator<void> {
  json.name(name);
  json.begin('array', LINE);
  for (const row of rows) {
    json.element(toJson(row));
    if (json.out.full) yield;
  }
  json.end();
}

function kernelJson(kernel: AtlasKernel): Json {
  const { release, image, proof, build } = kernel;
  const shapes = shapesOf(kernel);
  return {
    release,
    arch: image.arch,
    proof,
    build: build === undefined ? undefined : `Debian ${build}`,
    hashTables: [...new Set(shapes.map(({ tables }) => tables))],
    hashTablesBy: shapes.some(({ byLinker }) => byLinker) ? 'linker' : undefined,
  };
}
