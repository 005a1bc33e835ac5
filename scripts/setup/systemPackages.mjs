// Programs that the tests use and npm does not carry.

import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { findOnPath, inCi, run } from './processes.mjs';

/**
 * @typedef {object} Tool
 * @property {string} name
 * @property {readonly (string | RegExp)[]} commands any of these on PATH will do
 * @property {string} [font] it is no program but a font that has the letters of this language
 * @property {readonly string[]} packages Debian's and Ubuntu's names; `llvm-*` stands for the newest there is
 * @property {string} usedBy what is skipped without it
 * @property {boolean} [forTruth] for `npm run test:truth` alone, whose sample does without
 * @property {boolean} [optional] nothing is skipped without it: installed where it can be had, and missed nowhere
 */

/** @type {readonly Tool[]} */
export const tools = [
  {
    name: 'Chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    packages: ['chromium'],
    usedBy: 'extension tests and end-to-end tests',
  },
  {
    name: 'Chromium without windows',
    commands: ['chromium-headless-shell'],
    packages: ['chromium-headless-shell'],
    usedBy: 'the same tests, and the webview tests, in less time',
    optional: true,
  },
  {
    name: 'a font with Chinese letters',
    commands: [],
    font: 'zh-cn',
    packages: ['fonts-wqy-zenhei'],
    usedBy: 'pictures of pages in Chinese, whose letters are boxes then',
  },
  {
    name: 'GNU readelf',
    commands: ['readelf'],
    packages: ['binutils'],
    usedBy: 'oracle tests that compare with readelf',
  },
  {
    name: 'llvm-readelf',
    commands: [/^llvm-readelf(-[0-9]+)?$/],
    packages: ['llvm-*'],
    usedBy: 'oracle tests that compare with llvm-readelf',
  },
  {
    name: 'llvm-cxxfilt',
    commands: [/^llvm-cxxfilt(-[0-9]+)?$/],
    packages: ['llvm-*'],
    usedBy: 'oracle tests of demangled names',
  },
  {
    name: 'llvm-objdump',
    commands: [/^llvm-objdump(-[0-9]+)?$/],
    packages: ['llvm-*'],
    usedBy: 'oracle tests that look at the code of vDSO images',
  },
  {
    name: 'Go',
    commands: ['go'],
    packages: ['golang-go'],
    usedBy:
      'oracle tests that read a running Go program; hovers tried on the Go source tree; the Go programs of the fuzzer',
  },
  {
    name: 'GCC',
    commands: ['gcc'],
    packages: ['gcc', 'libc6-dev'],
    usedBy: 'oracle tests that build ELF files; object files and programs of the fuzzer',
  },
  {
    name: 'G++',
    commands: ['g++'],
    packages: ['g++'],
    usedBy: 'truth tests of consumers that are written in C++',
  },
  ...['i686-linux-gnu', 'mips-linux-gnu', 'powerpc64-linux-gnu', 's390x-linux-gnu'].map((triplet) => ({
    name: `G++ for ${triplet}`,
    commands: [`${triplet}-g++`],
    packages: [`g++-${triplet}`],
    usedBy: 'truth tests on 32-bit and big-endian images',
    forTruth: true,
  })),
  {
    name: 'musl-gcc',
    commands: ['musl-gcc'],
    packages: ['musl-tools'],
    usedBy: 'oracle tests that read what a musl program holds',
  },
  ...['bash', 'zsh', 'fish'].map((shell) => ({
    name: shell,
    commands: [shell],
    packages: [shell],
    usedBy: `the test of completions in ${shell}`,
  })),
  {
    name: 'xz',
    commands: ['xz'],
    packages: ['xz-utils'],
    usedBy: 'oracle tests that read the vDSO images of kernels; tests of what unpacks kernels',
  },
  ...['zstd', 'lz4', 'bzip2', 'gzip'].map((program) => ({
    name: program,
    commands: [program],
    packages: [program],
    usedBy: `tests of what unpacks ${program} files`,
  })),
  ...[
    ['ar', 'binutils'],
    ['tar', 'tar'],
    ['bsdtar', 'libarchive-tools'],
    ['cpio', 'cpio'],
    ['dpkg-deb', 'dpkg'],
    ['rpmbuild', 'rpm'],
  ].map(([program = '', name = '']) => ({
    name: program,
    commands: [program],
    packages: [name],
    usedBy: `oracle tests that compare the members of archives with what ${program} wrote`,
  })),
  {
    name: 'gdb',
    commands: ['gdb'],
    packages: ['gdb'],
    usedBy: 'oracle tests that take a core dump of a running program',
  },
  ...[
    'aarch64-linux-gnu',
    'arm-linux-gnueabihf',
    'i686-linux-gnu',
    'powerpc64le-linux-gnu',
    'riscv64-linux-gnu',
    's390x-linux-gnu',
    'mips64el-linux-gnuabi64',
  ].map((triplet) => ({
    name: `binutils for ${triplet}`,
    commands: [`${triplet}-as`],
    packages: [`binutils-${triplet}`],
    usedBy: 'oracle tests that build libraries of other architectures, and those of the fuzzer',
  })),
];

/**
 * @param {string} name as in `tools`
 * @returns {string | undefined} full path of the program, or of the font, undefined when it is not installed
 */
export function findTool(name) {
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined) throw new Error(`${name} is not in the list of tools`);
  for (const command of tool.commands) {
    const found = findOnPath(command);
    if (found !== undefined) return found;
  }
  return tool.font === undefined ? undefined : findFont(tool.font);
}

/** @param {string} language @returns {string | undefined} the file of a font that has its letters */
function findFont(language) {
  try {
    const fonts = execFileSync('fc-list', [`:lang=${language}`, 'file'], { encoding: 'utf8' });
    return fonts.split(':')[0]?.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** @param {boolean} truth */
function missingTools(truth) {
  return tools.filter(
    (tool) => !tool.optional && (truth || !tool.forTruth) && findTool(tool.name) === undefined,
  );
}

/** What the tests do without, and the distribution offers. */
function offeredTools() {
  return tools.filter(
    ({ name, optional, packages }) =>
      optional && findTool(name) === undefined && packages.every((each) => aptCache('show', each) !== ''),
  );
}

/**
 * Installs what is missing where apt-get may be used, and says loudly what stays missing and which tests that costs.
 * @param {{ truth?: boolean }} [extent] those too that the whole of the truth tests wants
 * @returns {Promise<readonly Tool[]>} what is still missing
 * @throws with CI=true when anything is
 */
export async function installSystemPackages({ truth = false } = {}) {
  const apt = aptGet();
  const wanted = missingTools(truth);
  if (apt !== undefined && (wanted.length > 0 || !hasPackageLists())) await runApt(apt, ['update']);
  const better = [...outdatedTools(), ...offeredTools()];
  if (wanted.length + better.length === 0) return [];
  if (apt !== undefined) await installWith(apt, [...wanted, ...better]);
  for (const { name } of outdatedTools())
    console.warn(`${name} is not the newest on offer, and that one could not be installed.`);
  const missing = missingTools(truth);
  if (missing.length === 0) return [];
  if (apt === undefined)
    console.warn(
      '\nSystem packages cannot be installed from here: that takes apt-get, and root or passwordless sudo.',
    );
  for (const tool of missing) {
    console.warn(
      `MISSING: ${tool.name} (Debian package ${tool.packages.join(', ')}). Skipped without it: ${tool.usedBy}.`,
    );
  }
  if (inCi) throw new Error(`Missing with CI=true: ${missing.map((tool) => tool.name).join(', ')}`);
  return missing;
}

/**
 * @param {readonly string[]} apt
 * @param {readonly Tool[]} wanted
 */
async function installWith(apt, wanted) {
  const packages = wanted
    .flatMap((tool) => tool.packages)
    .map((name) => (name === 'llvm-*' ? `llvm-${newestLlvm(0) ?? ''}`.replace(/-$/, '') : name));
  console.log(`apt-get install ${packages.join(' ')}`);
  if ((await runApt(apt, ['install', ...packages])) === 0) return;
  // One name that this distribution does not know refuses the whole list: then one after the other.
  for (const name of packages) await runApt(apt, ['install', name]);
}

/** @param {readonly string[]} apt @param {readonly string[]} args */
function runApt(apt, args) {
  const [command = '', ...before] = apt;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return run(command, [...before, '-qq', '-y', '--no-install-recommends', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'], // hundreds of lines about unpacking
  });
}

/** @returns {readonly string[] | undefined} the command line that may install packages, if there is one */
function aptGet() {
  const command = findOnPath('apt-get');
  if (command === undefined) return undefined;
  if (process.getuid?.() === 0) return [command];
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
    return ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', command];
  } catch {
    return undefined;
  }
}

/** Tools that are there, in an older release than the distribution offers: what LLVM prints differs between them. */
function outdatedTools() {
  return tools.filter(({ name, packages }) => {
    const found = packages.includes('llvm-*') ? findTool(name) : undefined;
    if (found === undefined) return false;
    return newestLlvm(Number(/-([0-9]+)$/.exec(found)?.[1] ?? 0)) !== undefined;
  });
}

/** Containers come without; nothing can be said of what is offered then. */
function hasPackageLists() {
  try {
    return readdirSync('/var/lib/apt/lists').some((name) => /_Packages(\.|$)/.test(name));
  } catch {
    return false;
  }
}

/**
 * Number of the distribution's newest `llvm-N` with N above the one given. `pkgnames` also tells names that other
 * packages merely mention; `show`, which is slow, only what can be had.
 * @param {number} above
 */
function newestLlvm(above) {
  const numbers = aptCache('pkgnames', 'llvm-').matchAll(/^llvm-([0-9]+)$/gm);
  const newestFirst = [...numbers].map(([, number]) => Number(number)).sort((a, b) => b - a);
  return newestFirst.find((number) => number > above && aptCache('show', `llvm-${number}`) !== '');
}

/** @param {readonly string[]} args @returns {string} nothing where there is no such program, or it fails */
function aptCache(...args) {
  try {
    return execFileSync('apt-cache', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
