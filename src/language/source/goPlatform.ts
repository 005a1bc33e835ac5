/**
 * For which platform a Go source file is, from its name: `name_GOOS_GOARCH.go` (go/build, "Build
 * Constraints"), and the families that the runtime spells with an x: mips64x, ppc64x.
 */
import { abis } from '../../consumers/abi.ts';

export interface GoPlatform {
  /** GOOS; undefined where the name does not say. */
  readonly os?: string;
  /** GOARCH, or a family's name; undefined where the name does not say. */
  readonly arch?: string;
}

const systems = words(
  'aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris wasip1 windows',
);
/** The table's, what the runtime spells with an x, and what the table has no ELF image of. */
const architectures = new Set([
  ...abis.flatMap(({ go }) => go ?? []),
  ...words('x86 mipsx mips64x ppc64x wasm'),
]);

export function goPlatform(path: string): GoPlatform {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // The part before the first underscore never counts: linux.go and arm64.s are for every platform.
  const parts = name
    .replace(/(_test)?\.[^.]*$/, '')
    .split('_')
    .slice(1);
  const os = parts.findLast((part) => systems.has(part));
  const last = parts.at(-1);
  const arch = last !== undefined && architectures.has(last) ? last : undefined;
  return { ...(os !== undefined && { os }), ...(arch !== undefined && { arch }) };
}

/** The runtime keeps one file for both byte orders: vdso_linux_ppc64x.go, vdso_linux_mips64x.go. */
export function archFamily(arch: string): string {
  const family = /^(ppc64|mips64|mips)(le|x)?$/.exec(arch)?.[1];
  return family === undefined ? arch : `${family}x`;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
