/**
 * Global set-up of the end-to-end tests (`node --test --test-global-setup`): one server and one browser for all of
 * their processes, because starting them takes longer than most tests. Each scene has a folder, a context of the
 * browser and so a storage of its own, and begins with the settings of a new profile; its extension host ends with it.
 */
import { type Browser, type BrowserServer, chromium } from 'playwright-core';
import { launchSharedBrowser } from './browser.ts';
import { type ServerPlace, serverAt, startServer, type WorkbenchServer } from './server.ts';

/** Tells the tests' processes where both are. */
const variable = 'SHARED_WORKBENCH';
const graceSeconds = 10;

interface Shared {
  readonly server: ServerPlace;
  readonly browser: string;
}

let server: WorkbenchServer | undefined;
let browser: BrowserServer | undefined;

export async function globalSetup(): Promise<void> {
  server = await startServer({ graceSeconds });
  browser = await launchSharedBrowser();
  const shared: Shared = { server: server.place, browser: browser.wsEndpoint() };
  process.env[variable] = JSON.stringify(shared);
}

export async function globalTeardown(): Promise<void> {
  await browser?.close();
  await server?.stop();
}

/** @returns undefined where nothing is shared, or where one of the two has died under a test: then one starts one's own */
export async function connectShared(): Promise<
  { readonly server: WorkbenchServer; readonly browser: Browser } | undefined
> {
  const text = process.env[variable];
  if (text === undefined) return undefined;
  const shared: Shared = JSON.parse(text);
  try {
    await fetch(`http://127.0.0.1:${shared.server.port}/version`);
    return { server: serverAt(shared.server), browser: await chromium.connect(shared.browser) };
  } catch (error) {
    console.log(`What the end-to-end tests share is gone: ${error}`);
    return undefined;
  }
}
