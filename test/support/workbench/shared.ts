/**
 * One server and one browser for all workbenches of a process: starting both takes longer than most tests. Each
 * workbench has a folder, a context of the browser and so a storage of its own, and begins with the settings of a new
 * profile; its extension host ends with it.
 */
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startServer, type WorkbenchServer } from './server.ts';

const graceSeconds = 10;

let server: WorkbenchServer | undefined;
let browser: Browser | undefined;

/** Anew where it has died under a test. */
export async function sharedServer(): Promise<WorkbenchServer> {
  if (server !== undefined && !(await answers(server))) {
    console.log('The server that the end-to-end tests share is gone.');
    server = undefined;
  }
  server ??= await startServer({ graceSeconds });
  return server;
}

async function answers({ place: { port } }: WorkbenchServer): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/version`).then(
    () => true,
    () => false,
  );
}

/** Anew where it has died under a test. */
export async function sharedBrowser(): Promise<Browser> {
  if (!browser?.isConnected()) browser = await launchBrowser();
  return browser;
}

/** Ends both, when all is done. */
export async function endShared(): Promise<void> {
  const ending = [browser, server] as const;
  browser = undefined;
  server = undefined;
  await ending[0]?.close();
  await ending[1]?.stop();
}
