// Packages of other architectures and releases, through an apt of our own: its lists, its cache and its sources lie in
// a folder of ours, and the system's are only read.

import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const MAX_OUTPUT = 64 * 1024 * 1024;

/**
 * Downloads the newest kernel package of a flavour.
 * @param {import('./kernels.mjs').Kernel} kernel
 * @param {string} folder an empty one, for everything that apt keeps and for the package
 * @returns {Promise<string>} path of the package
 * @throws when the system is not Debian, or the package cannot be had
 */
export async function downloadKernel({ architecture, suite, flavour }, folder) {
  const options = await privateApt(folder, architecture, suite);
  await execute('apt-get', [...options, '-qq', 'update'], { maxBuffer: MAX_OUTPUT });
  const names = (await execute('apt-cache', [...options, 'pkgnames', 'linux-'])).stdout.split('\n');
  const pattern = new RegExp(`^linux-image-[0-9]+[.][0-9].*-${flavour}$`);
  const images = names.filter((name) => pattern.test(name) && !name.includes('-rt-'));
  const failures = [];
  // A name may be known only because another package mentions it: then the next one.
  for (const image of images.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))) {
    // From 7.2 on the kernel lies in a package of its own, on which linux-image depends.
    const binary = image.replace('linux-image-', 'linux-binary-');
    const name = names.includes(binary) ? binary : image;
    try {
      await execute('apt-get', [...options, '-qq', 'download', name], { cwd: folder });
      const file = (await readdir(folder)).find((each) => each.endsWith('.deb'));
      if (file !== undefined) return path.join(folder, file);
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, `${suite} has no linux-image-*-${flavour} for ${architecture}`);
}

/** @param {string} folder @param {string} architecture @param {string} suite @returns {Promise<string[]>} */
async function privateApt(folder, architecture, suite) {
  const { site, keyring } = debianSource();
  await mkdir(path.join(folder, 'lists/partial'), { recursive: true });
  await mkdir(path.join(folder, 'cache/archives/partial'), { recursive: true });
  await mkdir(path.join(folder, 'parts'));
  const signed = keyring === undefined ? '' : ` signed-by=${keyring}`;
  await writeFile(
    path.join(folder, 'sources.list'),
    `deb [arch=${architecture}${signed}] ${site} ${suite} main\n`,
  );
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
