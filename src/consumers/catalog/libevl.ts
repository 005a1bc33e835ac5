/** libevl, the library of Xenomai 4: lib/parse_vdso.c, an older copy of the kernel's reference parser. */
import { keys, type Port, port } from '../architectures.ts';
import type { CatalogArch, CatalogConsumer } from '../model.ts';
import { parseVdso } from './rules.ts';

const parser = 'lib/parse_vdso.c';
const text = 'the program ends at start-up: "not found in vDSO"';

function clock(arch: Port, node: string, symbol: string, folder: string): CatalogArch {
  const source = `lib/arch/${folder}/include/asm/evl/vdso.h`;
  const wanted = keys({ __evl_clock_gettime: symbol }, () => text, { missing: 'refuses' });
  return port(arch, node, source, wanted);
}

export const libevl: CatalogConsumer = {
  id: 'libevl',
  name: 'libevl',
  releases: [
    {
      name: '0.47',
      date: '2024-09-27',
      at: '6092a9cec86aa28ea3999a0fc9db81f79c9ae61b',
      run: ['arm', 'arm64', 'x86_64'],
    },
  ],
  lookup: { ...parseVdso, tables: ['sysv'], sysvWord: 4, header: { checks: ['class'], failure: 'ignored' } },
  refuses: { text, whenNoneFound: true },
  arches: [
    clock('x86_64', 'LINUX_2.6', '__vdso_clock_gettime', 'x86'),
    clock('arm64', 'LINUX_2.6.39', '__kernel_clock_gettime', 'arm64'),
    clock('arm', 'LINUX_2.6', '__vdso_clock_gettime64', 'arm'),
  ],
  sources: [
    parser,
    'lib/init.c',
    ...['x86', 'arm64', 'arm'].map((folder) => `lib/arch/${folder}/include/asm/evl/vdso.h`),
  ].map((path) => ({
    repo: 'steleman/xenomai-libevl-fc37',
    path,
    commit: '6092a9cec86aa28ea3999a0fc9db81f79c9ae61b',
  })),
  quirks: [
    'DT_HASH only: on an image with DT_GNU_HASH alone every program of it ends when it starts.',
    'A newer copy reads DT_GNU_HASH too and has a port for riscv64 (TobiasSchaffner/libevl at 8ea09c4b and c15d4558); of which release and day they are was not found, so every release above 0.47 is answered as 0.47.',
    'On 32-bit ARM it is __vdso_clock_gettime64 where the program has a 64-bit time_t, and __vdso_clock_gettime elsewhere; the former is shown.',
  ],
};
