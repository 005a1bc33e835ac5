// From the palette to which kernel serves which runtime, and why, with no image open.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { becomes, counts } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const workbench = useWorkbench(import.meta.filename, { files: { 'readme.txt': 'A folder to save into.\n' } });
const title = 'Which Kernel Serves Which Runtime';

function row(runtime: RegExp): Locator {
  return workbench().webview().locator('.grid-row', { hasText: runtime });
}

function choice(name: string): Locator {
  return workbench().webview().getByRole('combobox', { name });
}

function filter(): Locator {
  return workbench().webview().locator('.filter-bar input');
}

test('the palette opens the page, and a cell leads to why', async () => {
  await workbench().runCommand(`vDSO: ${title}`);
  await workbench().tab(title).waitFor();
  await choice('Architecture of the kernels').selectOption('arm64');
  await row(/^Zig std .*falls back from 6\.11 \(read\) on/).waitFor();
  await row(/^Go /).locator('[aria-colindex="3"]').click();
  const details = workbench().webview().locator('.inspector');
  await details.getByText('older than 6.12, the first to export __kernel_getrandom').waitFor();
  await workbench().pictures('atlas');
  assert.deepEqual(workbench().policyViolations(), []);
  assert.deepEqual(await workbench().notifications(), []);
});

test('Ctrl+F goes to its filter', async () => {
  await workbench().goToFilter(row(/^Go /));
  await workbench().page.keyboard.type('rustix');
  await row(/^Go /).waitFor({ state: 'detached' });
  await row(/^rustix /).waitFor();
});

test('what was chosen survives being hidden', async () => {
  await workbench().openFile('readme.txt');
  await workbench().tab(title).click();
  await row(/^rustix /).waitFor();
  await becomes(() => choice('Architecture of the kernels').inputValue(), 'arm64');
  await becomes(() => filter().inputValue(), 'rustix');
  await counts(row(/^Go /), 0);
});

test('Save Report writes what the terminal writes', async () => {
  const file = path.join(workbench().folder, 'atlas.json');
  await workbench().palette.runWithFile('vDSO: Save Report…', file);
  await workbench().explorerItem('atlas.json').waitFor();
  const atlas = JSON.parse(await readFile(file, 'utf8'));
  assert.deepEqual(new Set(atlas.kernels.map(({ arch }: { arch: string }) => arch)), new Set(['arm64']));
  assert.equal(atlas.rows[0].consumer, 'go');
});

test('a release chosen in the settings is the one that stands there', async () => {
  await row(/^rustix 1\./).waitFor();
  await workbench().applySettings({ 'vdsoExplorer.consumers': ['rustix@0.38.42'] });
  await row(/^rustix 0\.38\.42/).waitFor();
  await counts(row(/^rustix 1\./), 0);
});
