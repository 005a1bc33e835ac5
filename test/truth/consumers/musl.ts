/** musl: src/internal/vdso.c; its names are macros of arch/ARCH/syscall_arch.h. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SourceKey, TruthConsumer } from '../consumer.ts';

const files = ['src/internal/vdso.c', 'arch/*/syscall_arch.h'];

/** Folders that are not called as the catalogue calls the port. */
const folders: Readonly<Record<string, string>> = {
  arm64: 'aarch64',
  arm64be: 'aarch64',
  armbe: 'arm',
  loong64: 'loongarch64',
  ppc32: 'powerpc',
  ppc64: 'powerpc64',
};

export const musl: TruthConsumer = {
  id: 'musl',
  sample: true,
  packages: ['bullseye', 'bookworm', 'trixie', 'sid'].map((suite) => ({
    suite,
    name: 'musl',
    kind: 'source',
    files,
  })),
  shim: 'musl.c',
  flags: () => ['-Imusl'],
  names: async (sources, arch) => {
    const header = path.join(sources, 'arch', folders[arch] ?? arch, 'syscall_arch.h');
    const text = (await readFile(header, 'utf8')).replaceAll(/\/\*[^]*?\*\//g, '');
    const macros = new Map(
      [...text.matchAll(/#define VDSO_(\w+)_(SYM|VER) "([^"]*)"/g)].map(([, key, what, value]) => [
        `${key} ${what}`,
        value ?? '',
      ]),
    );
    return [...macros].flatMap(([key, symbol]): SourceKey[] => {
      const [name = '', what] = key.split(' ');
      return what === 'SYM' ? [{ symbol, version: macros.get(`${name} VER`) ?? '' }] : [];
    });
  },
};
