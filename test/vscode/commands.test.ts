import assert from 'node:assert/strict';
import * as vscode from 'vscode';

suite('commands', () => {
  test('every command of the manifest is registered', async () => {
    const extension = vscode.extensions.getExtension('vdso-explorer.vdso-explorer');
    await extension?.activate();
    const declared: { command: string }[] = extension?.packageJSON.contributes.commands;
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      declared.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
    assert.ok(declared.length >= 7);
  });

  test('the command people type has no category, so that its title comes first', () => {
    const extension = vscode.extensions.getExtension('vdso-explorer.vdso-explorer');
    const commands: { command: string; title: string; category?: string }[] =
      extension?.packageJSON.contributes.commands;
    const live = commands.find(({ command }) => command === 'vdsoExplorer.inspectLive');
    assert.equal(live?.title, 'Inspect vDSO');
    assert.equal(live?.category, undefined);
  });
});
