/** Names in the sources of everyone who looks into the vDSO: the catalogue's variables, and the lookups around them. */

import { catalog } from '../../consumers/catalog/index.ts';
import type { CatalogArch, CatalogConsumer, CatalogKey } from '../../consumers/model.ts';
import { inRange, newestRelease } from '../../consumers/releases.ts';
import type { LookupWord } from '../english/lookups.ts';
import { lookups as told } from '../words.ts';
import { isKnownSymbol } from './knownNames.ts';
import { ownersOf } from './owners.ts';

export interface NamedKey {
  readonly consumer: CatalogConsumer;
  readonly arch: CatalogArch;
  readonly key: CatalogKey;
}

export interface CatalogLocation {
  readonly path: string;
  /** The line up to the name. */
  readonly before: string;
  /** The line behind it. */
  readonly after: string;
}

interface Indexed extends NamedKey {
  /** What stands before the name: `VDSO.` of `VDSO.CGT_SYM`. */
  readonly qualifier: string;
}

let index: ReadonlyMap<string, readonly Indexed[]> | undefined;

/** Names that nobody else gives: glibc's and uClibc's pointers and macros, musl's, Zig's and CRIU's constants. */
const unmistakable =
  /^(?:_?dl__?vdso_\w+|VDSO_\w+_(?:SYM|VER)|HAVE_\w+_VSYSCALL|HAVE_GET_TBFREQ|HAVE_RISCV_HWPROBE|ARCH_VDSO_SYMBOLS(?:_LIST)?)$/;

/**
 * The keys that a name in a source stands for. `dl_vdso_getcpu` does anywhere but in another consumer's file; `Time`
 * and `CLOCK_GETTIME` do where they are qualified as in the catalogue, or in their consumer's own files.
 */
export function keysNamed(name: string, { path, before }: CatalogLocation): readonly NamedKey[] {
  const keys = indexed().get(catalogued(name)) ?? [];
  if (keys.length === 0) return keys;
  const owners = ownersOf(path);
  const own = keys.filter(({ consumer }) => owners.includes(consumer));
  if (own.length > 0) return own;
  return keys.filter(
    ({ qualifier }) => unmistakable.test(name) || (qualifier !== '' && before.endsWith(qualifier)),
  );
}

function indexed(): ReadonlyMap<string, readonly Indexed[]> {
  index ??= buildIndex();
  return index;
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

/** glibc's macros that are not called as their pointer is. */
const pointers: Readonly<Record<string, string>> = {
  HAVE_CLOCK_GETRES64_VSYSCALL: 'dl_vdso_clock_getres_time64',
  HAVE_GET_TBFREQ: 'dl_vdso_get_tbfreq',
  HAVE_RISCV_HWPROBE: 'dl_vdso_riscv_hwprobe',
};
const vsyscall = /^HAVE_(\w+)_VSYSCALL$/;

/**
 * The catalogue's name of what a macro or a declaration is about: glibc's HAVE_GETCPU_VSYSCALL names what
 * dl_vdso_getcpu is to point to, which in a static program is _dl_vdso_getcpu; musl's VDSO_CGT_VER is the node of
 * VDSO_CGT_SYM.
 */
function catalogued(name: string): string {
  if (Object.hasOwn(pointers, name)) return pointers[name] ?? name;
  const [, call] = vsyscall.exec(name) ?? [];
  if (call !== undefined) return `dl_vdso_${call.toLowerCase()}`;
  // CRIU's macro with the declarations of the names that ARCH_VDSO_SYMBOLS lists.
  if (name === 'ARCH_VDSO_SYMBOLS_LIST') return 'ARCH_VDSO_SYMBOLS';
  return name.replace(/^_(?=dl_vdso_)/, '').replace(/^(VDSO_\w+_)VER$/, '$1SYM');
}

interface Owner {
  /** As in the catalogue. */
  readonly id: string;
  /** Others have names like it: files in which it is this one's, or what stands behind it there. */
  readonly files?: RegExp;
  readonly behind?: RegExp;
}

const glibc: Owner = { id: 'glibc' };
/** Its own files, wherever somebody has them. */
const inGlibc: Owner = {
  id: 'glibc',
  files:
    /\/sysdeps\/|(?:^|\/)(?:sysdep|dl-vdso|dl-vdso-setup|setup-vdso|libc-vdso)\.[ch]$|(?:^|\/)elf\/(?:rtld|dl-support)\.c$/,
};
const musl: Owner = { id: 'musl' };
const parser: Owner = { id: 'linux-selftests' };
const inSelftests: Owner = {
  id: 'linux-selftests',
  files: /\/selftests\/|(?:^|\/)(?:parse_vdso\.[ch]|vdso_(?:config\.h|test_\w+\.c|standalone_\w+\.c))$/,
};
const inAbseil: Owner = { id: 'abseil', files: /(?:^|\/)(?:absl\/|vdso_support\.|elf_mem_image\.)/ };
const inCriu: Owner = { id: 'criu', files: /(?:^|\/)criu\// };

/** Functions and macros of the lookups themselves, by whose they are: read in the sources that the catalogue cites. */
const lookups: Readonly<Record<LookupWord, Owner | undefined>> = {
  dl_vdso_vsym: glibc,
  setup_vdso_pointers: glibc,
  setup_vdso: inGlibc,
  dl_sysinfo_map: glibc,
  INLINE_VSYSCALL: inGlibc,
  INTERNAL_VSYSCALL: inGlibc,
  INTERNAL_VSYSCALL_CALL: inGlibc,
  VDSO_IFUNC_RET: glibc,
  getrandom_vdso_release: inGlibc,
  VDSO_NAME: inGlibc,
  VDSO_HASH: inGlibc,
  __vdsosym: musl,
  VDSO_USEFUL: musl,
  VDSO_CGT_VER: musl,
  VDSO_GETCPU_VER: musl,
  VDSO_CGT32_VER: musl,
  VDSO_FLUSH_ICACHE_VER: musl,
  VDSO_CGT_WORKAROUND: musl,
  vdso_init_from_sysinfo_ehdr: parser,
  // Its copies in other programs are called in the same way.
  vdso_sym: { ...inSelftests, behind: /^\s*\(/ },
  vdso_info: inSelftests,
  vdso_match_version: inSelftests,
  VDSO_VERSION: inSelftests,
  VDSO_NAMES: inSelftests,
  VDSO_32BIT: inSelftests,
  VDSOSupport: inAbseil,
  vdso_base_: inAbseil,
  VDSO_SYMBOL_MAX: inCriu,
  VDSO_SYMBOL_GTOD: inCriu,
  vdso_fill_symtable: inCriu,
  vdso_proxify: inCriu,
  vdso_redirect_calls: inCriu,
  AT_SYSINFO_EHDR: undefined,
};

/** Declarations and wrappers of the same thing. */
const spellings: Readonly<Record<string, LookupWord>> = {
  _dl_sysinfo_map: 'dl_sysinfo_map',
  _dl_vdso_vsym: 'dl_vdso_vsym',
  __getrandom_vdso_release: 'getrandom_vdso_release',
};

export interface LookupName {
  /** Absent for what is the kernel's. */
  readonly consumer?: CatalogConsumer;
  readonly what: string;
}

export function lookupNamed(name: string, { path, after }: CatalogLocation): LookupName | undefined {
  const pointer = vsyscall.test(name) || Object.hasOwn(pointers, name) ? catalogued(name) : undefined;
  if (pointer !== undefined && indexed().has(pointer))
    return { ...consumerOf(glibc), what: told.pointer(pointer) };
  const [, generic] = /^__cvdso_(\w+?)(?:_data|_common)?$/.exec(name) ?? [];
  const call = generic?.replace(/(?:_time32|32)$/, '');
  if (call !== undefined && isKnownSymbol(`__vdso_${call}`)) return { what: told.generic(call) };
  const word = Object.hasOwn(spellings, name) ? spellings[name] : isLookup(name) ? name : undefined;
  if (word === undefined) return undefined;
  const owner = lookups[word];
  const bound = owner?.files !== undefined && !owner.files.test(path);
  if (bound && owner?.behind?.test(after) !== true) return undefined;
  return { ...consumerOf(owner), what: told.words[word] };
}

function consumerOf(owner: Owner | undefined): { readonly consumer?: CatalogConsumer } {
  const consumer = catalog.find(({ id }) => id === owner?.id);
  return consumer ? { consumer } : {};
}

function isLookup(name: string): name is LookupWord {
  return Object.hasOwn(lookups, name);
}
