/**
 * The kernel's pages beside an image, by their distance from its first byte: which data its functions read, and so
 * which clocks of a hypervisor they know. Only layouts that are known are named.
 */
import type { Family } from './decode/machine.ts';
import { wrapped } from './instruction.ts';

export type PageName = 'time' | 'time-namespace' | 'random' | 'architecture' | 'pvclock' | 'hyperv-clock';

export interface CodePage {
  /** Bytes from the image's first byte, below 0 as a rule. */
  readonly distance: bigint;
  readonly name?: PageName;
}

/** arch/x86/entry/vdso/vdso-layout.lds.S: four pages up to 6.12; since 6.15 the common four and two of clocks. */
const X86_OLD: readonly PageName[] = ['time', 'pvclock', 'hyperv-clock', 'time-namespace'];
const X86_NEW: readonly PageName[] = [
  'time',
  'time-namespace',
  'random',
  'architecture',
  'pvclock',
  'hyperv-clock',
];
/** include/vdso/datapage.h of 6.15 and later, and enum vvar_pages of each architecture before. */
const COMMON_NEW: readonly PageName[] = ['time', 'time-namespace', 'random', 'architecture'];
const COMMON_OLD: readonly PageName[] = ['time', 'time-namespace'];
const PAGE_SIZES = [4096, 16384, 65536];

/**
 * @param outside addresses that the image's code loads from or stores to, none of them in the image
 * @param first address of the image's first byte
 */
export function pagesOf(
  family: Family,
  bits: 32 | 64,
  outside: readonly bigint[],
  first: bigint,
): CodePage[] {
  const distances = outside
    .map((address) => BigInt.asIntN(bits, wrapped(address - first)))
    .filter((each) => each < 0n && each > -MOST);
  const lowest = distances.reduce((least, each) => (each < least ? each : least), 0n);
  const layout = layoutOf(family, Number(-lowest));
  const found = new Map<bigint, CodePage>();
  for (const distance of distances) {
    const page = -(((-distance + layout.size - 1n) / layout.size) * layout.size);
    const number = page / layout.size;
    const name = layout.names.at(Number(number));
    found.set(page, { distance: page, ...(name === undefined ? {} : { name }) });
  }
  return [...found.values()].sort((a, b) => (a.distance < b.distance ? -1 : 1));
}

/** Farther away is no page of the kernel's. */
const MOST = 0x40_0000n;

function layoutOf(
  family: Family,
  reach: number,
): { readonly size: bigint; readonly names: readonly PageName[] } {
  const size = 4096n;
  const pages = Math.ceil(reach / 4096);
  if (family === 'x86') return { size, names: pages > 4 ? (pages > 6 ? [] : X86_NEW) : X86_OLD };
  if (family !== 'arm64' && family !== 'riscv' && family !== 's390' && family !== 'arm')
    return { size, names: [] };
  for (const [names, of] of [
    [COMMON_OLD, 2],
    [COMMON_NEW, 4],
  ] as const)
    for (const each of PAGE_SIZES)
      if (reach <= each * of && reach > each * (of - 1)) return { size: BigInt(each), names };
  return { size, names: reach <= 4096 ? ['time'] : [] };
}

/** Names of the pages; undefined where their layout is not known: one that is has the time data. */
export function knownPages(pages: readonly CodePage[]): readonly PageName[] | undefined {
  const names = pages.flatMap(({ name }) => name ?? []);
  return names.includes('time') ? names : undefined;
}

/** What the page is called that lies at a distance from the image's first byte, where it is one of those. */
export function pageAt(pages: readonly CodePage[], distance: bigint, bits: 32 | 64): PageName | undefined {
  const near = BigInt.asIntN(bits, distance);
  return pages.findLast((page) => page.distance <= near && near < 0n)?.name;
}
