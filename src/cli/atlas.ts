/** `atlas`: which kernel serves which runtime, from what is recorded of kernels. */
import type { Writable } from 'node:stream';
import { makeAtlas } from '../consumers/atlas/atlas.ts';
import { atlasJson } from '../report/output/atlasJson.ts';
import { atlasText } from '../report/output/atlasText.ts';
import { SliceScheduler } from '../session/rows/sliceScheduler.ts';
import { english } from '../session/words.ts';
import type { AtlasArguments } from './arguments.ts';
import { writeAll } from './output.ts';

export async function atlas(command: AtlasArguments, generator: string, output: Writable): Promise<void> {
  const scheduler = new SliceScheduler();
  const made = await makeAtlas(command.selection, (work) => scheduler.run(work), command.images);
  await writeAll(
    output,
    command.format === 'json' ? atlasJson(english, made, generator) : atlasText(english, made, command.keys),
  );
}
