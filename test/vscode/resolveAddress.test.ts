import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeTab, closeAll, liveUri, mappedAt, until } from './support.ts';

const command = 'vdsoExplorer.resolveAddress';

suite('addresses', () => {
  teardown(closeAll);

  test('an address of this process is resolved in the active image', async () => {
    await vscode.commands.executeCommand('vdsoExplorer.inspectLive');
    const uri = (await liveUri()).toString();
    await activeTab(({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === uri);
    const address = `0x${(mappedAt() + 1n).toString(16)}`;
    let answer: string | undefined;
    // The command knows the view once the host has resolved the editor.
    await until('an answer', () => {
      void vscode.commands.executeCommand<string | undefined>(command, address).then((text) => {
        answer ??= text;
      });
      return answer;
    });
    assert.equal(answer, `${address}: No symbol`, 'the ELF header lies in no symbol');
    await assert.rejects(async () => {
      await vscode.commands.executeCommand(command, 'main');
    }, /hexadecimal number/);
  });
});
