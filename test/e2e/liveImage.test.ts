// From the palette to the live image with what Go looks up in it; what becomes of it on disk and after a reload.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { becomes, eventually, has } from '../support/eventually.ts';
import { liveVdsoBytes } from '../support/liveVdso.ts';
import { notInOldest } from '../support/workbench/notInOldest.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const workbench = useWorkbench(import.meta.filename, {
  files: { 'readme.txt': 'A folder to save into.\n' },
});
const live = liveVdsoBytes();
const skip = process.arch !== 'x64' ? 'names are those of x86-64' : live === undefined && 'no vDSO here';
const tab = 'linux-vdso.so.1 (live)';
const withDialog = notInOldest('its dialog for files is not driven here');

function row(name: string): Locator {
  const view = workbench().webview();
  return view
    .locator('[role=row]')
    .filter({ has: view.getByText(name, { exact: true }) })
    .first();
}

test('typing "Inspect vDSO" in the palette finds the command first', async () => {
  const { palette } = workbench();
  await becomes(async () => (await palette.rows('Inspect vDSO'))[0], 'Inspect vDSO');
  await palette.close();
});

for (const [word, ...expected] of [
  ['vdso', 'Inspect vDSO', 'vDSO: Inspect vDSO of a Process…', 'vDSO: Inspect ELF File…', 'vDSO: Show Log'],
  ['elf', 'vDSO: Inspect ELF File…'],
  ['consumers', 'vDSO: Show Consumers (What Each Runtime Finds)'],
  ['clock', 'vDSO: Why Is My Clock Slow?'],
] as const)
  test(`the palette lists what is looked for by "${word}"`, async () => {
    const { palette } = workbench();
    const listed = async () => {
      const rows = await palette.rows(word);
      return expected.filter((title) => !rows.includes(title));
    };
    await becomes(listed, []);
    await palette.close();
  });

test('the driver opens a file, follows a theme and closes the file', async () => {
  await workbench().openFile('readme.txt');
  await workbench().page.locator('.monaco-editor').getByText('A folder').waitFor();
  await workbench().setTheme('dark');
  await workbench().screenshot('palette-file-dark');
  await workbench().runCommand('View: Close All Editors');
  await workbench().tab('readme.txt').waitFor({ state: 'detached' });
});

test('Inspect vDSO shows the live image with the keys of Go', { skip }, async () => {
  await workbench().runCommand('Inspect vDSO');
  await workbench().tab(tab).waitFor();
  await row('__vdso_clock_gettime').getByText('Go · vdsoClockgettimeSym').waitFor();
  await row('__vdso_gettimeofday').getByText('Go · vdsoGettimeofdaySym').waitFor();
  await row('__vdso_clock_gettime').getByText('LINUX_2.6').waitFor();
  for (const theme of ['dark', 'light', 'highContrast', 'highContrastLight'] as const) {
    await workbench().setTheme(theme);
    await workbench().screenshot(`live-${theme}`);
  }
  assert.deepEqual(workbench().policyViolations(), []);
  assert.deepEqual(await workbench().notifications(), []);
});

test('Ctrl+F goes to the filter', { skip }, async () => {
  await row('__vdso_clock_gettime').click({ position: { x: 40, y: 8 } });
  await workbench().page.keyboard.press('Control+F');
  await workbench().webview().locator('.filter-bar:focus-within').waitFor();
  await workbench().page.keyboard.type('getcpu');
  await row('__vdso_clock_gettime').waitFor({ state: 'detached' });
  await row('__vdso_getcpu').waitFor();
});

test('what was chosen in a view survives being hidden', { skip }, async () => {
  await workbench().openFile('readme.txt');
  await workbench().tab(tab).click();
  await row('__vdso_getcpu').waitFor();
  await row('__vdso_clock_gettime').waitFor({ state: 'detached' });
});

test('a reload restores the tab, with its filter, on the image of the new process', { skip }, async () => {
  const title = workbench().webview().locator('h1');
  await has(title, 'title', /live, this process \(\d+\)/);
  const before = await title.getAttribute('title');
  await row('__vdso_getcpu').click({ position: { x: 40, y: 8 } });
  await workbench().page.keyboard.press('Control+F');
  await workbench().webview().locator('.filter-bar:focus-within').waitFor();
  await workbench().page.keyboard.press('Home');
  await workbench().page.keyboard.type('vdso ');
  await workbench().stateWritten('vdso getcpu');
  await workbench().reload();
  await workbench().tab(tab).waitFor();
  await row('__vdso_getcpu').waitFor();
  await becomes(() => workbench().webview().locator('.filter-bar input').inputValue(), 'vdso getcpu');
  await row('__vdso_clock_gettime').waitFor({ state: 'detached' });
  await eventually(async () => assert.notEqual(await title.getAttribute('title'), before));
});

withDialog('Save As writes all bytes of the mapping', { skip }, async () => {
  const copy = path.join(workbench().folder, 'copy.so');
  await workbench().palette.runWithFile('File: Save As...', copy);
  await workbench().tab('copy.so').waitFor();
  // Once its editor is there it takes the focus from nobody any more: not from the palette, which would close.
  await workbench().page.getByText('The file is not displayed in the text editor').waitFor();
  assert.deepEqual(await readFile(copy), live);
});

withDialog('Save Report writes the report as JSON', { skip }, async () => {
  const file = path.join(workbench().folder, 'report.json');
  await workbench().runCommand('Inspect vDSO');
  await workbench().tab(tab).waitFor();
  await row('LINUX_2.6').waitFor();
  await workbench().palette.runWithFile('vDSO: Save Report…', file);
  await workbench().explorerItem('report.json').waitFor();
  const report = JSON.parse(await readFile(file, 'utf8'));
  assert.equal(report.source.kind, 'live');
  assert.equal(report.consumers[0].id, 'go');
});
