/** Done between other work once a document concerns us, so that no hover waits for it. */
import { catalog } from '../../consumers/catalog/index.ts';
import { keysNamed } from '../source/consumerNames.ts';
import { namesWithHash } from '../source/knownNames.ts';
import type { Live } from './hoverContext.ts';

/** Searches for all consumers and fills the tables of names. */
export async function prepare(live: Live): Promise<void> {
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  if (live.kind === 'image') {
    for (const { id } of catalog) {
      await turn();
      live.image.finding(id);
    }
  }
  if (live.kind === 'image') live.image.lookUp([], undefined);
  await turn();
  namesWithHash('gnu', 0);
  await turn();
  keysNamed('', { path: '', before: '', after: '' });
}
