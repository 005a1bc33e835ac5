import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as vscode from 'vscode';
import { editorCatalogue } from '../../src/editor/catalogues.ts';
import { processItems } from '../../src/editor/processItems.ts';
import { recognizeAll } from '../../src/editor/processPicker.ts';
import type { Runtime } from '../../src/session/program/processProgram.ts';
import { nodeFiles } from '../../src/sources/nodeFiles.ts';
import { nodeProcFs } from '../../src/sources/nodeProcFs.ts';
import { listProcesses } from '../../src/sources/processList.ts';
import { readUserNames } from '../../src/sources/userNames.ts';
import { activeTab, closeAll, tabsHaveTitles } from './support.ts';

const command = 'vdsoExplorer.inspectProcess';

suite('processes', () => {
  teardown(closeAll);

  test('the picker lists this extension host and what it was built with', async () => {
    const entries = await listProcesses(nodeProcFs);
    const runtimes = new Map<number, Runtime>();
    await recognizeAll(nodeFiles, entries, runtimes);
    const items = processItems(editorCatalogue('en'), entries, await readUserNames(nodeProcFs), runtimes);
    const own = items.find(({ pid }) => pid === process.pid);
    assert.match(own?.description ?? '', new RegExp(`^${process.pid} · .+ · glibc · this extension host$`));
    assert.equal(own?.readable, true);
    assert.ok(
      items.every(({ readable, detail }) => readable || detail.length > 20),
      'a reason is missing',
    );
  });

  test('a process opens by its id, and the tab says whose image it is', async () => {
    const child = spawn('sleep', ['60']);
    try {
      await once(child, 'spawn');
      await vscode.commands.executeCommand(command, child.pid);
      const tab = await activeTab((each) =>
        tabsHaveTitles
          ? each.label.includes(`(process ${child.pid})`)
          : each.input instanceof vscode.TabInputCustom && each.input.uri.path.includes(`/${child.pid}/`),
      );
      assert.ok(tab.input instanceof vscode.TabInputCustom);
      assert.match(tab.input.uri.toString(true), new RegExp(`^vdso:/process/${child.pid}/linux-`));
    } finally {
      child.kill();
    }
  });

  test('choosing nothing opens nothing', async () => {
    let running = true;
    const ended = Promise.resolve(vscode.commands.executeCommand(command)).finally(() => {
      running = false;
    });
    // Nobody is told when the list is open: closed until it was.
    while (running) await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await ended;
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab, undefined);
  });
});
