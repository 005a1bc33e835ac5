/** What the manifest offers and accepts for the setting `vdsoExplorer.consumers`: written by `npm run consumers:table`. */
import { readFile, writeFile } from 'node:fs/promises';
import { allConsumers } from '../../src/consumers/catalog/index.ts';
import { namedPattern } from '../../src/consumers/verdict/requirements.ts';

const manifestFile = new URL('../../package.json', import.meta.url);

interface Items {
  readonly type: string;
  readonly pattern: string;
  readonly patternErrorMessage: string;
  readonly anyOf: readonly object[];
}

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Record<
        'vdsoExplorer.consumers',
        { items: Items; readonly default: readonly string[] }
      >;
    };
  };
}

export async function readManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
}

/** Ids are offered with the releases that are known; what is typed may name another release. */
export function settingItems(): Items {
  const ids = allConsumers.map(({ id }) => id);
  const enumDescriptions = allConsumers.map(({ name, releases }) => {
    const [first, last] = [releases[0]?.name, releases.at(-1)?.name];
    return first === last ? `${name} ${last}` : `${name} ${first} – ${last}`;
  });
  return {
    type: 'string',
    pattern: namedPattern(ids),
    patternErrorMessage: '%consumers.patternErrorMessage%',
    anyOf: [{ enum: ids, enumDescriptions }, { type: 'string' }],
  };
}

export async function writeSetting(): Promise<void> {
  const manifest = await readManifest();
  manifest.contributes.configuration.properties['vdsoExplorer.consumers'].items = settingItems();
  await writeFile(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
}
