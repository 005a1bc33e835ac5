// `npm start`: sets up, builds, and opens VS Code with the extension on the live vDSO. Desktop VS Code where `code`
// and a display are there, else VS Code's server, in whatever browser the printed address is opened.
// `npm start -- FOLDER` opens that folder instead of a sample.

import { readFileSync, realpathSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { endOnSignals, findOnPath, root, run, runUnderToolNode, toolNode } from './setup/processes.mjs';
import { setUp } from './setup.mjs';

const liveImage = 'vdso:/live/linux-vdso.so.1';
const serving = '--serve';

const sampleGo = `// Point at a name, at a string or at a number: the hover says what it is and what it resolves to on this machine.

package sample

type vdsoSymbolKey struct {
	name    string
	symHash uint32
	gnuHash uint32
	ptr     *uintptr
}

var vdsoSymbolKeys = []vdsoSymbolKey{
	{"__vdso_gettimeofday", 0x315ca59, 0xb01bca00, &vdsoGettimeofdaySym},
	{"__vdso_clock_gettime", 0xd35ec75, 0x6e43a318, &vdsoClockgettimeSym},
}

var (
	vdsoGettimeofdaySym uintptr
	vdsoClockgettimeSym uintptr
)
`;

const args = process.argv.slice(2);
if (args[0] === serving) {
  await serve(args[1] ?? root);
} else {
  process.exitCode = await start(args[0]);
}

/** @param {string | undefined} folder @returns {Promise<number>} exit code */
async function start(folder) {
  const signalsAreTaken = endOnSignals();
  const code = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? findOnPath('code') : undefined;
  await setUp({ server: code === undefined, system: false });
  const built = await run(toolNode(), [path.join(root, 'esbuild.mjs'), '--dev']);
  if (built !== 0) return built;
  const opened = folder === undefined ? await sampleFolder() : path.resolve(folder);
  if (code === undefined) {
    signalsAreTaken();
    return runUnderToolNode('scripts/start.mjs', [serving, opened]);
  }
  return run(code, ['--new-window', `--extensionDevelopmentPath=${root}`, opened, '--file-uri', liveImage]);
}

/** Something to right-click on and something to hover over. */
async function sampleFolder() {
  const folder = path.join(root, 'out/sample');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'clock.go'), sampleGo);
  const library = libcOfThisProcess();
  if (library !== undefined) await copyFile(library, path.join(folder, path.basename(library)));
  return folder;
}

/** @returns {string | undefined} undefined without /proc, or where libc is linked statically */
function libcOfThisProcess() {
  try {
    const name = /\/\S*\/(libc\.so\.6|ld-musl-\w+\.so\.1)$/m.exec(
      readFileSync('/proc/self/maps', 'utf8'),
    )?.[0];
    return name === undefined ? undefined : realpathSync(name);
  } catch {
    return undefined;
  }
}

/** Runs under the project's Node, which understands TypeScript. @param {string} folder */
async function serve(folder) {
  // A server that is not up yet ends with this process.
  const signalsAreTaken = endOnSignals();
  const { startServer } = await import('../test/support/workbench/server.ts');
  const server = await startServer({ profile: path.join(root, '.vscode-test/profile') });
  signalsAreTaken();
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => void server.stop().then(() => process.exit(0)));
  }
  const address = server.address({ folder, development: true, openFile: liveImage });
  console.log(`\nVS Code with vDSO Explorer is at\n\n  ${address}\n\nCtrl-C ends it.`);
}
