import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { findTool } from '../../../scripts/setup/systemPackages.mjs';

/**
 * Starts the system's Chromium, without a window unless `SHOW_BROWSER` is set.
 * @param whole the browser that people have; else, where it is installed, the one that has no windows at all: what
 *   draws the frame of each takes a second of a processor, and all that happens in a page a fifth more
 * @throws when there is none
 */
export async function launchBrowser({ whole = false } = {}): Promise<Browser> {
  return chromium.launch(options(whole || process.env['SHOW_BROWSER'] !== undefined));
}

function options(whole: boolean): LaunchOptions {
  const withoutWindows = whole ? undefined : findTool('Chromium without windows');
  const executablePath = withoutWindows ?? findTool('Chromium');
  if (executablePath === undefined)
    throw new Error('Chromium is not installed: run `node scripts/setup.mjs`.');
  return {
    executablePath,
    headless: process.env['SHOW_BROWSER'] === undefined,
    // The pages come from this machine only, and as root Chromium has no sandbox.
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
