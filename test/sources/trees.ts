/** The source trees that the source face is read against: Debian's packages, and for whom each of their files is. */
import type { DebianPackage } from '../truth/consumer.ts';
import { goPackages } from '../truth/support/goPackages.ts';

export interface SourceTree {
  readonly id: string;
  /** Whose release it says, by the catalogue's id, where the tree's does not begin with it. */
  readonly consumer?: string;
  readonly wanted: DebianPackage;
  /** Below the package's folder, as patterns; all of it without. */
  readonly folders?: readonly string[];
  /**
   * What the path says of the machine, told apart from src/language: home is x86-64 Linux, shared a file for several,
   * foreign any other machine or system.
   */
  readonly placeOf: (path: string) => FilePlace;
  /** Constants in it that are wrong, as they are written. */
  readonly wrong?: readonly string[];
}

export type FilePlace = 'home' | 'shared' | 'foreign';

/** A folder's name right behind `before`; nothing there is shared. */
function byFolder(before: RegExp, home: RegExp): SourceTree['placeOf'] {
  return (file) => {
    const [, folder] = before.exec(file) ?? [];
    if (folder === undefined) return 'shared';
    return home.test(folder) ? 'home' : 'foreign';
  };
}

const goSystems =
  'aix|android|darwin|dragonfly|freebsd|illumos|ios|js|netbsd|openbsd|plan9|solaris|wasip1|windows';
const goMachines =
  '386|arm|armbe|arm64|arm64be|loong64|mips|mipsle|mipsx|mips64|mips64le|mips64x|ppc64|ppc64le|ppc64x|riscv|riscv64|s390|s390x|sparc64|wasm';
const goForeign = new RegExp(`_(?:${goSystems}|${goMachines})(?:_test)?\\.\\w+$|_(?:${goSystems})_`);

function ofGo(file: string): FilePlace {
  if (goForeign.test(file)) return 'foreign';
  return /_amd64(?:_test)?\.\w+$/.test(file) ? 'home' : 'shared';
}

/** What of Go's tree knows of the vDSO. */
const goFolders = (release: string) =>
  ['runtime', 'internal/syscall/unix', 'syscall', 'cmd/vendor/golang.org/x/sys/unix'].map(
    (folder) => `usr/share/go-${release}/src/${folder}`,
  );

function goSources(suite: string, release: string, sample?: true): SourceTree {
  const folders = goFolders(release);
  const files = [...folders.map((folder) => `${folder}/*`), `usr/share/go-${release}/src/go.mod`];
  const kind = { kind: 'binary', keptAs: 'sources' } as const;
  return {
    id: `go-${release}`,
    wanted: { ...(sample && { sample }), suite, name: `golang-${release}-src`, ...kind, files },
    folders,
    placeOf: ofGo,
    // Both hashes of __kernel_clock_gettime on arm64, until 1.21.
    wrong: ['0xd35ec75', '0x6e43a318'],
  };
}

/** tar matches slashes too, and wants each pattern to have a file of its own. */
const kernelFiles = ['*vdso*', 'tools/testing/selftests/vDSO/*'];

function source(suite: string, name: string, files: readonly string[], sample?: true): DebianPackage {
  return { ...(sample && { sample }), suite, name, kind: 'source', keptAs: 'sources', files };
}

function rustix(suite: string): DebianPackage {
  const files = ['usr/share/cargo/registry/rustix-*/src/backend/linux_raw/*'];
  return { sample: true, suite, name: 'librust-rustix-dev', kind: 'binary', keptAs: 'sources', files };
}

const ofMusl = byFolder(/(?:^|\/)arch\/([^/]+)\//, /^(?:x86_64|generic)$/);
const ofCriu = byFolder(/(?:^|\/)arch\/([^/]+)\//, /^x86$/);
const ofGlibc = byFolder(
  /(?:^|\/)linux\/(aarch64|alpha|arc|arm|csky|hppa|i386|ia64|loongarch|m68k|microblaze|mips|nios2|or1k|powerpc|riscv|s390|sh|sparc|x86_64|x86)\//,
  /^x86/,
);

export const trees: readonly SourceTree[] = [
  goSources('bullseye', '1.15'),
  goSources('bookworm', '1.19', true),
  ...goPackages.map(
    (wanted): SourceTree => ({
      id: `go-${wanted.release}`,
      wanted,
      folders: goFolders(wanted.release),
      placeOf: ofGo,
    }),
  ),
  { id: 'musl-trixie', wanted: source('trixie', 'musl', ['src/*', 'arch/*'], true), placeOf: ofMusl },
  { id: 'musl-sid', wanted: source('sid', 'musl', ['src/*', 'arch/*']), placeOf: ofMusl },
  { id: 'criu-trixie', wanted: source('trixie', 'criu', ['criu/*', 'compel/*'], true), placeOf: ofCriu },
  { id: 'criu-sid', wanted: source('sid', 'criu', ['criu/*', 'compel/*']), placeOf: ofCriu },
  {
    id: 'abseil-trixie',
    wanted: source('trixie', 'abseil', ['absl/debugging/*'], true),
    placeOf: () => 'shared',
  },
  { id: 'abseil-sid', wanted: source('sid', 'abseil', ['absl/debugging/*']), placeOf: () => 'shared' },
  { id: 'rustix-trixie', wanted: rustix('trixie'), placeOf: ofRustix },
  { id: 'rustix-sid', wanted: rustix('sid'), placeOf: ofRustix },
  {
    id: 'glibc-sid',
    wanted: source('sid', 'glibc', ['sysdeps/unix/sysv/linux/*', 'elf/*']),
    placeOf: ofGlibc,
  },
  {
    id: 'linux-sid',
    consumer: 'linux-selftests',
    wanted: {
      suite: 'sid',
      name: 'linux-source-7.2',
      kind: 'binary',
      tarball: 'usr/src/linux-source-7.2.tar.xz',
      keptAs: 'sources',
      files: kernelFiles,
    },
    placeOf: ofKernel,
  },
];

function ofRustix(file: string): FilePlace {
  const [, arch] = /\/arch\/(\w+)\.rs$/.exec(file) ?? [];
  if (arch === undefined || arch === 'mod') return 'shared';
  return arch === 'x86_64' ? 'home' : 'foreign';
}

/** UML runs on x86-64, and its image is its own. */
function ofKernel(file: string): FilePlace {
  const [, arch] = /(?:^|\/)arch\/([^/]+)\//.exec(file) ?? [];
  if (arch === undefined) return 'shared';
  return arch === 'x86' && !file.includes('/um/') ? 'home' : 'foreign';
}
