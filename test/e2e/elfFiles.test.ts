// Files: the context menu, what is shown of them, and what is said when there is nothing to show.
import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { fullImage, vdsoImage, withoutSections } from '../support/elf/index.ts';
import { counts } from '../support/eventually.ts';
import { notInOldest } from '../support/workbench/notInOldest.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const inspect = 'Inspect with vDSO Explorer';
const vdso = vdsoImage({ arch: 'arm64' }).bytes;
const library = fullImage({ class: 64, littleEndian: true }).bytes;
const workbench = useWorkbench(import.meta.filename, {
  files: {
    'vdso.so': vdso,
    'libfull.so.1.2': library,
    'stripped.so.dbg': withoutSections(vdso),
    program: library,
    Makefile: 'all:\n',
    'module.ko.xz': Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4),
    'empty.so': '',
    'linker.so': 'GROUP ( /lib/libc.so.6 )\n',
    'cut.so': library.subarray(0, 20),
    'folder.so/readme.txt': 'A folder.\n',
  },
});

async function open(name: string): Promise<void> {
  await workbench().chooseFromContextMenu(workbench().explorerItem(name), inspect);
  await workbench().tab(name).waitFor();
}

test('the context menu of what may be an ELF file has the command, others have not', async () => {
  for (const [name, expected] of [
    ['vdso.so', true],
    ['libfull.so.1.2', true],
    ['stripped.so.dbg', true],
    ['module.ko.xz', true],
    ['program', true],
    ['Makefile', false],
    ['folder.so', false],
  ] as const) {
    await workbench().offers(workbench().explorerItem(name), inspect, expected);
  }
});

test('a vDSO in a file shows its tables and what Go looks up', async () => {
  await open('vdso.so');
  const view = workbench().webview();
  const row = view.locator('[role=row]').filter({ hasText: '__kernel_clock_gettime' }).first();
  await row.getByText('LINUX_2.6.39').waitFor();
  await row.getByText('Go · vdsoClockgettimeSym').waitFor();
  await workbench().screenshot('file-vdso');
});

test('any other library shows its tables', async () => {
  await open('libfull.so.1.2');
  await workbench().webview().locator('[role=row][aria-rowindex="3"]').first().waitFor();
  await workbench().screenshot('file-library');
});

for (const [name, sentence] of [
  ['empty.so', /is empty \(0 bytes\)/],
  ['linker.so', /Not an ELF file.*text file/],
] as const) {
  test(`${name} is explained, with something to do`, async () => {
    await open(name);
    await workbench().webview().getByRole('alert').getByText(sentence).waitFor();
    for (const name of ['Try Again', 'Open an ELF File…']) {
      await workbench().webview().getByRole('button', { name }).waitFor();
    }
  });
}

test('a compressed module is named, and is not offered as text', async () => {
  await open('module.ko.xz');
  const view = workbench().webview();
  await view.getByRole('alert').getByText('It is an xz archive: unpack it').waitFor();
  await counts(view.getByRole('button', { name: 'Open as Text' }), 0);
});

test('of a file without an extension the command is the last one', async () => {
  const menu = await workbench().contextMenu(workbench().explorerItem('program'));
  assert.equal(menu.at(-1), inspect);
});

test('a truncated ELF header is a problem, and no blank view', async () => {
  await open('cut.so');
  await workbench().webview().getByRole('button', { name: '1 error' }).waitFor();
  await workbench()
    .webview()
    .getByRole('tab', { name: /Problems/ })
    .click();
  await workbench()
    .webview()
    .getByText(/ELF header/)
    .first()
    .waitFor();
  await workbench().screenshot('file-truncated');
});

test('Open as Text opens the text editor', async () => {
  await workbench().tab('linker.so').click();
  await workbench().webview().getByRole('button', { name: 'Open as Text' }).click();
  await workbench().page.locator('.monaco-editor .view-line').getByText('GROUP').waitFor();
});

test('a library can be reopened with the text editor', async () => {
  await workbench().tab('libfull.so.1.2').click();
  await workbench().runCommand('View: Reopen Editor with Text Editor');
  await workbench().page.getByText('not displayed in the text editor because it is either binary').waitFor();
});

const withWatcher = notInOldest('its server is installed without what watches files');
withWatcher('a changed file is read anew, what is no ELF file is not, and its end is told', async () => {
  const file = path.join(workbench().folder, 'vdso.so');
  await workbench().tab('vdso.so').click();
  const view = workbench().webview();
  await view.getByText('__kernel_clock_gettime').first().waitFor();
  await writeFile(`${file}.new`, vdsoImage({ arch: 'amd64' }).bytes);
  await rename(`${file}.new`, file);
  await view.getByText('__vdso_clock_gettime').first().waitFor();
  await counts(view.getByRole('button', { name: 'Reload' }), 0);
  await writeFile(file, 'No longer an image.\n');
  const banner = view.getByRole('status');
  await banner.getByText(/Not an ELF file.* What is shown was read at \d\d:\d\d:\d\d\./).waitFor();
  await view.getByText('__vdso_clock_gettime').first().waitFor();
  await workbench().applySettings({ 'vdsoExplorer.reloadChangedFiles': false });
  await writeFile(file, vdso);
  await banner.getByText(/vdso\.so changed on disk\. What is shown was read at/).waitFor();
  await view.getByRole('button', { name: 'Reload' }).click();
  await view.getByText('__kernel_clock_gettime').first().waitFor();
  await writeFile(file, vdsoImage({ arch: 'amd64' }).bytes);
  await banner.getByText('vdso.so changed on disk').waitFor();
  await workbench().applySettings({});
  await view.getByRole('button', { name: 'Reload' }).click();
  await view.getByText('__vdso_clock_gettime').first().waitFor();
  await rm(file);
  await banner.getByText('vdso.so is no longer on disk').waitFor();
  await view.getByText('__vdso_clock_gettime').first().waitFor();
});

test('no view violated its content security policy, and nothing popped up', async () => {
  assert.deepEqual(workbench().policyViolations(), []);
  assert.deepEqual(await workbench().notifications(), []);
});
