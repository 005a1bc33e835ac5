/** Releases of glibc in which a port's vDSO lookups changed, by comparing the files of every tag from 2.28 to 2.43. */
import type { CatalogRelease } from '../model.ts';

export const glibcReleases: readonly CatalogRelease[] = [
  { name: '2.28', date: '2018-08-01', at: 'glibc-2.28' },
  release('2.29', '2019-01-31', '94a3a27f5df24a69420c80fb83f07c8cf7671938'),
  { name: '2.30', date: '2019-08-01', at: 'glibc-2.30' },
  // dl-vdso-setup.h; CLOCK_GETTIME64 beside it.
  {
    ...release(
      '2.31',
      '2020-02-01',
      '1bdda52fe92fd01b424cd6fbb63e3df96a95015c',
      'ff500a623d1bf9fb24f30fa80451897b534549e1',
    ),
    run: ['x86_64'],
  },
  release('2.33', '2021-02-01', '68efae739a3eae514dafb52c42d5e3295fd13903'),
  { name: '2.34', date: '2021-08-01', at: 'glibc-2.34' },
  release(
    '2.35',
    '2022-02-03',
    '1d350aa06091211863e41169729cee1bca39f72f',
    '82fd7314c7df8c5555dce027df6f2c98ca5a927f',
  ),
  {
    ...release('2.36', '2022-07-29', '45955fe61844d94f7faa660eda9e515a6571e8c3'),
    run: ['i386', 'ppc64', 's390x', 'x86_64'],
  },
  release('2.37', '2023-01-31', '3e838436370cd97ffaacec5cb663aa03f97a16db'),
  release(
    '2.40',
    '2024-07-21',
    'e7919e0db28837ae5e4315933a061a7c2eda442e',
    'aecde502e9bb20a30b0f111b5a690af1746b78ef',
  ),
  {
    ...release(
      '2.41',
      '2025-01-28',
      '461cab1de747f3842f27a5d24977d78d561d45f9',
      '02b195d30fdf4d2a396a550ea6044511f1305a9f',
    ),
    run: ['x86_64'],
  },
  release('2.42', '2025-07-28', 'fc6f074e0496fb8a8df491641165f4ed3cdaa3a3'),
  // Its files were compared with 2.42’s: the load bias alone differs.
  { name: '2.43', date: '2026-01-23', at: 'glibc-2.43', run: ['x86_64'] },
];

function release(name: string, date: string, ...changedBy: readonly string[]): CatalogRelease {
  return { name, date, at: `glibc-${name}`, changedBy };
}
