import { test } from 'node:test';
import { becomes } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const workbench = useWorkbench({ files: { 'hello.go': 'package hello\n\nvar answer = 42\n' } });

test('typing "Inspect vDSO" in the palette finds the command first', async () => {
  const { palette } = workbench();
  await becomes(async () => (await palette.rows('Inspect vDSO'))[0], 'Inspect vDSO');
  await palette.close();
});

test('the driver opens a file, follows a theme and closes the file', async () => {
  await workbench().openFile('hello.go');
  await workbench().page.locator('.monaco-editor').getByText('answer').waitFor();
  await workbench().setTheme('dark');
  await workbench().screenshot('smoke-dark');
  await workbench().runCommand('View: Close All Editors');
  await workbench().tab('hello.go').waitFor({ state: 'detached' });
});
