/** Gates on the images of kernels that people run: which releases are served, by what their sources say. */
import { evaluate } from '../../../src/consumers/verdict/evaluate.ts';
import { isFulfilled, parseRequirement } from '../../../src/consumers/verdict/requirements.ts';
import type { ElfImage } from '../../../src/elf/model.ts';

interface Gates {
  readonly passed: string;
  readonly failed: string;
}

const everywhere: Gates = {
  passed:
    'criu@4.0 criu@4.1 criu@4.2 rustix@0.38.44 rustix@1.0 musl@1.2.5:all musl@1.2.6:all glibc@2.28 stress-ng',
  failed: 'glibc@2.23',
};
/** DT_GNU_HASH alone: CRIU up to 4.0 and rustix up to 0.38.44 know DT_HASH only, musl up to 1.2.5 too. */
const gnuHashAlone: Gates = {
  passed: 'criu@4.1 criu@4.2 rustix@1.0 musl@1.2.6:all glibc@2.28 glibc@2.41:all',
  failed: 'criu@3.19 criu@4.0 rustix@0.38.42 rustix@0.38.44 musl@1.2.5 glibc@2.23 stress-ng',
};
/** Big-endian, which CRIU refuses since 4.2, with a DT_HASH of 64-bit words. */
const big: Gates = {
  passed: 'criu@3.19 criu@4.1 rustix@0.38.44 rustix@1.0 musl@1.2.6:all glibc@2.28',
  failed: 'criu@4.2 rustix@0.38.42 musl@1.2.5 stress-ng go@1.17',
};

/** By Debian's name of the kernel and by the image's file. */
const gates: Readonly<Record<string, Gates>> = {
  'trixie-amd64 0-linux-vdso.so.1': everywhere,
  'trixie-arm64 0-linux-vdso.so.1': gnuHashAlone,
  'sid-arm64 0-linux-vdso.so.1': gnuHashAlone,
  'bookworm-arm64 0-linux-vdso.so.1': everywhere,
  'bookworm-armhf 0-linux-vdso.so.1': {
    passed: 'musl@1.2.0 musl@1.2.4 musl@1.2.6:all',
    failed: 'musl@1.2.3',
  },
  'trixie-armhf 0-linux-vdso.so.1': { passed: 'musl@1.2.0 musl@1.2.4 musl@1.2.6:all', failed: 'musl@1.2.3' },
  'bookworm-s390x 0-linux-vdso64.so.1': big,
  'trixie-s390x 0-linux-vdso64.so.1': big,
  'trixie-riscv64 0-linux-vdso.so.1': {
    passed: 'musl@1.2.5 musl@1.2.6:all rustix@0.38.43 criu@4.1 go@1.18',
    failed: 'musl@1.2.4 musl@1.2.5:all rustix@0.38.42 criu@4.0 go@1.17',
  },
  'sid-loong64 0-linux-vdso.so.1': {
    passed: 'criu@4.2 musl@1.2.6 glibc@2.41:all',
    failed: 'musl@1.2.4 musl@1.2.5 glibc@2.28 criu@4.0',
  },
  'bookworm-i386 0-linux-gate.so.1': { passed: 'musl:all glibc:all go:all', failed: 'criu:all glibc@2.23' },
};

/** Requirements that come out otherwise than they should; undefined where nothing is said of the image. */
export function wrongGates(image: ElfImage, kernel: string, file: string): readonly string[] | undefined {
  const expected = gates[`${kernel} ${file}`];
  if (expected === undefined) return undefined;
  const wrong = (texts: string, passes: boolean): readonly string[] =>
    texts.split(' ').filter((text) => isPassed(image, text) !== passes);
  return [...wrong(expected.passed, true), ...wrong(expected.failed, false)];
}

function isPassed(image: ElfImage, text: string): boolean {
  const wanted = parseRequirement(text);
  if (wanted === undefined) throw new Error(`${text} is no requirement`);
  const { id, release } = wanted;
  const [finding] = evaluate(image, { role: 'vdso' }, [
    { id, ...(release === undefined ? {} : { release }) },
  ]);
  return finding !== undefined && isFulfilled(finding, wanted);
}
