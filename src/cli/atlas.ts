/** `atlas`: which kernel serves which runtime, from what is recorded of kernels. */
import type { Writable } from 'node:stream';
import { makeAtlas } from '../consumers/atlas/atlas.ts';
import { atlasJson } from '../report/output/atlasJson.ts';
import { atlasText } from '../report/output/atlasText.ts';
import { Pacer } from '../session/rows/pacer.ts';
import type { Atlas } from './arguments.ts';
import { writeAll } from './output.ts';

export async function atlas(command: Atlas, generator: string, output: Writable): Promise<void> {
  const pacer = new Pacer();
  const made = await makeAtlas(command.selection, (work) => pacer.run(work), command.images);
  await writeAll(
    output,
    command.format === 'json' ? atlasJson(made, generator) : atlasText(made, command.keys),
  );
}
