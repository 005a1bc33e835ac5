/** musl: src/internal/vdso.c; its names are macros of arch/ARCH/syscall_arch.h, and of src/linux/cache.c on RISC-V. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SourceKey, TruthConsumer } from '../consumer.ts';

const files = ['src/internal/vdso.c', 'src/linux/cache.c', 'arch/*/syscall_arch.h'];

/** Folders that are not called as the catalogue calls the port. */
const folders: Readonly<Record<string, string>> = {
  arm64: 'aarch64',
  arm64be: 'aarch64',
  armbe: 'arm',
  loong64: 'loongarch64',
  ppc32: 'powerpc',
  ppc64: 'powerpc64',
};

const CACHE = 'src/linux/cache.c';

export const musl: TruthConsumer = {
  id: 'musl',
  packages: (['bullseye', 'bookworm', 'trixie', 'sid'] as const).map((suite) => ({
    ...(suite === 'trixie' || suite === 'sid' ? { sample: true } : {}),
    suite,
    name: 'musl',
    kind: 'source',
    files,
  })),
  shim: 'musl.c',
  flags: () => ['-Imusl'],
  names: async (sources, arch) => [
    ...(await macros(path.join(sources, 'arch', folders[arch] ?? arch, 'syscall_arch.h'))),
    ...(arch.startsWith('riscv') ? await macros(path.join(sources, CACHE)) : []),
  ],
};

/** VDSO_CGT_SYM and VDSO_CGT_VER, and others of that kind, outside comments. */
async function macros(file: string): Promise<readonly SourceKey[]> {
  const text = (await readFile(file, 'utf8')).replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const values = new Map(
    [...text.matchAll(/#define VDSO_(\w+) "([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
  return [...values].flatMap(([name, symbol]) =>
    name.endsWith('_SYM') ? [{ symbol, version: values.get(name.replace(/SYM$/, 'VER')) ?? '' }] : [],
  );
}
