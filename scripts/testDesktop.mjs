// `npm run test:desktop`: the extension tests of test/vscode in desktop VS Code, through @vscode/test-electron. Takes
// the VS Code that is installed (or that VSCODE_EXECUTABLE names), else downloads one where that is possible.

import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { findOnPath, root, run, runUnderToolNode, toolNode } from './setup/processes.mjs';
import { setUp } from './setup.mjs';
import { extensionResults, readExtensionResults } from './test/steps.mjs';

const running = '--run';

process.exitCode = process.argv[2] === running ? await testInDesktop() : await start();

async function start() {
  await setUp({ server: false, system: false });
  for (const args of [['esbuild.mjs'], ['esbuild.mjs', '--tests']]) {
    const code = await run(toolNode(), args);
    if (code !== 0) return code;
  }
  const results = await extensionResults();
  const code = await runUnderToolNode('scripts/testDesktop.mjs', [running, results]);
  if (!existsSync(results)) return code === 0 ? 1 : code; // VS Code never came so far; why is said above
  const { passed, failed, skipped } = await readExtensionResults(code, results);
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0 ? 0 : 1;
}

/** @returns {Promise<number>} exit code */
async function testInDesktop() {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    console.error(
      'Desktop VS Code needs a display: run this in a desktop session, or as `xvfb-run -a npm run test:desktop`.',
    );
    return 1;
  }
  const { downloadAndUnzipVSCode, runTests } = await import('@vscode/test-electron');
  let vscodeExecutablePath = process.env['VSCODE_EXECUTABLE'] ?? installedVsCode();
  try {
    vscodeExecutablePath ??= await downloadAndUnzipVSCode();
  } catch (error) {
    console.error(`There is no desktop VS Code on this machine and none can be downloaded (${error}).`);
    console.error('Install VS Code, or run the same tests without it: npm run test:vscode.');
    return 1;
  }
  console.log(`Testing in ${vscodeExecutablePath}`);
  return runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'out/test/vscode/index.cjs'),
    extensionTestsEnv: { EXTENSION_TEST_RESULTS: process.argv[3] },
    launchArgs: ['--disable-extensions', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  }).catch((error) => {
    console.error(String(error));
    return 1;
  });
}

/** `code` is a script of VS Code's bin folder; the program that can be tested is beside that folder. */
function installedVsCode() {
  const script = findOnPath('code');
  if (script === undefined) return undefined;
  const bin = path.dirname(realpathSync(script));
  const candidates = ['../code', '../Code.exe', '../../../MacOS/Electron', '../../../MacOS/Code'];
  return candidates.map((candidate) => path.join(bin, candidate)).find((candidate) => existsSync(candidate));
}
