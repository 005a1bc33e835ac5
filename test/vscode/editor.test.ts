import assert from 'node:assert/strict';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { activeTab, closeAll, liveUri, tabsHaveTitles, withFolder } from './support.ts';

const viewTypeOf = (tab: vscode.Tab) =>
  tab.input instanceof vscode.TabInputCustom ? tab.input.viewType : undefined;

suite('editors', () => {
  teardown(closeAll);

  test('Inspect vDSO opens the live image, and a second time the same tab', async () => {
    const live = await liveUri();
    await vscode.commands.executeCommand('vdsoExplorer.inspectLive');
    const tab = await activeTab((each) => viewTypeOf(each) === 'vdsoExplorer.live');
    assert.equal(tab.input instanceof vscode.TabInputCustom && tab.input.uri.toString(), live.toString());
    assert.equal(tab.label, `${path.posix.basename(live.path)}${tabsHaveTitles ? ' (live)' : ''}`);
    assert.equal(tab.isPreview, false);
    await vscode.commands.executeCommand('vdsoExplorer.inspectLive');
    assert.equal(vscode.window.tabGroups.all.flatMap((group) => group.tabs).length, 1);
  });

  test('a live image opens in our editor without being told so', async () => {
    await vscode.commands.executeCommand('vscode.open', await liveUri());
    await activeTab((each) => viewTypeOf(each) === 'vdsoExplorer.live');
  });

  test('the editor can be split', async () => {
    await vscode.commands.executeCommand('vdsoExplorer.inspectLive');
    await activeTab((each) => viewTypeOf(each) === 'vdsoExplorer.live');
    await vscode.commands.executeCommand('workbench.action.splitEditor');
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.deepEqual(tabs.map(viewTypeOf), ['vdsoExplorer.live', 'vdsoExplorer.live']);
  });

  test('a menu hands over the file, or all selected ones', () =>
    withFolder(async (folder) => {
      const files = ['a.so', 'b.so.1'].map((name) => vscode.Uri.file(path.join(folder, name)));
      for (const { fsPath } of files) await copyFile(process.execPath, fsPath);
      const [first, second] = files;
      await vscode.commands.executeCommand('vdsoExplorer.inspectResource', first);
      await activeTab((each) => viewTypeOf(each) === 'vdsoExplorer.elf' && each.label === 'a.so');
      await vscode.commands.executeCommand('vdsoExplorer.inspectResource', second, files);
      await activeTab((each) => viewTypeOf(each) === 'vdsoExplorer.elf' && each.label === 'b.so.1');
      assert.equal(vscode.window.tabGroups.activeTabGroup.tabs.length, 2);
    }));

  test('what cannot be shown opens all the same, to say why', () =>
    withFolder(async (folder) => {
      await writeFile(path.join(folder, 'empty.so'), '');
      await writeFile(path.join(folder, 'text.so'), 'GROUP ( /lib/libc.so.6 )\n');
      await mkdir(path.join(folder, 'folder.so'));
      const files = ['empty.so', 'text.so', 'folder.so', 'missing.so'].map((name) => path.join(folder, name));
      const addresses = [
        ...files.map((file) => vscode.Uri.file(file).toString()),
        'vdso:/process/4194304/linux-vdso.so.1',
        'vdso:/live/other.so',
      ];
      for (const address of addresses) {
        const uri = vscode.Uri.parse(address);
        await vscode.commands.executeCommand('vscode.openWith', uri, 'vdsoExplorer.elf');
        const tab = await activeTab((each) => each.label.startsWith(path.posix.basename(uri.path)));
        assert.equal(viewTypeOf(tab), 'vdsoExplorer.elf', address);
      }
    }));

  test('a link to a symbol opens the live image, whatever it is given', async () => {
    for (const argument of [{ table: 'symbols', name: '__vdso_time' }, undefined, 'x', { name: 7 }]) {
      await vscode.commands.executeCommand('vdsoExplorer.revealSymbol', argument);
      await activeTab((each) => viewTypeOf(each) === 'vdsoExplorer.live');
      await closeAll();
    }
  });
});
