// Two images side by side: from the explorer, from a page, and VS Code's own editors over the texts that differ.
import { test } from 'node:test';
import { vdsoImage } from '../support/elf/index.ts';
import { counts, shows } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const compare = 'Compare with…';
const workbench = useWorkbench(import.meta.filename, {
  files: {
    'old.so': vdsoImage({ arch: 'amd64' }).bytes,
    'new.so': vdsoImage({ arch: 'amd64', hash: 'gnu' }).bytes,
    'notes.zig': 'text',
  },
});

const editor = () => workbench().page.locator('.monaco-editor .view-lines').first();
const lens = (text: string) => workbench().page.locator('.codelens-decoration a', { hasText: text }).first();

test('two files that are selected are compared: the summary leads to what differs', async () => {
  await workbench().chooseFromContextMenu(workbench().explorerItem('new.so'), compare, () =>
    workbench().select('old.so', 'new.so'),
  );
  await workbench().tab('old.so ↔ new.so.txt').waitFor();
  await shows(editor(), /old\.so/);
  await lens('Show All Differences').waitFor();
  await workbench().pictures('compared');
  await lens('Show All Differences').click();
  const multi = workbench().page.locator('.multiDiffEditor, .monaco-component.multiDiffEditor').first();
  await multi.waitFor();
  await workbench().screenshot('compared-all');
});

test('one file has nothing to be compared with in that menu', async () => {
  await workbench().offers(workbench().explorerItem('notes.zig'), compare, false);
});

test('an image that is open is compared with another that is chosen', async () => {
  await workbench().chooseFromContextMenu(workbench().explorerItem('old.so'), 'Inspect with vDSO Explorer');
  await workbench().tab('old.so').waitFor();
  const view = workbench().webview();
  await view.getByRole('button', { name: 'More actions' }).first().click();
  await view.getByRole('menuitem', { name: compare }).click();
  const rows = workbench().page.locator('.quick-input-widget .monaco-list-row');
  await shows(rows.first(), /Live Image/);
  await workbench().screenshot('compare-with');
  await workbench().palette.pickLast(rows.first());
  await workbench().page.locator('.tab', { hasText: 'old.so ↔ ' }).last().waitFor();
  await shows(editor(), /old\.so/);
  await counts(workbench().page.locator('.notification-toast'), 0);
});
