/** Who looks a name up, by the catalogue, and whether it is found in the live image. */
import { catalog } from '../../consumers/catalog/index.ts';
import { hoverSentences as say } from '../english/hovers.ts';
import type { SourceArch } from '../source/sourceArch.ts';
import { newestKeys, searchedKeys } from './facts.ts';
import type { LiveLookups } from './liveImage.ts';
import { code } from './markdown.ts';

/**
 * "Looked up by", for a symbol or a version node.
 * @param live the image to look into; undefined where the file is for another architecture or there is none
 * @param arch only ports for it; undefined: the live image's, or all
 */
export function lookedUpBy(
  name: string,
  live: LiveLookups | undefined,
  arch: SourceArch | undefined,
  except?: string,
): readonly string[] {
  const asking = catalog
    .filter(({ id }) => id !== except)
    .flatMap((consumer) => {
      const all = live ? searchedKeys(consumer, live) : newestKeys(consumer, arch);
      const keys = all.filter(({ symbol, version }) => symbol === name || version === name);
      if (keys.length === 0) return [];
      const variable =
        keys[0]?.symbol === name ? keys.find((key) => key.variable !== undefined)?.variable : undefined;
      const found = live ? keys.some(({ finding }) => finding?.outcome === 'found') : undefined;
      return [say.asking(consumer.name, variable === undefined ? undefined : code(variable), found)];
    });
  if (asking.length === 0) return [];
  const where = live ? say.inLive : arch ? say.forArch(arch.name) : say.anywhere;
  return [say.lookedUpBy(where, asking, except !== undefined)];
}
