/** Done between other work once a document concerns us, so that no hover waits for it. */
import { catalog } from '../../consumers/catalog/index.ts';
import { nextTurn } from '../../session/rows/nextTurn.ts';
import { keysNamed } from '../source/consumerNames.ts';
import { namesWithHash } from '../source/knownNames.ts';
import type { Live } from './hoverContext.ts';

/** Searches for all consumers and fills the tables of names. */
export async function prepare(live: Live): Promise<void> {
  if (live.kind === 'image') {
    for (const { id } of catalog) {
      await nextTurn();
      live.image.finding(id);
    }
  }
  if (live.kind === 'image') live.image.lookUp([], undefined);
  await nextTurn();
  namesWithHash('gnu', 0);
  await nextTurn();
  keysNamed('', { path: '', before: '', after: '' });
}
