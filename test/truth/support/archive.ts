/**
 * Sources out of Debian's archive, through an apt with folders of its own, into the cache. What is there stays: delete
 * a folder to fetch a newer release.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { apt, privateApt } from '../../../scripts/debian/privateApt.mjs';
import { cacheFolder } from '../../../scripts/setup/cache.mjs';
import { inCi } from '../../../scripts/setup/processes.mjs';
import type { DebianPackage } from '../consumer.ts';

const run = promisify(execFile);

export const cache = path.join(cacheFolder, 'truth');

export interface Sources {
  readonly folder: string;
  /** Debian's, without its revision: "4.2.1". */
  readonly upstream: string;
  /** With it: "4.2.1-1". */
  readonly version: string;
}

const TOLD = 'package.json';

function folderOf({ suite, name, keptAs }: DebianPackage): string {
  return path.join(cache, 'packages', `${suite}-${name}${keptAs === undefined ? '' : `-${keptAs}`}`);
}

/** undefined where it was not fetched. */
export async function sourcesOf(wanted: DebianPackage): Promise<Sources | undefined> {
  const folder = folderOf(wanted);
  const told = await readFile(path.join(folder, TOLD), 'utf8').catch(() => undefined);
  if (told === undefined) return undefined;
  const { version, files } = JSON.parse(told) as { version: string; files: readonly string[] };
  if (files.join() !== wanted.files.join()) return undefined;
  return { folder, version, upstream: upstreamOf(version) };
}

/** "1:0~20240722.0+ds1-4": no epoch, no revision, and not what Debian left out. */
export function upstreamOf(version: string): string {
  return version
    .replace(/^\d+:/, '')
    .replace(/-[^-]*$/, '')
    .replace(/^0~/, '')
    .replace(/[+~](ds|dfsg|really).*$/, '');
}

/**
 * Fetches each; what cannot be had is told, with what is missing for it, and is a failure with CI=true.
 * @param which 'all', or those of the sample
 */
export async function fetchEach(
  packages: readonly (readonly [wanted: DebianPackage, missing: string])[],
  which: string | undefined,
): Promise<void> {
  let failed = 0;
  for (const [wanted, missing] of packages) {
    if (which !== 'all' && !wanted.sample) continue;
    try {
      await fetchSources(wanted);
    } catch (error) {
      failed += 1;
      console.warn(`MISSING: ${wanted.name} of Debian ${wanted.suite}: ${fetchReason(error)}. ${missing}.`);
    }
  }
  process.exitCode = failed > 0 && inCi ? 1 : 0;
}

/**
 * Fetches what is not there.
 * @throws when the archive cannot be had, or has no such package
 */
export async function fetchSources(wanted: DebianPackage): Promise<void> {
  if ((await sourcesOf(wanted)) !== undefined) return;
  const folder = folderOf(wanted);
  await mkdir(path.dirname(folder), { recursive: true });
  const work = await mkdtemp(`${folder}-`);
  try {
    const options = await aptOf(wanted.suite);
    const version = await download(options, wanted, work);
    const kept = path.join(work, 'kept');
    await mkdir(kept);
    await unpack(wanted, work, kept);
    await writeFile(path.join(kept, TOLD), JSON.stringify({ version, files: wanted.files }, undefined, 2));
    await rm(folder, { recursive: true, force: true });
    await rename(kept, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const updated = new Map<string, Promise<readonly string[]>>();

/** Options for apt with the lists of a suite, which are fetched when they are not there. */
export function aptOf(suite: string, fresh = false): Promise<readonly string[]> {
  const known = updated.get(suite);
  if (known !== undefined) return known;
  const options = prepare(suite, fresh);
  updated.set(suite, options);
  return options;
}

async function prepare(suite: string, fresh: boolean): Promise<readonly string[]> {
  const folder = path.join(cache, 'apt', suite);
  const options = await privateApt(folder, { architecture: 'amd64', suite, sources: true });
  const lists = await readdir(path.join(folder, 'lists'));
  if (fresh || !lists.some((name) => name.includes('_Sources'))) {
    await apt('apt-get', [...options, '-qq', 'update']);
  }
  return options;
}

/** The newest version of a package that a suite has; undefined for none. */
export async function candidate(
  options: readonly string[],
  { name, kind }: Pick<DebianPackage, 'name' | 'kind'>,
): Promise<string | undefined> {
  const command = kind === 'source' ? ['showsrc', '--only-source', name] : ['show', name];
  const text = await apt('apt-cache', [...options, ...command]).catch(() => '');
  const versions = [...text.matchAll(/^Version: (\S+)$/gm)].map(([, version = '']) => version);
  const newest = versions.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  return newest;
}

async function download(options: readonly string[], wanted: DebianPackage, work: string): Promise<string> {
  const version = await candidate(options, wanted);
  if (version === undefined) throw new Error(`${wanted.suite} has no package ${wanted.name}`);
  const named = `${wanted.name}=${version}`;
  const command =
    wanted.kind === 'source'
      ? ['source', '--download-only', '--tar-only', named]
      : ['download', named, ...(wanted.also ?? [])];
  await apt('apt-get', [...options, '-qq', ...command], work);
  return version;
}

async function unpack(wanted: DebianPackage, work: string, kept: string): Promise<void> {
  if (wanted.kind === 'binary') {
    const target = wanted.tarball === undefined ? kept : work;
    const patterns = wanted.tarball === undefined ? wanted.files : [wanted.tarball];
    for (const name of (await readdir(work)).filter((each) => each.endsWith('.deb'))) {
      const script =
        'deb=$1; target=$2; shift 2; dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$target" --wildcards "$@"';
      const names = patterns.map((pattern) => `./${pattern}`);
      const unpacking = run('sh', ['-c', script, 'sh', path.join(work, name), target, ...names]);
      // Of several packages not each has every pattern.
      await (wanted.also === undefined ? unpacking : unpacking.catch(() => {}));
    }
    if (wanted.tarball === undefined) return;
  }
  const archive = await fileIn(work, /\.tar\.[a-z0-9]+$/);
  const patterns = wanted.files.map((pattern) => `*/${pattern}`);
  await run('tar', ['-x', '-f', archive, '-C', kept, '--strip-components=1', '--wildcards', ...patterns]);
}

async function fileIn(folder: string, pattern: RegExp): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const name = names.find((each) => pattern.test(each) && !each.startsWith('kept'));
  if (name === undefined) throw new Error(`nothing was downloaded that matches ${pattern}`);
  return path.join(folder, name);
}

/** apt's first complaint, where it has one. */
function fetchReason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const complaint = /^[EW]: (.*)$/m.exec(text)?.[1] ?? text.trim().split('\n').at(-1) ?? text;
  return complaint.replace(/\.$/, '');
}
