import assert from 'node:assert/strict';
import { link, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { givenBack, heldBy, settled } from '../support/extensionHost.ts';
import { closeAll, withFolder } from './support.ts';

const ROUNDS = 40;
const LIBC = ['/lib/x86_64-linux-gnu/libc.so.6', '/lib/aarch64-linux-gnu/libc.so.6', '/lib64/libc.so.6'];

suite('many tabs', () => {
  suiteTeardown(closeAll);

  test('opened and closed in a loop: threads and handles come back', async function () {
    this.timeout(120_000);
    if (process.platform !== 'linux') this.skip();
    await withFolder(async (folder) => {
      const files = await libraries(folder, 4);
      if (files.length === 0) this.skip();
      const open = async (at: number) => {
        const uri = files[at % files.length] as vscode.Uri;
        await vscode.commands.executeCommand('vscode.openWith', uri, 'vdsoExplorer.elf', { preview: false });
        await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      };
      // Bundles are loaded, and thread pools started, with the first ones.
      for (let at = 0; at < 4; at++) await open(at);
      const before = await settled(process.pid);
      let most = 0;
      for (let at = 0; at < ROUNDS; at++) {
        await open(at);
        most = Math.max(most, heldBy(process.pid).threads);
      }
      await givenBack(process.pid, before, folder);
      assert.ok(most <= before.threads + 8, `${most} threads at once, ${before.threads} before`);
    });
  });

  test('left open, few of the hidden ones keep a reader, and the first still shows its rows', async function () {
    this.timeout(120_000);
    if (process.platform !== 'linux') this.skip();
    await withFolder(async (folder) => {
      const files = await libraries(folder, 16);
      if (files.length === 0) this.skip();
      const before = await settled(process.pid);
      for (const file of files) {
        await vscode.commands.executeCommand('vscode.openWith', file, 'vdsoExplorer.elf', { preview: false });
      }
      const { threads } = await settled(process.pid);
      // One is shown, eight are kept.
      assert.ok(threads <= before.threads + 9, `${threads} threads, ${before.threads} before`);
      await vscode.commands.executeCommand('vscode.openWith', files[0], 'vdsoExplorer.elf');
      const answer = await vscode.commands.executeCommand('vdsoExplorer.resolveAddress', '0x0');
      assert.match(String(answer), /0x0/);
      await closeAll();
    });
  });
});

/** A large library under several names: each has a document, and a reader, of its own. */
async function libraries(folder: string, count: number): Promise<vscode.Uri[]> {
  const files = Array.from({ length: count }, (_, at) => path.join(folder, `lib${at}.so`));
  const [first = '', ...others] = files;
  for (const libc of LIBC) {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.file(libc)).then(
      (read) => read,
      () => undefined,
    );
    if (bytes === undefined) continue;
    await writeFile(first, bytes);
    for (const other of others) await link(first, other);
    return files.map((file) => vscode.Uri.file(file));
  }
  return [];
}
