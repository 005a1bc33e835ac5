/** Releases of rustix in which its search of the vDSO changed, by comparing the files of its tags. */
import type { CatalogRelease } from '../model.ts';

/** Those of 64 bits and little-endian: a program for x86-64 searches their images. */
const ports = ['arm64', 'mips64le', 'ppc64le', 'riscv64', 'x86_64'];

export const rustixReleases: readonly CatalogRelease[] = [
  {
    name: '0.37.0',
    date: '2023-03-03',
    at: 'v0.37.0',
    run: ports,
  },
  release('0.37.28', '2025-01-07', 'f51ecb123ef8007c8ea5919fc3659492da479784'),
  {
    name: '0.38.0',
    date: '2023-06-28',
    at: 'v0.38.0',
    run: ports,
  },
  release('0.38.22', '2023-11-13', '15278a1279e6d5d57adf36520cfd8d07d2ff4385'),
  release('0.38.38', '2024-10-27', 'fc28250202279a7fcdb2851f144bdded3e4fe3e0'),
  {
    name: '0.38.42',
    date: '2024-12-08',
    at: 'v0.38.42',
    run: ports,
  },
  release('0.38.43', '2025-01-07', 'cb9515fb3eca0c5e1345aa2537324c7b79d9c879'),
  release(
    '1.0.0',
    '2025-03-06',
    '226840241248daf7bbf614677fcb4dc305aed20e',
    '869667a4c103e00f9349b6e8f447ef116b61081b',
  ),
  {
    name: '1.1.4',
    date: '2026-02-22',
    at: 'v1.1.4',
    run: ports,
  },
  { name: '1.1.5', at: 'v1.1.5', run: ports },
];

function release(name: string, date: string, ...changedBy: readonly string[]): CatalogRelease {
  return { name, date, at: `v${name}`, changedBy, run: ports };
}
