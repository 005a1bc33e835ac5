import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeTab, closeAll } from './support.ts';

const isAtlas = (tab: vscode.Tab) =>
  tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('vdsoExplorer.atlas');

function tabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

suite('Which Kernel Serves Which Runtime', () => {
  setup(closeAll);
  teardown(closeAll);

  test('the command opens its tab with no image open, and comes back to it', async () => {
    await vscode.commands.executeCommand('vdsoExplorer.showAtlas');
    const tab = await activeTab(isAtlas);
    assert.equal(tab.label, 'Which Kernel Serves Which Runtime');
    await vscode.commands.executeCommand('vdsoExplorer.inspectLive');
    await activeTab((each) => !isAtlas(each));
    await vscode.commands.executeCommand('vdsoExplorer.showAtlas');
    await activeTab(isAtlas);
    assert.equal(tabs().filter(isAtlas).length, 1);
    assert.equal(tabs().length, 2);
  });

  test('a closed tab opens anew', async () => {
    for (let times = 0; times < 2; times++) {
      await vscode.commands.executeCommand('vdsoExplorer.showAtlas');
      await activeTab(isAtlas);
      await closeAll();
      assert.equal(tabs().length, 0);
    }
  });

  test('its title and category are those of the palette', () => {
    const extension = vscode.extensions.getExtension('vdso-explorer.vdso-explorer');
    const commands: { command: string; title: string; category?: string }[] =
      extension?.packageJSON.contributes.commands;
    const atlas = commands.find(({ command }) => command === 'vdsoExplorer.showAtlas');
    assert.equal(atlas?.title, 'Which Kernel Serves Which Runtime');
    assert.equal(atlas?.category, 'vDSO');
  });
});
