// The extension in the extension host of a browser, where there is no Node, no /proc and no file with a path.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { vdsoImage } from '../support/elf/index.ts';
import { eventually } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const source = `package runtime

var vdsoSymbolKeys = []vdsoSymbolKey{
	{"__kernel_clock_gettime", 0xb0cd725, 0xdfa941fd, &vdsoClockgettimeSym},
}
`;
const { bytes } = vdsoImage({ arch: 'amd64' });
const workbench = useWorkbench(import.meta.filename, {
  web: true,
  files: { 'vdso.so': bytes, 'vdso_linux_arm64.go': source },
});

test('a file opens, with what each runtime finds in it', async () => {
  await workbench().chooseFromContextMenu(workbench().explorerItem('vdso.so'), 'Inspect with vDSO Explorer');
  await workbench().webview().getByText('__vdso_clock_gettime').first().waitFor();
  await workbench().webview().getByText('LINUX_2.6').first().waitFor();
  await workbench().pictures('web-file');
  assert.deepEqual(workbench().policyViolations(), []);
});

test('its report is saved in the workspace', async () => {
  const file = path.join(workbench().folder, 'vdso.json');
  await workbench().palette.runWithFile('vDSO: Save Report…', file);
  await workbench().explorerItem('vdso.json').waitFor();
  // VS Code writes it, and it is there before it is whole.
  await eventually(async () => {
    const report = JSON.parse(await readFile(file, 'utf8'));
    assert.equal(report.source.size, bytes.length);
    assert.equal(report.consumers[0].outcome, 'found');
  });
});

test('what needs a machine says so, and what can be done instead', async () => {
  await workbench().runCommand('Inspect vDSO');
  const alert = workbench().webview().getByRole('alert');
  await alert.getByText('VS Code runs in a browser here').waitFor();
  await workbench().screenshot('web-live');
});

test('the catalogue has its page', async () => {
  await workbench().runCommand('vDSO: Which Kernel Serves Which Runtime');
  await workbench().webview().locator('.grid-row', { hasText: /^Go / }).waitFor();
});

test('a hover tells whose name it is', async () => {
  await workbench().openFile('vdso_linux_arm64.go');
  await workbench().hover('vdsoClockgettimeSym', /__kernel_clock_gettime/);
  await workbench().screenshot('web-hover');
});
