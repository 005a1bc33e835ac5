/** FEX-Emu on its host's vDSO: Source/Tools/LinuxEmulation/VDSO_Emulation.cpp. */
import type { CatalogConsumer } from '../model.ts';
import { keys, port } from './ports.ts';
import { sectionScan } from './rules.ts';

const source = 'Source/Tools/LinuxEmulation/VDSO_Emulation.cpp';
const wanted = (prefix: string) =>
  keys(
    {
      TimePtr: `${prefix}time`,
      GetTimeOfDayPtr: `${prefix}gettimeofday`,
      ClockGetTimePtr: `${prefix}clock_gettime`,
      ClockGetResPtr: `${prefix}clock_getres`,
      GetCPUPtr: `${prefix}getcpu`,
      GetRandomPtr: `${prefix}getrandom`,
    },
    (call) => `the guest's ${call} goes through the host's libc`,
  );

export const fex: CatalogConsumer = {
  id: 'fex',
  name: 'FEX-Emu',
  releases: [],
  lookup: {
    ...sectionScan,
    sections: {
      by: 'type',
      wanted: ['dynsym', 'allocated-strtab'],
      divisor: 'entsize',
      missing: 'ignored',
    },
    emptyInfo: 'refused',
    match: 'last',
  },
  arches: [
    port(
      'arm64',
      '',
      source,
      wanted('__kernel_').map((key) =>
        /_(time|getcpu)$/.test(key.symbol) ? { ...key, optional: true as const } : key,
      ),
      { notes: ['Linux exports neither time nor getcpu on this architecture.'] },
    ),
    port('x86_64', '', source, wanted('__vdso_')),
  ],
  sources: [{ repo: 'FEX-Emu/FEX', path: source, commit: '0155719b1a6f7d11f89dc3b75193b28468b6e184' }],
  quirks: [
    'Tries __kernel_NAME first and then __vdso_NAME on any host; listed is the one that the architecture has.',
    'Takes its tables from the section headers and the image for linked at 0; types, bindings and versions are not looked at.',
    'Its guests see a thunk library of its own as their vDSO.',
  ],
};
