// Many images side by side: from the explorer, the palette and the images of a folder; on to an image and a comparison.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { kernelOf } from '../support/containers/kernels.ts';
import { vdsoImage } from '../support/elf/index.ts';
import { becomes, counts, eventually, shows } from '../support/eventually.ts';
import { oldExports, savedReportOf } from '../support/manyImages.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const title = 'Images Side by Side';
const command = 'Compare Many Images Side by Side (Matrix)…';
const now = vdsoImage({ arch: 'amd64' }).bytes;
const before = vdsoImage({ arch: 'amd64', exports: oldExports, notes: [] }).bytes;

const workbench = useWorkbench(import.meta.filename, {
  files: {
    'a-new.so': now,
    'b-old.so': before,
    'c-text.so': 'This is no image.',
    'd-host.json': await savedReportOf(before),
    'tree/vmlinux-6.1': kernelOf([now, before]).bytes,
    'tree/web-1.json': await savedReportOf(now),
    'tree/package.json': '{"name": "tree"}',
    'notes.zig': 'text',
  },
});

const view = () => workbench().webview();
const row = (name: RegExp): Locator => view().locator('.grid-row', { hasText: name });
const heads = () => view().locator('.grid-head .head-text').allInnerTexts();

test('files that are selected stand side by side; one that cannot be read does too', async () => {
  await workbench().chooseFromContextMenu(workbench().explorerItem('a-new.so'), command, () =>
    workbench().select('a-new.so', 'b-old.so', 'c-text.so', 'd-host.json'),
  );
  await workbench().tab(title).waitFor();
  await row(/^Go /).waitFor();
  await becomes(heads, ['Consumers', 'Differs', 'Baseline: a-new.so', 'b-old.so', 'd-host', 'c-text.so']);
  await shows(row(/^Go /).locator('[aria-colindex="4"]'), /^partly found \(2 of 3\) \*$/);
  await workbench().pictures('matrix');
  assert.deepEqual(workbench().policyViolations(), []);
  assert.deepEqual(await workbench().notifications(), []);
});

test('two files have their own entry, and others none', async () => {
  await workbench().offers(workbench().explorerItem('notes.zig'), command, false);
  await workbench().offers(workbench().explorerItem('a-new.so'), command, false);
});

test('another baseline, and only the rows that differ', async () => {
  await view().getByRole('combobox', { name: 'Baseline' }).selectOption('b-old.so');
  await becomes(async () => (await heads())[3], 'Baseline: b-old.so');
  await view().getByRole('combobox', { name: 'Rows shown' }).selectOption('Rows that differ');
  await row(/^CRIU /).waitFor({ state: 'detached' });
});

test('the code of all images is read when clocks are asked for, and consumers are there again', async () => {
  const rows = view().getByRole('combobox', { name: 'Rows', exact: true });
  await view().getByRole('combobox', { name: 'Rows shown' }).selectOption('All rows');
  await rows.selectOption('Clocks');
  // Of both images, and of the report none.
  await shows(row(/^MONOTONIC/).first(), /not looked at/);
  await rows.selectOption('Consumers');
  await row(/^Go /).waitFor();
});

test('Save Report writes what the terminal writes', async () => {
  const file = path.join(workbench().folder, 'matrix.json');
  await workbench().palette.runWithFile('vDSO: Save Report…', file);
  await workbench().explorerItem('matrix.json').waitFor();
  const { rows, columns } = JSON.parse(await readFile(file, 'utf8'));
  assert.equal(rows, 'consumers');
  assert.equal(columns.length, 3);
});

test('a file that changes is told above the table, and Reload reads all anew', async () => {
  const file = path.join(workbench().folder, 'c-text.so');
  const banner = view().locator('.banner');
  // The image of a-new.so stands in a column with it.
  for (const [contents, shared] of [
    [now, true],
    ['This is no image.', false],
  ] as const) {
    await writeFile(file, contents);
    await shows(
      banner,
      /c-text\.so changed on disk\. What is shown was read at \d\d:\d\d:\d\d, before the change\./,
    );
    await workbench().screenshot('matrix-changed');
    await banner.getByText('Reload').click();
    await becomes(async () => (await heads()).some((head) => head.endsWith(' +1')), shared);
    await counts(banner, 0);
  }
});

test('a cell leads to the comparison with the baseline, and to the image at that consumer', async () => {
  await row(/^Go /).locator('[aria-colindex="3"]').click();
  await view().getByRole('button', { name: 'Compare a-new.so with b-old.so' }).click();
  await workbench().tab('b-old.so ↔ a-new.so.txt').waitFor();
  await workbench().tab(title).click();
  await row(/^Go /).locator('[aria-colindex="5"]').click();
  await view().getByRole('button', { name: 'Compare d-host with b-old.so' }).click();
  await workbench().tab('b-old.so ↔ d-host.json.txt').waitFor();
  await workbench().tab(title).click();
  await row(/^Go /).locator('[aria-colindex="4"]').click();
  await view().getByRole('button', { name: 'Open b-old.so' }).click();
  await workbench().tab('b-old.so').last().waitFor();
  await view()
    .getByRole('tab', { name: /^Consumers/, selected: true })
    .waitFor();
  await view().locator('h2', { hasText: /^Go / }).first().waitFor();
  // At the key that it does not find.
  await shows(view().locator('.key-replay'), /__vdso_getrandom/);
});

test('the images of a folder, its reports and those in its kernels, from their list', async () => {
  const rows = workbench().page.locator('.quick-input-widget .monaco-list-row');
  await eventually(async () => {
    await workbench().chooseFromContextMenu(workbench().explorerItem('tree'), 'Find vDSO Images in Folder…');
    await rows.filter({ hasText: 'Compare 2 images side by side' }).click({ timeout: 8_000 });
  });
  await workbench().tab(title).last().waitFor();
  await row(/^Go /).waitFor();
  // The report is one of the kernel's first image, and stands in a column with it.
  await becomes(async () => (await heads()).length, 4);
  await becomes(async () => (await heads()).some((head) => head.endsWith(' +1')), true);
});

test('the palette asks for images that are open, files and folders', async () => {
  const rows = workbench().page.locator('.quick-input-widget .monaco-list-row');
  // A page that takes the focus closes the list: asked for again then, as a person does.
  await eventually(async () => {
    await workbench().palette.runAsking(`vDSO: ${command}`);
    for (const text of ['Saved Reports', 'Folders', 'b-old.so'])
      await rows.filter({ hasText: text }).waitFor({ timeout: 8_000 });
    await workbench().screenshot('matrix-palette');
    const wanted = rows.filter({ hasText: 'b-old.so' });
    await wanted.click({ timeout: 8_000 });
    await wanted.and(workbench().page.locator('[aria-checked="true"]')).waitFor({ timeout: 8_000 });
  });
  await workbench().page.keyboard.press('Enter');
  await workbench().tab(title).last().waitFor();
  await row(/^Go /).waitFor();
  assert.deepEqual(await workbench().notifications(), []);
});
