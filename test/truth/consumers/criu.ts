/** CRIU: criu/pie/util-vdso.c; its names are macros of criu/arch/ARCH/include/asm/vdso.h. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { TruthConsumer } from '../consumer.ts';

const files = [
  'criu/pie/util-vdso.c',
  'criu/include/util-vdso.h',
  'criu/include/asm-generic/vdso.h',
  'criu/arch/*/include/asm/vdso.h',
];

/** Folders that are not called as the catalogue calls the port. */
const folders: Readonly<Record<string, string>> = {
  arm64: 'aarch64',
  i386: 'x86',
  loong64: 'loongarch64',
  mips64: 'mips',
  s390x: 's390',
  x86_64: 'x86',
};

export const criu: TruthConsumer = {
  id: 'criu',
  packages: (['trixie', 'sid'] as const).map((suite) => ({
    sample: true,
    suite,
    name: 'criu',
    kind: 'source',
    files,
  })),
  shim: 'criu.c',
  flags: (sources, { width }) => [
    '-Icriu',
    `-I${path.join(sources, 'criu/include')}`,
    ...(width === 32 ? ['-DCONFIG_VDSO_32'] : []),
  ],
  both: true,
  names: async (sources, arch) => {
    const header = path.join(sources, 'criu/arch', folders[arch] ?? arch, 'include/asm/vdso.h');
    const text = await readFile(header, 'utf8');
    return [...text.matchAll(/_vdso_symbol\d+ += +"([^"]*)"/g)].map(([, symbol = '']) => ({ symbol }));
  },
};
