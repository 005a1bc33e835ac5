// QEMU user mode from version 10 on, which has vDSO images of its own for most targets. Debian 12 carries 7.2, so a
// newer one is taken from a newer suite of the very mirror that this system is set to, into the cache: with apt's own
// download and a private state, so that the system's package sources stay as they are.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from './cache.mjs';
import { findOnPath, inCi, run } from './processes.mjs';

const suites = ['trixie', 'forky'];
const home = path.join(cacheFolder, 'qemu-user');
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** The targets that tests use: each is some 14 MB. */
const targets = [
  'x86_64',
  'i386',
  'aarch64',
  'arm',
  'loongarch64',
  'mips',
  'ppc64',
  'ppc64le',
  'riscv64',
  's390x',
];

/**
 * @param {string} target QEMU's name of it: "aarch64"
 * @returns {string | undefined} the program, undefined when it is not installed
 */
export function findQemu(target) {
  const file = path.join(home, `usr/bin/qemu-${target}`);
  return existsSync(file) ? file : undefined;
}

function missing() {
  return targets.filter((target) => findQemu(target) === undefined);
}

/** Says loudly when it cannot be had, and what that costs; throws then with CI=true. */
export async function installQemuUser() {
  if (missing().length === 0 || process.platform !== 'linux') return;
  const mirror = debianMirror();
  const reason = mirror === undefined ? 'no Debian mirror is set up here' : await download(mirror);
  if (reason === undefined) return;
  const message = `MISSING: QEMU user mode 10 or newer (${reason}). Skipped without it: runtimes tried on foreign and altered vDSO images.`;
  if (inCi) throw new Error(message);
  console.warn(message);
}

/** @returns {string | undefined} the address of this system's Debian archive */
function debianMirror() {
  if (findOnPath('apt-get') === undefined || findOnPath('dpkg-deb') === undefined) return undefined;
  try {
    const format = ['--format', '$(ORIGIN) $(LABEL) $(REPO_URI)', 'Created-By: Packages'];
    const listing = execFileSync('apt-get', ['indextargets', ...format], { encoding: 'utf8' });
    return /^Debian Debian (\S+)$/m.exec(listing)?.[1];
  } catch {
    return undefined;
  }
}

/** @param {string} mirror @returns {Promise<string | undefined>} why it failed */
async function download(mirror) {
  const work = `${home}.partial-${process.pid}`;
  try {
    for (const suite of suites) {
      await rm(work, { recursive: true, force: true });
      if (await downloadFrom(mirror, suite, work)) {
        await mkdir(path.join(home, 'usr/bin'), { recursive: true });
        // One by one: programs of another run may be in use.
        for (const target of missing()) {
          const name = `usr/bin/qemu-${target}`;
          await rename(path.join(work, 'tree', name), path.join(home, name));
        }
        return undefined;
      }
    }
    return `no suite of ${suites.join(', ')} could be downloaded from`;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @param {string} mirror @param {string} suite @param {string} work */
async function downloadFrom(mirror, suite, work) {
  const tree = path.join(work, 'tree');
  for (const folder of ['lists/partial', 'cache/archives/partial', 'tree']) {
    await mkdir(path.join(work, folder), { recursive: true });
  }
  const sources = path.join(work, 'sources.list');
  await writeFile(sources, `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`);
  const options = {
    'Dir::Etc::sourcelist': sources,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State': work,
    'Dir::State::status': '/dev/null',
    'Dir::Cache': path.join(work, 'cache'),
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': '',
  };
  const settings = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  /** @type {import('node:child_process').SpawnOptions} */
  const quiet = { cwd: work, stdio: ['ignore', 'ignore', 'ignore'] };
  if ((await run('apt-get', ['-qq', ...settings, 'update'], quiet)) !== 0) return false;
  console.log(`Downloading QEMU user mode of Debian ${suite} (71 MB) into ${cacheFolder}`);
  if ((await run('apt-get', ['-qq', ...settings, 'download', 'qemu-user'], quiet)) !== 0) return false;
  const archive = (await readdir(work)).find((name) => name.endsWith('.deb'));
  if (archive === undefined) return false;
  const wanted = missing()
    .map((target) => `./usr/bin/qemu-${target}`)
    .join(' ');
  const unpack = `dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" ${wanted}`;
  return (await run('sh', ['-c', unpack, 'sh', path.join(work, archive), tree], quiet)) === 0;
}
