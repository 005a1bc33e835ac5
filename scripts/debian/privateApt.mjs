// Packages of other architectures and releases, through an apt of our own: its lists, its cache and its sources lie in
// a folder of ours, and the system's are only read.

import { execFile, execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const MAX_OUTPUT = 64 * 1024 * 1024;

/**
 * @param {string} command apt-get or apt-cache
 * @param {readonly string[]} args those of privateApt first
 * @param {string} [cwd] where downloads go
 * @returns {Promise<string>} what it printed
 */
export async function apt(command, args, cwd) {
  return (await promisify(execFile)(command, args, { maxBuffer: MAX_OUTPUT, cwd })).stdout;
}

/**
 * @param {string} folder for everything that apt keeps; what it holds already is used
 * @param {{ architecture: string, suite: string, sources?: boolean }} what Debian's names; source packages as well?
 * @returns {Promise<string[]>} options for apt-get and apt-cache
 * @throws when the system is not Debian
 */
export async function privateApt(folder, { architecture, suite, sources = false }) {
  const { site, keyring } = debianSource();
  await mkdir(path.join(folder, 'lists/partial'), { recursive: true });
  await mkdir(path.join(folder, 'cache/archives/partial'), { recursive: true });
  await mkdir(path.join(folder, 'parts'), { recursive: true });
  const signed = keyring === undefined ? '' : ` signed-by=${keyring}`;
  const lines = [`deb [arch=${architecture}${signed}] ${site} ${suite} main`];
  if (sources) lines.push(`deb-src [${signed.trim()}] ${site} ${suite} main`.replace(' []', ''));
  await writeFile(path.join(folder, 'sources.list'), `${lines.join('\n')}\n`);
  await writeFile(path.join(folder, 'status'), '');
  const settings = {
    'Dir::State': folder,
    'Dir::State::lists': path.join(folder, 'lists'),
    'Dir::State::status': path.join(folder, 'status'),
    'Dir::Cache': path.join(folder, 'cache'),
    'Dir::Etc::sourcelist': path.join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': path.join(folder, 'parts'),
    'Dir::Etc::preferencesparts': path.join(folder, 'parts'),
    'APT::Architecture': architecture,
    'APT::Architectures::': architecture,
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
    'APT::Update::Error-Mode': 'any',
    // Releases that are no longer maintained are as good for us.
    'Acquire::Check-Valid-Until': 'false',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** Where the system itself gets Debian's main archive, and the keys it is signed with. */
function debianSource() {
  const fields = '$(ORIGIN)\t$(COMPONENT)\t$(RELEASE)\t$(CODENAME)\t$(REPO_URI)\t$(SIGNED_BY)';
  const targets = execFileSync('apt-get', ['indextargets', '--format', fields, 'Created-By: Packages'], {
    encoding: 'utf8',
  });
  for (const line of targets.split('\n')) {
    const [origin, component, release, codename, site, keyring] = line.split('\t');
    // Of the archive's suites the plain one: security and updates lie elsewhere or lack most packages.
    if (origin !== 'Debian' || component !== 'main' || site === undefined) continue;
    if (/-(security|updates|backports)/.test(`${release} ${codename}`)) continue;
    return { site, keyring: keyring === undefined || !keyring.startsWith('/') ? undefined : keyring };
  }
  throw new Error('No source of this system is Debian’s main archive, so no kernel package can be had.');
}
