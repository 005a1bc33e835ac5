/**
 * UPX of two Debian releases, each run by its own loader with its own libraries: the system's need not have it. Fetched
 * through an apt with folders of its own (test/truth/support/archive.ts), kept, and never part of the repository.
 */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { inCi } from '../../scripts/setup/processes.mjs';
import { notX64 } from '../support/machine.ts';
import type { DebianPackage } from '../truth/consumer.ts';
import { fetchSources, sourcesOf } from '../truth/support/archive.ts';

const run = promisify(execFile);

export interface Upx {
  readonly title: string;
  /** "4.2.4" */
  readonly release: string;
  /** Set where it cannot be had or run: why. */
  readonly skip: string | false;
  /** Whether it packs position-independent programs. */
  readonly packsPie: boolean;
  /** Runs it; resolves with what it printed. */
  run(args: readonly string[]): Promise<string>;
}

const packages: readonly (DebianPackage & { readonly packsPie: boolean })[] = [
  { suite: 'bullseye', also: ['libucl1', 'zlib1g'], packsPie: false },
  { suite: 'trixie', also: [], packsPie: true },
].map(({ suite, also, packsPie }) => ({
  suite,
  name: 'upx-ucl',
  kind: 'binary',
  also: ['libc6', 'libgcc-s1', 'libstdc++6', ...also],
  files: ['usr/bin/upx-ucl', '*lib/x86_64-linux-gnu/lib*', '*lib/x86_64-linux-gnu/ld-*'],
  packsPie,
}));

/** Fetches what is not there. @throws with CI=true where one cannot be had */
export function upxs(): Promise<readonly Upx[]> {
  return Promise.all(packages.map(upxOf));
}

async function upxOf(wanted: (typeof packages)[number]): Promise<Upx> {
  const { packsPie, suite } = wanted;
  const refused = (skip: string): Upx => ({
    title: `UPX of Debian ${suite}`,
    release: '',
    skip,
    packsPie,
    run: () => Promise.reject(new Error(skip)),
  });
  if (notX64 !== false) return refused(notX64);
  try {
    await fetchSources(wanted);
  } catch (error) {
    if (inCi) throw error;
    console.warn(`MISSING: UPX of Debian ${suite} could not be had. Programs that it packs are not tried.`);
    return refused(`UPX of Debian ${suite} could not be had`);
  }
  const found = await sourcesOf(wanted);
  if (found === undefined) return refused(`UPX of Debian ${suite} could not be had`);
  const { folder, upstream } = found;
  const names = (await readdir(folder, { recursive: true })).toSorted();
  const loader = names.find((name) => /\/ld-linux-x86-64\.so\.2$/.test(name)) ?? '';
  const folders = [...new Set(names.filter((name) => /\.so/.test(name)).map((name) => path.dirname(name)))];
  const library = folders.map((name) => path.join(folder, name)).join(':');
  const command = ['--library-path', library, path.join(folder, 'usr/bin/upx-ucl')];
  return {
    title: `UPX ${upstream}`,
    release: upstream,
    skip: false,
    packsPie,
    run: async (args) => (await run(path.join(folder, loader), [...command, ...args])).stdout,
  };
}
