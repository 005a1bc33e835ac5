// Child processes and look-ups on PATH, for the scripts that run before anything is installed.

import { spawn } from 'node:child_process';
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
export const inCi = process.env['CI'] === 'true';

/** The Node that npm installed with the project: 24, so TypeScript runs as it is. */
const installedNode = path.join(root, 'node_modules/.bin/node');

/**
 * The Node that runs everything after the bootstrap.
 * @returns {string} an executable; the one running now where the project brings none (not Linux) and it is new enough
 * @throws when there is no such Node
 */
export function toolNode() {
  if (isExecutable(installedNode)) return installedNode;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new Error(`Node 24 or newer is needed on ${process.platform}, this is ${process.versions.node}`);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options] output goes to ours unless `stdio` says otherwise
 * @returns {Promise<number>} exit code; 127 when the command could not be started, 128 when a signal ended it
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], cwd: root, ...options });
    const stop = () => void child.kill();
    process.once('exit', stop);
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code) => {
      process.off('exit', stop);
      resolve(code ?? 128);
    });
  });
}

/** Milliseconds between two looks at who the parent is. */
const PARENT_MS = 500;

/**
 * Of a script that npm runs: its end is a signal as well. npm hands SIGTERM on to its shell, which dies of it and tells
 * nobody, and the script would go on without anybody who can end it.
 * @returns {() => void} ends that
 */
function signalWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return () => {};
  const parent = process.ppid;
  const look = () => process.ppid === parent || process.kill(process.pid, 'SIGTERM');
  const timer = setInterval(look, PARENT_MS).unref();
  return () => clearInterval(timer);
}

/**
 * Makes a signal that ends this process an ordinary exit, which ends the children of `run` as well.
 * @returns {() => void} leaves signals to whoever takes them next
 */
export function endOnSignals() {
  const endings = /** @type {const} */ ([
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ]).map(([signal, number]) => {
    const end = () => process.exit(128 + number);
    process.once(signal, end);
    return () => void process.off(signal, end);
  });
  const stopLooking = signalWithNpm();
  return () => {
    for (const undo of endings) undo();
    stopLooking();
  };
}

/**
 * Runs a script of this project under the project's Node and hands on its exit code and our signals, so that ending
 * the parent ends the child, and with it what the child started.
 * @param {string} script path below the project's root
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export function runUnderToolNode(script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(toolNode(), [path.join(root, script), ...args], { stdio: 'inherit', cwd: root });
    // A terminal sends Ctrl-C to the child as well; a second signal does not hurt it.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => child.kill(signal));
    }
    signalWithNpm();
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 128));
  });
}

/**
 * @param {string | RegExp} name an exact name, or a pattern of names
 * @returns {string | undefined} full path of the first match on PATH; of several names that match, wherever they lie,
 *   the one with the highest number in it (`llvm-readelf-22` before `llvm-readelf-14`)
 */
export function findOnPath(name) {
  const directories = (process.env['PATH'] ?? '').split(path.delimiter).filter((each) => each !== '');
  const files = directories.flatMap((directory) =>
    (typeof name === 'string' ? [name] : namesIn(directory, name)).map((each) => path.join(directory, each)),
  );
  if (typeof name !== 'string') files.sort((a, b) => byNumber(path.basename(b), path.basename(a)));
  return files.find(isExecutable);
}

/** @param {string} a @param {string} b */
const byNumber = (a, b) => a.localeCompare(b, 'en', { numeric: true });

/** @param {string} directory @param {RegExp} pattern */
function namesIn(directory, pattern) {
  try {
    return readdirSync(directory).filter((name) => pattern.test(name));
  } catch {
    return []; // PATH may name directories that do not exist
  }
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
