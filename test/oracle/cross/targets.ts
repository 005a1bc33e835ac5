/** Architectures whose binutils assemble and link libraries for the oracle. */
import { tool } from '../../support/tool.ts';

export interface Target {
  /** Prefix of its binutils, and what they are called in scripts/setup/systemPackages.mjs. */
  readonly triplet: string;
  /** Debian's name of the architecture. */
  readonly name: string;
  /** Calls a function of another library through the PLT. */
  readonly call: (symbol: string) => string;
  /** STT_GNU_IFUNC is known to this port. */
  readonly ifunc: boolean;
}

export const targets: readonly Target[] = [
  { triplet: 'aarch64-linux-gnu', name: 'arm64', call: (symbol) => `bl ${symbol}`, ifunc: true },
  { triplet: 'arm-linux-gnueabihf', name: 'armhf', call: (symbol) => `bl ${symbol}(PLT)`, ifunc: true },
  { triplet: 'i686-linux-gnu', name: 'i386', call: (symbol) => `call ${symbol}@PLT`, ifunc: true },
  {
    triplet: 'powerpc64le-linux-gnu',
    name: 'ppc64el',
    call: (symbol) => `bl ${symbol}\n nop`,
    ifunc: true,
  },
  { triplet: 'riscv64-linux-gnu', name: 'riscv64', call: (symbol) => `call ${symbol}@plt`, ifunc: true },
  { triplet: 's390x-linux-gnu', name: 's390x', call: (symbol) => `brasl %r14,${symbol}@PLT`, ifunc: true },
  {
    triplet: 'mips64el-linux-gnuabi64',
    name: 'mips64el',
    call: (symbol) => ` ld $25,%call16(${symbol})($28)\n jalr $25\n nop`,
    ifunc: false,
  },
];

/** Assembler and linker of a target, and why its tests are skipped without them. */
export function binutilsOf({ triplet }: Pick<Target, 'triplet'>): {
  as: string;
  ld: string;
  skip: string | false;
} {
  const { path, skip } = tool(`binutils for ${triplet}`);
  return { as: path, ld: path.replace(/as$/, 'ld'), skip };
}
