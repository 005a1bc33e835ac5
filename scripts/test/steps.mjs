// What `npm test` consists of. Each step prints its own output as it goes and returns its counts.

import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { inCi, root, run, toolNode } from '../setup/processes.mjs';
import { findTool } from '../setup/systemPackages.mjs';
import { failureInShort, together } from './counts.mjs';
import { incrementally } from './kept.mjs';

/**
 * @typedef {import('./counts.mjs').Counts} Counts
 *
 * @typedef {object} Step
 * @property {string} title
 * @property {() => Promise<Counts>} run
 * @property {boolean} [usesSystem] needs programs that set-up installs through the system's package manager
 * @property {boolean} [usesServer] needs VS Code's server and Chromium
 * @property {boolean} [usesFloor] needs the server of the oldest VS Code, and Chromium
 * @property {boolean} [usesBuild] needs dist/
 * @property {boolean} [usesPackages] needs out/package
 * @property {() => boolean} [joins] whether it is a step of the whole run; absent: it is
 * @property {readonly string[]} [after] steps that must not run at the same time, but before
 */

const resultsFolder = path.join(root, 'out/results');
const typeScriptProjects = ['.', 'src/tsconfig.core.json', 'src/tsconfig.sources.json', 'webview', 'test'];

/**
 * In the order in which they start, as far as places are free: what waits for pages first, so that none of it is alone
 * at the end.
 * @type {Readonly<Record<string, Step>>}
 */
export const steps = {
  types: { title: 'types', run: checkTypes },
  build: { title: 'build', run: () => nodeScript('esbuild.mjs') },
  package: { title: 'packages', run: () => nodeScript('scripts/package.mjs') },
  lint: { title: 'lint', run: lint },
  e2e: {
    title: 'end to end',
    usesSystem: true,
    usesServer: true,
    usesBuild: true,
    usesPackages: true,
    after: ['build', 'package'],
    run: inChromium(() => nodeTests('e2e')),
  },
  oracle: {
    title: 'oracle tests',
    usesSystem: true,
    usesBuild: true,
    after: ['build'],
    run: withBuilt(oracleTests),
  },
  webview: {
    title: 'webview',
    usesSystem: true,
    run: inChromium(() => nodeTests('webview')),
  },
  vscode: {
    title: 'extension tests',
    usesSystem: true,
    usesServer: true,
    usesBuild: true,
    after: ['build'],
    run: inChromium(extensionTests),
  },
  // What `engines.vscode` promises, in the oldest VS Code that it names.
  floor: {
    title: 'oldest VS Code',
    usesSystem: true,
    usesFloor: true,
    usesBuild: true,
    after: ['build', 'vscode', 'e2e'],
    joins: () => inCi,
    run: inChromium(floorTests),
  },
  unit: {
    title: 'unit tests',
    usesSystem: true,
    usesBuild: true,
    after: ['build'],
    run: withBuilt(() => nodeTests('unit')),
  },
  hostile: {
    title: 'hostile input',
    usesSystem: true,
    usesBuild: true,
    after: ['build'],
    run: withBuilt(() => nodeTests('hostile')),
  },
  // Both fetch kernels' images where there are none.
  truth: { title: 'consumers’ own code', usesSystem: true, after: ['oracle'], run: truthTests },
  // Fetched with one apt, one after the other.
  sources: { title: 'source trees', usesSystem: true, after: ['truth'], run: sourcesTests },
  packages: {
    title: 'package tests',
    usesPackages: true,
    after: ['package'],
    run: () => nodeTests('packages'),
  },
  rules: { title: 'import rules', run: () => nodeTests('rules') },
};

/** @param {number} exitCode @returns {Counts} a check is no test: it counts only when it fails */
function counted(exitCode) {
  return { passed: 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
}

/** @param {string} module a script below node_modules @param {readonly string[]} args */
async function check(module, args) {
  return counted(await run(toolNode(), [path.join(root, 'node_modules', module), ...args]));
}

/** @param {string} script @param {readonly string[]} args */
async function nodeScript(script, ...args) {
  return counted(await run(toolNode(), [path.join(root, script), ...args]));
}

async function lint() {
  const colors = process.stdout.isTTY ? [] : ['--colors=off'];
  const biome = await check('@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', ...colors]);
  const rooms = await nodeScript('lint/rooms.mjs');
  return together([biome, rooms]);
}

async function checkTypes() {
  const all = [];
  for (const project of typeScriptProjects) {
    const options = ['--pretty', 'false', '-p', project, ...incrementally(project)];
    all.push(await check('typescript/bin/tsc', options));
  }
  return together(all);
}

/**
 * Runs test/FOLDER with Node's test runner, in one process: all of its files load the same modules, and those that need a
 * browser and a server share one.
 * @param {string} folder
 * @param {readonly string[]} [only] names of its files; absent: all
 * @returns {Promise<Counts>}
 */
async function nodeTests(folder, only) {
  const files = (await testFiles(path.join(root, 'test', folder))).filter(
    (file) => only === undefined || only.includes(path.basename(file)),
  );
  if (files.length === 0) {
    console.log(`  test/${folder} has no tests yet`);
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const results = await freshResults(`${folder}.json`);
  const reporters = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${path.join(root, 'scripts/test/countingReporter.mjs')}`,
    `--test-reporter-destination=${results}`,
  ];
  const exitCode = await run(toolNode(), [
    '--test',
    ...reporters,
    '--test-timeout=300000',
    '--test-isolation=none',
    ...files,
  ]);
  return orCrash(exitCode, await readFile(results, 'utf8').then(JSON.parse, () => undefined));
}

async function oracleTests() {
  const kernels = process.env['ORACLE_KERNELS'] === 'all' ? 'all' : 'sample';
  const images = await nodeScript('scripts/kernelImages.mjs', kernels);
  const files = await nodeScript('scripts/kernelFiles.mjs', kernels);
  return together([images, files, await nodeTests('oracle')]);
}

async function truthTests() {
  const extent = process.env['TRUTH'] === 'all' ? 'all' : 'sample';
  const sources = await nodeScript('test/truth/fetch.ts', extent);
  const images = await nodeScript('scripts/kernelImages.mjs', 'sample');
  return together([sources, images, await nodeTests('truth')]);
}

async function sourcesTests() {
  const extent = process.env['SOURCES'] === 'all' ? 'all' : 'sample';
  const fetched = await nodeScript('test/sources/fetch.ts', extent);
  return together([fetched, await nodeTests('sources')]);
}

/**
 * A step whose tests start what was built in the place of the sources (test/support/started.ts).
 * @param {() => Promise<Counts>} step
 */
function withBuilt(step) {
  return () => {
    process.env['VDSO_EXPLORER_TEST_DIST'] = path.join(root, 'dist');
    return step();
  };
}

/**
 * A step that is skipped as a whole, and counted as one skip, without Chromium. With CI=true set-up has failed then.
 * @param {() => Promise<Counts>} step
 */
function inChromium(step) {
  return async () => {
    if (findTool('Chromium') !== undefined) return step();
    console.log('  skipped: Chromium is not installed');
    return { passed: 0, failed: inCi ? 1 : 0, skipped: inCi ? 0 : 1 };
  };
}

async function extensionTests() {
  const bundled = await nodeScript('esbuild.mjs', '--tests');
  if (bundled.failed > 0) return bundled;
  const results = await extensionResults();
  const exitCode = await run(toolNode(), [
    path.join(root, 'test/support/workbench/runExtensionTests.ts'),
    results,
  ]);
  return readExtensionResults(exitCode, results);
}

/** The extension tests and four journeys (image, hover, file, reload) in the VS Code of `engines.vscode`. */
async function floorTests() {
  process.env['VDSO_EXPLORER_TEST_SERVER'] = 'floor';
  const extension = await extensionTests();
  const journeys = ['liveImage.test.ts', 'goHover.test.ts', 'elfFiles.test.ts', 'afterReload.test.ts'];
  return together([extension, await nodeTests('e2e', journeys)]);
}

/** @returns {Promise<string>} path of the file that the extension tests are to write; it does not exist yet */
export function extensionResults() {
  return freshResults('vscode.jsonl');
}

/**
 * Prints and counts what test/vscode/index.ts wrote.
 * @param {number} exitCode
 * @param {string} file
 */
export async function readExtensionResults(exitCode, file) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const failures = [];
  /** @type {import('./counts.mjs').Skip[]} */
  const skips = [];
  const marks = { passed: '✔', failed: '✖', skipped: '﹣' };
  let complete = false;
  const text = await readFile(file, 'utf8').catch(() => '');
  for (const line of text.split('\n').filter((each) => each !== '')) {
    /** @type {import('../../test/vscode/index.ts').ResultLine} */
    const result = JSON.parse(line);
    if (result.event === 'end') {
      complete = true;
    } else {
      counts[result.event] += 1;
      console.log(`  ${marks[result.event]} ${result.title} (${result.durationMs} ms)`);
      if (result.error !== undefined) console.log(result.error.replace(/^/gm, '      '));
      if (result.event === 'failed') failures.push(failureInShort(result.title, result.error));
      // Mocha has no word for why.
      if (result.event === 'skipped') skips.push({ name: result.title, why: '' });
    }
  }
  const cut = 'The run was cut off: what follows its last test did not happen.';
  if (!complete) console.log(`  ${cut}`);
  return orCrash(
    exitCode,
    complete
      ? { ...counts, failures, skips }
      : { ...counts, failed: counts.failed + 1, failures: [...failures, cut], skips },
  );
}

/**
 * A runner that ends badly without a failed test (a syntax error, a crash) still has failed.
 * @param {number} exitCode
 * @param {Counts | undefined} counts undefined when the runner wrote none
 * @returns {Counts}
 */
function orCrash(exitCode, counts) {
  if (counts === undefined) return counted(1);
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {string} folder @returns {Promise<string[]>} */
async function testFiles(folder) {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name))
    .sort();
}

/** @param {string} name @returns {Promise<string>} path of a results file that does not exist */
async function freshResults(name) {
  await mkdir(resultsFolder, { recursive: true });
  const file = path.join(resultsFolder, name);
  await rm(file, { force: true });
  return file;
}
