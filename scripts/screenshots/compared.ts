// The pictures of docs/compare.md: what changed in the vDSO of Debian's kernels from one release to another. Their
// images are those that `node scripts/kernelImages.mjs all` takes out of packages.
import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Theme, themes, type Workbench } from '../../test/support/workbench/workbench.ts';
import { kernelFolder, kernels } from '../kernelImages/kernels.mjs';

/** Puts copies of the images into a folder, called as a person would. @returns whether all were there */
export async function putImages(folder: string): Promise<boolean> {
  for (const kernel of kernels) {
    const { architecture, flavour } = kernel;
    if (!flavour.startsWith('cloud-')) continue;
    const from = kernelFolder(kernel);
    const { version } = JSON.parse(await readFile(path.join(from, 'kernel.json'), 'utf8').catch(() => '{}'));
    if (version === undefined) return false;
    await copyFile(path.join(from, '0-linux-vdso.so.1'), path.join(folder, `${architecture}-${version}.so`));
  }
  return true;
}

/** @param keep saves the picture of the documentation */
export async function comparedPictures(
  workbench: Workbench,
  keep: (name: string, theme: Theme) => Promise<void>,
): Promise<void> {
  const { page } = workbench;
  const inAll = async (name: string, kept: Theme): Promise<void> => {
    for (const theme of Object.keys(themes) as Theme[]) {
      await workbench.setTheme(theme);
      await page.mouse.move(640, 4);
      await page.waitForTimeout(1000);
      await workbench.savePicture(`${name}-${theme}`);
    }
    await keep(name, kept);
  };
  const lens = (text: string) => page.locator('.codelens-decoration a', { hasText: text }).first();
  const item = (name: string) => workbench.explorerItem(name);

  const [older, newer] = [item('amd64-6.12.117.so'), item('amd64-7.2.13.so')];
  await workbench.chooseFromContextMenu(newer, 'Compare with…', async () => {
    await older.click();
    await newer.click({ modifiers: ['ControlOrMeta'] });
  });
  await lens('Show All Differences').waitFor();
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await inAll('compared', 'light');
  await lens('Show All Differences').click();
  await page.locator('.multiDiffEditor, .monaco-component.multiDiffEditor').first().waitFor();
  await page.locator('.multiDiffEditor .view-line, .multiDiffEntry .view-line').first().waitFor();
  await inAll('compared-all', 'light');

  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  const first = item('amd64-5.10.223.so');
  await workbench.chooseFromContextMenu(first, 'Compare Many Images Side by Side (Matrix)…', async () => {
    await first.click();
    await item('amd64-7.2.13.so').click({ modifiers: ['Shift'] });
  });
  // With room for all four beside the details.
  await page.setViewportSize({ width: 1680, height: 760 });
  const view = workbench.webview();
  await view.locator('.grid-row', { hasText: /^Go / }).waitFor();
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await view.getByRole('combobox', { name: 'Baseline' }).selectOption('amd64-6.12.117.so');
  await view.getByText('Baseline: amd64-6.12.117.so').waitFor();
  await view.locator('.head-text', { hasText: 'amd64-6.1.176.so' }).waitFor();
  await view.locator('.grid-row', { hasText: /^Go / }).locator('[aria-colindex="4"]').click();
  await view.locator('.inspector-title', { hasText: /^Go .* in / }).waitFor();
  await inAll('matrix', 'light');
}
