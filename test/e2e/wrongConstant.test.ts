// A wrong hash constant of Go 1.19: marked, corrected by the quick fix; hints and the way to the live image.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { becomes, counts } from '../support/eventually.ts';
import { notX64 } from '../support/machine.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const keys = `package runtime

var vdsoLinuxVersion = vdsoVersionKey{"LINUX_2.6.39", 0x75fcb89}

var vdsoSymbolKeys = []vdsoSymbolKey{
	{"__kernel_clock_gettime", 0xd35ec75, 0x6e43a318, &vdsoClockgettimeSym},
}
`;
const here = `package main

var names = []string{
	"__vdso_clock_gettime",
	"__vdso_nothing",
}
`;
const workbench = useWorkbench(import.meta.filename, {
  files: { 'vdso_linux_arm64.go': keys, 'names_linux_amd64.go': here, 'plain.c': 'int main(void);\n' },
});

const squiggles = () => workbench().page.locator('.monaco-editor .squiggly-warning');
// The editor draws a hint's blanks as no-break spaces.
const hint = /→\s0x[0-9a-f]+,\sLINUX_2\.6/;
const fixTitle = 'Write 0xb0cd725, the SysV hash of __kernel_clock_gettime';

function token(text: string) {
  return workbench().page.locator('.monaco-editor .view-line span > span').filter({ hasText: text }).last();
}

/** Asks until the menu is there: a theme that is still being applied closes it. */
async function openQuickFixes(text: string): Promise<Locator> {
  const { page } = workbench();
  const menu = page.locator('.action-widget').first();
  for (let attempt = 0; attempt < 10; attempt++) {
    await token(text).click();
    await page.keyboard.press('Control+.');
    const came = await menu
      .getByText(fixTitle, { exact: true })
      .waitFor({ timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
    if (came) return menu;
    await page.keyboard.press('Escape');
  }
  throw new Error('No quick fixes are offered.');
}

test('the wrong constants are marked, and the quick fix is offered', async () => {
  await workbench().openFile('vdso_linux_arm64.go');
  await squiggles().nth(1).waitFor();
  const menu = await openQuickFixes('0xd35ec75');
  await counts(menu.getByText('Correct all 2 hash constants in this file'), 1);
  await workbench().pictures('diagnostic', async () => {
    await openQuickFixes('0xd35ec75');
  });
  await workbench().page.keyboard.press('Escape');
  await menu.waitFor({ state: 'hidden' });
});

test('its message stands in the hover, beside ours', async () => {
  await workbench().hover('0x6e43a318', /0x6e43a318 is the GNU hash of __vdso_clock_gettime/);
  await workbench().screenshot('diagnostic-hover');
  await workbench().page.mouse.move(5, 5);
});

test('the preferred fix writes the right number, and the mark goes', async () => {
  const { page } = workbench();
  await (await openQuickFixes('0xd35ec75')).getByText(fixTitle, { exact: true }).click();
  await token('0xb0cd725').waitFor();
  await counts(squiggles(), 1);
  await page.keyboard.press('Control+s');
  const file = path.join(workbench().folder, 'vdso_linux_arm64.go');
  await becomes(() => readFile(file, 'utf8'), keys.replace('0xd35ec75', '0xb0cd725'));
});

test('hints stand behind the lines once they are wanted', { skip: notX64 }, async () => {
  await workbench().openFile('names_linux_amd64.go');
  const { page } = workbench();
  // The extension has answered for this file, with no hint.
  await workbench().hover('__vdso_clock_gettime');
  await page.mouse.move(5, 5);
  await counts(page.getByText(hint), 0);
  await mkdir(path.join(workbench().folder, '.vscode'));
  const settings = JSON.stringify({ 'vdsoExplorer.inlayHints': true });
  await writeFile(path.join(workbench().folder, '.vscode/settings.json'), settings);
  await page.getByText(hint).waitFor();
  await page.getByText(/→\snot\sin\sthis\smachine's\simage/).waitFor();
  await workbench().screenshot('inlay-hints');
});

test('the context menu leads from a name to its row, and is silent in other files', {
  skip: notX64,
}, async () => {
  const { page } = workbench();
  await workbench().chooseFromContextMenu(token('__vdso_clock_gettime'), 'Show in Live vDSO Image');
  const row = workbench().webview().locator('[role=row][aria-selected=true]');
  await row.getByText('__vdso_clock_gettime').waitFor();
  await workbench().openFile('plain.c');
  const line = page.locator('.monaco-editor .view-line', { hasText: 'main' });
  const names = await workbench().contextMenu(line);
  assert.deepEqual(
    names.filter((name) => /vDSO|Live Image/.test(name)),
    [],
  );
});
