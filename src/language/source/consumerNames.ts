/** Names in the sources of everyone who looks into the vDSO: the catalogue's variables, and the lookups around them. */
import { catalog } from '../../consumers/catalog/index.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey } from '../../consumers/model.ts';
import { inRange, newestRelease } from '../../consumers/releases.ts';

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

/** Functions and macros of the lookups themselves, read in the sources that the catalogue cites. */
const lookups: Readonly<Record<string, { readonly consumer: string; readonly what: string }>> = {
  dl_vdso_vsym: {
    consumer: 'glibc',
    what: 'Looks one function up in the vDSO, by name and by the node VDSO_NAME with the hash VDSO_HASH, and returns its address or NULL. It goes through the ordinary symbol lookup of the dynamic loader, DT_GNU_HASH first.',
  },
  setup_vdso_pointers: {
    consumer: 'glibc',
    what: 'Fills the GLRO(dl_vdso_…) pointers at start-up, one dl_vdso_vsym for each HAVE_…_VSYSCALL that the port defines. A pointer that stays NULL means system calls.',
  },
  setup_vdso: {
    consumer: 'glibc',
    what: 'Makes a link map for the image at AT_SYSINFO_EHDR, so that the dynamic loader can search it as it searches a library.',
  },
  VDSO_NAME: {
    consumer: 'glibc',
    what: "The version node of this port's vDSO functions. VDSO_HASH must be its SysV hash.",
  },
  VDSO_HASH: {
    consumer: 'glibc',
    what: 'SysV hash of VDSO_NAME, compared with vd_hash of the version definitions. It is written by hand.',
  },
  __vdsosym: {
    consumer: 'musl',
    what: 'Looks one function up by name and version: every symbol in turn, with the number of symbols from DT_HASH, or since 1.2.6 from DT_GNU_HASH.',
  },
  VDSO_USEFUL: {
    consumer: 'musl',
    what: 'Defined where this port looks into the vDSO at all; without it the functions in VDSO_…_SYM are never asked for.',
  },
  VDSO_CGT_VER: { consumer: 'musl', what: 'The version node of VDSO_CGT_SYM.' },
  VDSO_GETCPU_VER: { consumer: 'musl', what: 'The version node of VDSO_GETCPU_SYM.' },
  vdso_init_from_sysinfo_ehdr: {
    consumer: 'linux-selftests',
    what: "The kernel's reference parser: reads the program headers and the dynamic table of the image at AT_SYSINFO_EHDR.",
  },
  vdso_sym: {
    consumer: 'linux-selftests',
    what: "The kernel's reference parser: looks one function up by version and name, through DT_GNU_HASH or DT_HASH, and returns its address or NULL.",
  },
};

export interface LookupName {
  readonly consumer: CatalogConsumer;
  readonly what: string;
}

/** HAVE_CLOCK_GETTIME64_VSYSCALL and its kin. */
const vsyscallMacro = {
  consumer: 'glibc',
  what: 'Name of the function that setup_vdso_pointers looks up; where a port does not define it, glibc makes the system call.',
};

export function lookupNamed(name: string): LookupName | undefined {
  const found = Object.hasOwn(lookups, name)
    ? lookups[name]
    : /^HAVE_\w+_VSYSCALL$/.test(name)
      ? vsyscallMacro
      : undefined;
  const consumer = catalog.find(({ id }) => id === found?.consumer);
  return found && consumer && { consumer, what: found.what };
}
