/**
 * Says for which consumers Debian has a newer release than the catalogue: `npm run consumers:fresh`. The lists are
 * fetched anew.
 */
import { consumerById } from '../../src/consumers/catalog/index.ts';
import { compareReleases, newestRelease } from '../../src/consumers/releases.ts';
import { aptOf, candidate, upstreamOf } from './support/archive.ts';

const SUITE = 'sid';

/** Debian's source packages, by the catalogue's id. Consumers that are not here Debian does not have. */
const packages: Readonly<Record<string, string>> = {
  go: 'golang-defaults',
  glibc: 'glibc',
  musl: 'musl',
  rustix: 'rust-rustix',
  'uclibc-ng': 'uclibc',
  'llvm-libc': 'llvm-toolchain-22',
  criu: 'criu',
  'linux-selftests': 'linux',
  abseil: 'abseil',
  'cilium-ebpf': 'golang-github-cilium-ebpf',
  'stress-ng': 'stress-ng',
  gperftools: 'google-perftools',
};

const options = await aptOf(SUITE, true);
for (const [id, name] of Object.entries(packages)) {
  const consumer = consumerById(id);
  if (consumer === undefined) throw new Error(`the catalogue has no ${id}`);
  const version = await candidate(options, { name, kind: 'source' });
  const newest = newestRelease(consumer);
  if (version === undefined) console.log(`${id}: Debian ${SUITE} has no package ${name}`);
  else console.log(`${id}: ${judgement(upstreamOf(version), newest)}`);
}

function judgement(debian: string, newest: string): string {
  if (debian.startsWith(`${newest}.`)) return `${newest}; Debian has its ${debian}`;
  const difference = compareReleases(debian, newest);
  if (difference > 0) return `NEWER in Debian: ${debian}, the catalogue ends with ${newest}`;
  return difference === 0 ? `${newest}, as Debian has it` : `${newest}; Debian has ${debian}`;
}
