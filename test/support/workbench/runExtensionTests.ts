// Runs the bundled extension tests in a real extension host of VS Code's server, with the workbench in Chromium.
// Usage: node test/support/workbench/runExtensionTests.ts RESULTS
// Writes one JSON object a line to RESULTS (test/vscode/index.ts says which) and exits with 0 or 1.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { launchBrowser } from './browser.ts';
import { projectRoot } from './paths.ts';
import { startServer, steadySettings } from './server.ts';

const timeLimitMs = 5 * 60_000;

/** Native modules that set-up does not compile (scripts/setup/codeServer.mjs); the host works without them. */
const noise = /Could not locate the bindings file|native-watchdog|build\/Release\/watchdog/;

const results = process.argv[2];
if (results === undefined) throw new Error('Usage: runExtensionTests.ts RESULTS');

const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-folder-'));
const server = await startServer({
  settings: steadySettings,
  env: { EXTENSION_TEST_RESULTS: path.resolve(results) },
});
const browser = await launchBrowser();
const log: string[] = [];
try {
  const page = await browser.newPage();
  const exitCode = new Promise<number>((resolve, reject) => {
    const sentence = `The extension host did not report an end within ${timeLimitMs / 1000} s.`;
    const timer = setTimeout(() => reject(new Error(sentence)), timeLimitMs);
    const exit = (code: number) => {
      clearTimeout(timer);
      resolve(code);
    };
    // The two functions by which a workbench under automation reports to whoever drives it.
    Promise.all([
      page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) =>
        log.push(`${type}: ${format(...args)}`),
      ),
      page.exposeFunction('codeAutomationExit', exit),
    ])
      .then(() =>
        page.goto(
          server.address({
            folder,
            development: true,
            tests: path.join(projectRoot, 'out/test/vscode/index.cjs'),
          }),
        ),
      )
      .catch(reject);
  });
  process.exitCode = await exitCode;
  if (process.exitCode !== 0) process.stderr.write(`${log.filter((line) => !noise.test(line)).join('\n')}\n`);
} catch (error) {
  process.stderr.write(`${log.join('\n')}\n\nThe server printed:\n${server.output()}\n`);
  throw error;
} finally {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
