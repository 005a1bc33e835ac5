/** FEX-Emu on its host's vDSO: Source/Tools/LinuxEmulation/VDSO_Emulation.cpp. */

import { keys, port } from '../architectures.ts';
import type { CatalogConsumer, SectionRules } from '../model.ts';
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

const sections: SectionRules = {
  by: 'type',
  wanted: ['dynsym', 'allocated-strtab'],
  divisor: 'entsize',
  missing: 'ignored',
};

export const fex: CatalogConsumer = {
  id: 'fex',
  name: 'FEX-Emu',
  releases: [
    { name: '2410', date: '2024-10-07', at: 'FEX-2410', run: ['arm64', 'x86_64'] },
    {
      name: '2504',
      date: '2025-04-04',
      at: 'FEX-2504',
      changedBy: ['26c26308db311f8afbe70494c25dece3da9cfb70'],
    },
    { name: '2608', date: '2026-08-04', at: 'FEX-2608', run: ['arm64', 'x86_64'] },
  ],
  lookup: {
    ...sectionScan,
    sections,
    emptyInfo: 'refused',
    match: 'last',
  },
  olderLookups: [{ until: '2410', rules: { sections: { ...sections, missing: 'followed' } } }],
  arches: [
    port(
      'arm64',
      '',
      source,
      wanted('__kernel_').map((key) =>
        /_(time|getcpu)$/.test(key.symbol) ? { ...key, missing: 'not-missed' as const } : key,
      ),
      { notes: ['Linux exports neither time nor getcpu on this architecture.'] },
    ),
    port('x86_64', '', source, wanted('__vdso_')),
  ],
  complete: true,
  sources: [{ repo: 'FEX-Emu/FEX', path: source, commit: 'FEX-2608' }],
  quirks: [
    'Tries __kernel_NAME first and then __vdso_NAME on any host; listed is the one that the architecture has.',
    'Takes its tables from the section headers and the image for linked at 0; types, bindings and versions are not looked at.',
    'Its guests see a thunk library of its own as their vDSO.',
    'Up to 2503 an image without section headers was a null pointer, and followed.',
    'Up to 2409 it asked the dynamic loader, and found nothing by an error of its own.',
  ],
};
