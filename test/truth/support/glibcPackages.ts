/** glibc's loader and library themselves, of amd64. */
import type { DebianPackage } from '../consumer.ts';

export const glibcPackages: readonly DebianPackage[] = (
  ['bullseye', 'bookworm', 'trixie', 'sid'] as const
).map((suite) => ({
  ...(suite === 'bookworm' || suite === 'trixie' ? { sample: true } : {}),
  suite,
  name: 'libc6',
  kind: 'binary',
  files: ['*lib/x86_64-linux-gnu/libc[-.]*', '*lib/x86_64-linux-gnu/ld-*'],
}));
