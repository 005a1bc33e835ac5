import assert from 'node:assert/strict';
import * as vscode from 'vscode';

// The first file of the suite: later ones need the extension and wake it.
suite('activation', () => {
  const extension = vscode.extensions.getExtension('vdso-explorer.vdso-explorer');

  test('a language model can call a tool before anything else woke the extension', async () => {
    assert.ok(extension, 'the extension is not installed');
    assert.equal(extension.isActive, false, 'nothing has happened that concerns it');
    const input = { parts: ['notes'] };
    const result = await vscode.lm.invokeTool('inspect_vdso', { input, toolInvocationToken: undefined });
    const [part] = result.content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    assert.equal(JSON.parse(part.value).role, 'vdso');
    assert.equal(extension.isActive, true);
  });

  test('the extension activates', async () => {
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });
});
