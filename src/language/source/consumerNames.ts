/** Names in the sources of everyone who looks into the vDSO: the catalogue's variables, and the lookups around them. */
import { catalog } from '../../consumers/catalog/index.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey } from '../../consumers/model.ts';
import { inRange, newestRelease } from '../../consumers/releases.ts';
import { type LookupWord, lookupWords } from '../english/lookups.ts';

export interface NamedKey {
  readonly consumer: CatalogConsumer;
  readonly arch: CatalogArch;
  readonly key: CatalogKey;
}

export interface CatalogLocation {
  readonly path: string;
  /** The line up to the name. */
  readonly before: string;
}

interface Indexed extends NamedKey {
  /** What stands before the name: `VDSO.` of `VDSO.CGT_SYM`. */
  readonly qualifier: string;
}

let index: ReadonlyMap<string, readonly Indexed[]> | undefined;

/**
 * The keys that a name in a source stands for. `dl_vdso_getcpu` does anywhere; `Time` and `CLOCK_GETTIME` do
 * where they are qualified as in the catalogue, or in a file named like the one that the catalogue cites.
 */
export function keysNamed(name: string, { path, before }: CatalogLocation): readonly NamedKey[] {
  index ??= buildIndex();
  const file = baseName(path);
  return (index.get(name) ?? []).filter(({ qualifier, consumer, arch }) => {
    if (/vdso/i.test(name)) return true;
    if (qualifier !== '' && before.endsWith(qualifier)) return true;
    return [arch.source, ...consumer.sources.map((source) => source.path)].some(
      (source) => baseName(source) === file,
    );
  });
}

function buildIndex(): ReadonlyMap<string, readonly Indexed[]> {
  const names = new Map<string, Indexed[]>();
  for (const consumer of catalog) {
    // Go's own names have a catalogue with more to say: goNames.ts.
    if (consumer.id === 'go') continue;
    const release = newestRelease(consumer);
    for (const arch of consumer.arches.filter((each) => inRange(each, release))) {
      for (const key of arch.keys.filter((each) => inRange(each, release))) {
        const words = [...(key.variable ?? '').matchAll(/[A-Za-z_]\w*/g)];
        const last = words[words.length - 1];
        if (!last) continue;
        const qualifier = /(?:[A-Za-z_]\w*)(?:\.|::)$/.exec(last.input.slice(0, last.index))?.[0] ?? '';
        const known = names.get(last[0]) ?? [];
        known.push({ consumer, arch, key, qualifier });
        names.set(last[0], known);
      }
    }
  }
  return names;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Functions and macros of the lookups themselves, by whose they are: read in the sources that the catalogue cites. */
const lookups: Readonly<Record<LookupWord, string>> = {
  HAVE_VSYSCALL: 'glibc',
  dl_vdso_vsym: 'glibc',
  setup_vdso_pointers: 'glibc',
  setup_vdso: 'glibc',
  VDSO_NAME: 'glibc',
  VDSO_HASH: 'glibc',
  __vdsosym: 'musl',
  VDSO_USEFUL: 'musl',
  VDSO_CGT_VER: 'musl',
  VDSO_GETCPU_VER: 'musl',
  vdso_init_from_sysinfo_ehdr: 'linux-selftests',
  vdso_sym: 'linux-selftests',
};

export interface LookupName {
  readonly consumer: CatalogConsumer;
  readonly what: string;
}

export function lookupNamed(name: string): LookupName | undefined {
  const word = isLookup(name) ? name : /^HAVE_\w+_VSYSCALL$/.test(name) ? 'HAVE_VSYSCALL' : undefined;
  const consumer = catalog.find(({ id }) => word !== undefined && id === lookups[word]);
  return word && consumer && { consumer, what: lookupWords[word] };
}

function isLookup(name: string): name is LookupWord {
  return Object.hasOwn(lookups, name);
}
