/**
 * What each release asks for on each port, written out: the catalogue is put together of parts that many ports and
 * releases share, and a change of one part shows here with all that it changes. `npm run consumers:table` writes it.
 */
import { allConsumers } from '../../src/consumers/catalog/index.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey } from '../../src/consumers/model.ts';
import { inRange } from '../../src/consumers/releases.ts';

export const askedFile = new URL('../unit/consumers/asked.tsv', import.meta.url);

/** A line for each port of a consumer and each stretch of releases that ask for the same; tabs between the columns. */
export function askedKeys(): string {
  const lines = allConsumers.flatMap((consumer) =>
    consumer.arches.flatMap((arch) => linesOf(consumer, arch)),
  );
  return `${['consumer\tport\treleases\tkeys', ...lines].join('\n')}\n`;
}

function linesOf({ id, releases }: CatalogConsumer, arch: CatalogArch): readonly string[] {
  const stretches: { readonly first: string; last: string; readonly asked: string }[] = [];
  for (const { name } of releases) {
    if (!inRange(arch, name)) continue;
    const keys = arch.keys.filter((key) => inRange(key, name)).map((key) => keyText(arch, key));
    const asked = keys.join(' ');
    const before = stretches.at(-1);
    if (before?.asked === asked) before.last = name;
    else stretches.push({ first: name, last: name, asked });
  }
  return stretches.map(({ first, last, asked }) => {
    const range = first === last ? first : `${first}-${last}`;
    return [id, arch.arch, range, asked].join('\t');
  });
}

/** "GLRO(dl_vdso_time)=__vdso_time@LINUX_2.6", with a word for each thing that code decides on. */
function keyText({ version: node }: CatalogArch, key: CatalogKey): string {
  if (key.need !== undefined) return JSON.stringify(key.need);
  const name = key.variable === undefined ? key.symbol : `${key.variable}=${key.symbol}`;
  const { missing, elsewhere, unasked, types, nodeCompared, proof } = key;
  const words = [
    missing,
    elsewhere && 'elsewhere',
    unasked && 'unasked',
    types && `types:${types.join('+')}`,
    nodeCompared && 'node-compared',
    proof,
  ];
  return [`${name}@${key.version ?? node?.name ?? ''}`, ...words.filter(Boolean)].join(',');
}
