import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { findTool } from '../../../scripts/setup/systemPackages.mjs';

/**
 * Starts the system's Chromium, without a window unless `SHOW_BROWSER` is set.
 * @throws when there is none
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(options());
}

function options(): LaunchOptions {
  const executablePath = findTool('Chromium');
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
