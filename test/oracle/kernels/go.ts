import { compareReleases } from '../../../src/consumers/releases.ts';
import { evaluate } from '../../../src/consumers/verdict/evaluate.ts';
import type { ElfImage } from '../../../src/elf/model.ts';

const EM_386 = 3;
const EM_MIPS = 8;
const EM_ARM = 40;
const EM_AARCH64 = 183;
const EM_RISCV = 243;

/**
 * What Go's sources and the kernels' linker scripts together say of an image, by release of Go: 1.24 began to ask
 * for getrandom, which kernels have since 6.11; Go up to 1.21 has a wrong hash for arm64, which only DT_HASH
 * forgives now and then.
 */
export function expectedOfGo(
  { header, sysvHash }: ElfImage,
  kernel: string,
): Readonly<Record<string, string>> {
  const { machine } = header;
  // Go has no port to x32, to 31-bit s390 and to n32, and its 32-bit mips port does not use the vDSO.
  const ported = header.class === 64 || machine === EM_386 || machine === EM_ARM;
  if (!ported) return { '1.21': 'not-applicable', '1.27': 'not-applicable' };
  const asksForRandom = ![EM_386, EM_ARM, EM_MIPS, EM_RISCV].includes(machine);
  const now = asksForRandom && compareReleases(kernel, '6.11') < 0 ? 'partial' : 'found';
  if (machine !== EM_AARCH64) return { '1.21': 'found', '1.27': now };
  return sysvHash === undefined ? { '1.21': 'fallback', '1.27': now } : { '1.27': now };
}

export function goOutcome(image: ElfImage, release: string): string | undefined {
  return evaluate(image, { role: 'vdso' }, [{ id: 'go', release }])[0]?.outcome;
}
