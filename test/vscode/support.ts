import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

/** The folder /live of the live file system has this one image. */
export async function liveUri(): Promise<vscode.Uri> {
  const folder = vscode.Uri.parse('vdso:/live');
  const [entry] = await vscode.workspace.fs.readDirectory(folder);
  if (!entry) throw new Error('There is no live image.');
  return vscode.Uri.joinPath(folder, entry[0]);
}

/** The tab in front, once `isIt` says so. */
export async function activeTab(isIt: (tab: vscode.Tab) => boolean): Promise<vscode.Tab> {
  const current = () => vscode.window.tabGroups.activeTabGroup.activeTab;
  return until(`a tab that fits, not ${current()?.label}`, () => {
    const tab = current();
    return tab && isIt(tab) ? tab : undefined;
  });
}

/** Whether a tab is called as its editor says (`panel.title`); in VS Code 1.96 it has its file's name. */
export const tabsHaveTitles = Number(vscode.version.split('.')[1]) > 96;
/** Whether programs run in terminals: node-pty is not compiled for the server of VS Code 1.96. */
export const hasTerminals = tabsHaveTitles;

/** Waits for a condition, and for no fixed time. */
export async function until<Value>(what: string, look: () => Value | undefined): Promise<Value> {
  const end = Date.now() + 15_000;
  for (;;) {
    const value = look();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`Waited for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** A folder that goes after the test. */
export async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-test-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where this process has its vDSO, by the kernel's own list. */
export function mappedAt(): bigint {
  const line = readFileSync('/proc/self/maps', 'utf8')
    .split('\n')
    .find((each) => each.endsWith('[vdso]'));
  const start = line?.split('-')[0];
  if (start === undefined) throw new Error('No [vdso] in /proc/self/maps.');
  return BigInt(`0x${start}`);
}
