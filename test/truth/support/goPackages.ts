/** Go's own toolchains, of amd64: compiler and sources. */
import type { DebianPackage } from '../consumer.ts';

function toolchain(suite: string, release: string): DebianPackage & { readonly release: string } {
  return {
    suite,
    release,
    name: `golang-${release}-go`,
    kind: 'binary',
    also: [`golang-${release}-src`],
    files: [`usr/lib/go-${release}*`, `usr/share/go-${release}*`],
  };
}

export const newestGo = toolchain('sid', '1.27');

export const goPackages = [toolchain('trixie', '1.24'), toolchain('sid', '1.26'), newestGo];
