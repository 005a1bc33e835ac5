// From the palette to the live image with what Go looks up in it; what becomes of it on disk.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { becomes } from '../support/eventually.ts';
import { liveVdsoBytes } from '../support/liveVdso.ts';
import { notX64, noVdso } from '../support/machine.ts';
import { notInOldest } from '../support/workbench/notInOldest.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';
import { type Theme, themes } from '../support/workbench/workbench.ts';

const workbench = useWorkbench(import.meta.filename, {
  files: { 'readme.txt': 'A folder to save into.\n' },
});
const live = liveVdsoBytes();
const skip = notX64 || noVdso;
const tab = 'linux-vdso.so.1 (live)';
const withThemes = notInOldest('its server does not see settings change');
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
  assert.deepEqual(workbench().policyViolations(), []);
  assert.deepEqual(await workbench().notifications(), []);
});

withThemes('the page follows the theme', { skip }, async () => {
  for (const theme of Object.keys(themes) as Theme[]) {
    await workbench().setTheme(theme);
    await workbench().webview().locator(`body.${themes[theme].pageClass}`).waitFor();
    await workbench().screenshot(`live-${theme}`);
  }
  assert.deepEqual(workbench().policyViolations(), []);
});

test('Ctrl+F goes to the filter', { skip }, async () => {
  await workbench().goToFilter(row('__vdso_clock_gettime'));
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
