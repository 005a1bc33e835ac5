// Images in files and comparisons, as the extension host does them: without a window, by their commands and addresses.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { innerPath } from '../../src/editor/innerUri.ts';
import { kernelOf } from '../support/containers/kernels.ts';
import { vdsoImage } from '../support/elf/index.ts';
import { activeTab, closeAll, until, withFolder } from './support.ts';

const amd64 = vdsoImage({ arch: 'amd64' }).bytes;
const arm64 = vdsoImage({ arch: 'arm64' }).bytes;

function addressIn(file: string, index: number): vscode.Uri {
  const container = vscode.Uri.file(file).toString();
  const address = { container, members: [], index, name: 'linux-vdso.so.1' };
  return vscode.Uri.from({ scheme: 'vdso', path: innerPath(address) });
}

suite('images in files', () => {
  teardown(closeAll);

  test('their bytes are a read-only file, which has one modification time', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'vmlinux');
      await writeFile(file, kernelOf([amd64, arm64]).bytes);
      const uri = addressIn(file, 1);
      assert.deepEqual(Buffer.from(await vscode.workspace.fs.readFile(uri)), Buffer.from(arm64));
      const [one, other] = [await vscode.workspace.fs.stat(uri), await vscode.workspace.fs.stat(uri)];
      assert.equal(one.size, arm64.length);
      assert.equal(one.mtime, other.mtime);
      await assert.rejects(
        async () => vscode.workspace.fs.readFile(addressIn(file, 2)),
        /Image 3 is no longer in/,
      );
      await assert.rejects(async () => vscode.workspace.fs.writeFile(uri, amd64));
    }));

  test('the only image of a file opens at once, and the only one below a folder', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'boot', 'vmlinux');
      await mkdir(path.dirname(file));
      await writeFile(file, kernelOf([amd64]).bytes);
      const isOurs = ({ input }: vscode.Tab) =>
        input instanceof vscode.TabInputCustom && input.uri.toString() === addressIn(file, 0).toString();
      await vscode.commands.executeCommand('vdsoExplorer.listImages', vscode.Uri.file(file));
      await activeTab(isOurs);
      await closeAll();
      await vscode.commands.executeCommand('vdsoExplorer.findImages', vscode.Uri.file(folder));
      await activeTab(isOurs);
    }));

  test('what is no file, and what holds none, ends with words and opens nothing', () =>
    withFolder(async (folder) => {
      await assert.rejects(
        async () =>
          vscode.commands.executeCommand('vdsoExplorer.listImages', vscode.Uri.file(path.join(folder, 'x'))),
        /does not exist/,
      );
      await vscode.commands.executeCommand('vdsoExplorer.findImages', vscode.Uri.file(folder));
      assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab, undefined);
    }));
});

suite('comparisons', () => {
  teardown(closeAll);

  test('two files: a summary, and the texts that differ in an editor of their own', () =>
    withFolder(async (folder) => {
      const [from, to] = ['a.so', 'b.so'].map((name) => vscode.Uri.file(path.join(folder, name)));
      assert.ok(from && to);
      await writeFile(from.fsPath, amd64);
      await writeFile(to.fsPath, arm64);
      await vscode.commands.executeCommand('vdsoExplorer.compareWith', from, [from, to]);
      const document = vscode.window.activeTextEditor?.document;
      assert.equal(document?.uri.scheme, 'vdso-compared');
      const text = document.getText();
      assert.match(text, /a\.so.*b\.so/);
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      assert.match(lenses[0]?.command?.title ?? '', /Show All Differences/);
      assert.ok(lenses.length > 3);
      for (const { range } of lenses) assert.notEqual(document.lineAt(range.start.line).text, '');

      await vscode.commands.executeCommand(
        'vdsoExplorer.showDifferences',
        from.toString(),
        to.toString(),
        'exports',
      );
      const tab = await activeTab(({ input }) => input instanceof vscode.TabInputTextDiff);
      assert.ok(tab.input instanceof vscode.TabInputTextDiff);
      const [left, right] = await Promise.all(
        [tab.input.original, tab.input.modified].map(async (uri) =>
          (await vscode.workspace.openTextDocument(uri)).getText(),
        ),
      );
      assert.match(left ?? '', /__vdso_clock_gettime@LINUX_2\.6 /);
      assert.match(right ?? '', /__kernel_clock_gettime@LINUX_2\.6\.39 /);
      assert.doesNotMatch(`${left}${right}`, new RegExp(path.basename(folder)));
      await assert.rejects(async () => vscode.workspace.fs.writeFile(document.uri, amd64));
    }));

  test('a file that has changed is compared as it is now', () =>
    withFolder(async (folder) => {
      const [from, to] = ['a.so', 'b.so'].map((name) => vscode.Uri.file(path.join(folder, name)));
      assert.ok(from && to);
      for (const { fsPath } of [from, to]) await writeFile(fsPath, amd64);
      const compare = () => vscode.commands.executeCommand('vdsoExplorer.compareWith', from, [from, to]);
      await compare();
      const alike = vscode.window.activeTextEditor?.document.getText() ?? '';
      assert.doesNotMatch(alike, /__kernel_/);
      await closeAll();
      await writeFile(to.fsPath, arm64);
      await compare();
      await until('the text of the files as they are now', () =>
        /__kernel_/.test(vscode.window.activeTextEditor?.document.getText() ?? '') ? true : undefined,
      );
    }));
});
