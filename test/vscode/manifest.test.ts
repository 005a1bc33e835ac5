// What the manifest contributes beside commands and editors: languages, a task type, a walkthrough.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { vdsoImage } from '../support/elf/index.ts';
import { hasTerminals, until, withFolder } from './support.ts';

suite('contributions', () => {
  for (const [name, language] of [
    ['clock.zig', 'zig'],
    ['vdso32.lds.S', 'gas'],
    ['vgetrandom-chacha.S', 'gas'],
    ['entry.S', 'plaintext'],
    ['notes.txt', 'plaintext'],
  ] as const)
    test(`${name} is ${language}`, () =>
      withFolder(async (folder) => {
        const file = path.join(folder, name);
        await writeFile(file, '// x\n');
        const document = await vscode.workspace.openTextDocument(file);
        assert.equal(document.languageId, language);
      }));

  test('a check is offered as a task', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'vdso' });
    assert.deepEqual(
      tasks.map(({ name, source, problemMatchers }) => [name, source, problemMatchers]),
      [['check', 'vDSO Explorer', ['$vdso']]],
    );
  });

  // Elsewhere it is no test, and none that is skipped.
  const withTerminals = hasTerminals ? test : (name: string) => console.log(`No terminals here: ${name}`);
  withTerminals('a check that fails says why in the Problems view', async () => {
    await withFolder(async (folder) => {
      const image = path.join(folder, 'bad.so');
      await writeFile(image, vdsoImage({ arch: 'amd64', hash: 'none' }).bytes);
      const [offered] = await vscode.tasks.fetchTasks({ type: 'vdso' });
      const execution = offered?.execution;
      assert.ok(offered && execution instanceof vscode.ProcessExecution);
      const task = new vscode.Task(
        { type: 'vdso', image, require: ['go'] },
        vscode.TaskScope.Workspace,
        'bad',
        'vDSO Explorer',
        new vscode.ProcessExecution(
          execution.process,
          [...execution.args.slice(0, 3), '--require', 'go', '--', image],
          execution.options ?? {},
        ),
        '$vdso',
      );
      task.presentationOptions = { reveal: vscode.TaskRevealKind.Never };
      let status: number | undefined;
      const listener = vscode.tasks.onDidEndTaskProcess((end) => {
        if (end.execution.task.name === 'bad') status = end.exitCode;
      });
      try {
        await vscode.tasks.executeTask(task);
        assert.equal(await until('the end of the check', () => status), 3);
        const [problem] = await until('a problem', () => {
          const found = vscode.languages.getDiagnostics(vscode.Uri.file(image));
          return found.length > 0 ? found : undefined;
        });
        assert.match(problem?.message ?? '', /^go: Go 1\.\d+: /);
      } finally {
        listener.dispose();
      }
    });
  });

  test('the sample is Go, and its wrong hash is marked', async () => {
    await vscode.commands.executeCommand('vdsoExplorer.trySample');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'go');
    await until('a mark', () => {
      const found = document && vscode.languages.getDiagnostics(document.uri);
      return found?.some(({ source }) => source?.includes('vDSO')) ? found : undefined;
    });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
