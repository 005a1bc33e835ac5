/** `atlas`: which kernel serves which runtime, from what is recorded of kernels. */
import type { Writable } from 'node:stream';
import { type Atlas, makeAtlas } from '../consumers/atlas/atlas.ts';
import { atlasJson } from '../report/output/atlasJson.ts';
import { atlasMarkdown } from '../report/output/atlasMarkdown.ts';
import { atlasCsv } from '../report/output/atlasRows.ts';
import { atlasText } from '../report/output/atlasText.ts';
import { SliceScheduler } from '../session/rows/sliceScheduler.ts';
import { english } from '../session/words.ts';
import type { AtlasArguments } from './command.ts';
import { lines, writeAll } from './output.ts';

export async function atlas(command: AtlasArguments, generator: string, output: Writable): Promise<void> {
  const scheduler = new SliceScheduler();
  const made = await makeAtlas(command.selection, (work) => scheduler.run(work), command.images);
  await writeAll(output, written(command, made, generator));
}

function written({ format, keys }: AtlasArguments, made: Atlas, generator: string) {
  switch (format) {
    case 'text':
      return atlasText(english, made, keys);
    case 'json':
      return atlasJson(english, made, generator);
    case 'markdown':
      return lines(atlasMarkdown(english, made, keys));
    case 'csv':
      return lines(atlasCsv(english, made, keys));
  }
}
