/** stress-ng's vdso stressor: stress-vdso.c (an older commit). */
import { STB_GLOBAL, STB_WEAK, STT_FUNC } from '../../elf/constants.ts';
import type { CatalogConsumer } from '../model.ts';
import { keys, port } from './ports.ts';
import { sectionScan } from './rules.ts';

export const stressNg: CatalogConsumer = {
  id: 'stress-ng',
  name: 'stress-ng',
  releases: [],
  lookup: {
    ...sectionScan,
    algorithm: 'chains',
    tables: ['sysv'],
    acceptedTypes: [STT_FUNC],
    acceptedBindings: [STB_GLOBAL, STB_WEAK],
    loadBias: 'first-load-vaddr',
    dynamicAt: 'vaddr',
    requiredTags: ['STRTAB', 'SYMTAB'],
    sysvWord: 4,
    zeroBuckets: { gnu: 'empty', sysv: 'empty' },
    undefinedSymbols: 'refused',
    segments: { linkedAtZero: true },
    tagOrder: 'symtab-last',
  },
  arches: [
    port(
      'x86_64',
      '',
      'stress-vdso.c',
      keys(
        {
          wrap_clock_gettime: 'clock_gettime __vdso_clock_gettime',
          wrap_getcpu: 'getcpu __vdso_getcpu',
          wrap_gettimeofday: 'gettimeofday __vdso_gettimeofday',
          wrap_time: 'time __vdso_time',
        },
        (call) => `${call} is not exercised; with none found the stressor is skipped`,
      ),
    ),
  ],
  sources: [
    {
      repo: 'ColinIanKing/stress-ng',
      path: 'stress-vdso.c',
      commit: '016967704640d8690751e9195c439fdf1ee9fa8c',
    },
  ],
  quirks: [
    'Walks every chain of DT_HASH, at the moment it meets DT_SYMTAB: DT_HASH and DT_STRTAB must come before it in the dynamic table.',
    'Needs DT_HASH, and an image linked at 0: the address that the dynamic loader reports is compared with AT_SYSINFO_EHDR.',
    'Versions are not looked at.',
  ],
};
