// What a newcomer meets after installing the packaged extension: its page and the walkthrough.
import { test } from 'node:test';
import { counts } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const workbench = useWorkbench({ installed: true });
const themes = ['dark', 'light', 'highContrast'] as const;

test('the page of the installed extension has an icon and what it is for', async () => {
  const { page } = workbench();
  await workbench().runCommand('Extensions: Show Installed Extensions');
  await page.locator('.extensions-list').getByText('vDSO Explorer', { exact: true }).first().click();
  const editor = page.locator('.extension-editor');
  await editor.getByText('vDSO Explorer', { exact: true }).first().waitFor();
  await workbench().webview().getByRole('heading', { name: 'What it does', exact: true }).waitFor();
  await counts(workbench().webview().locator('img'), 0);
  for (const theme of themes) {
    await workbench().setTheme(theme);
    await workbench().screenshot(`extension-page-${theme}`);
  }
  await workbench().runCommand('View: Close All Editors');
});

test('the walkthrough leads through four steps', async () => {
  const { page } = workbench();
  await workbench().palette.runThenPick('Welcome: Open Walkthrough...', 'Get Started with vDSO Explorer');
  const steps = page.locator('.gettingStartedContainer .getting-started-step');
  await steps.nth(3).waitFor();
  await counts(steps, 4);
  for (const [index, name] of ['live', 'lookup', 'source', 'kernels'].entries()) {
    // Its middle may be the step's action.
    await steps.nth(index).locator('.step-title').click();
    await page.locator('.gettingStartedContainer .getting-started-step.expanded').nth(0).waitFor();
    await workbench().webview().locator('svg[role=img]').first().waitFor();
    for (const theme of themes) {
      await workbench().setTheme(theme);
      await workbench().screenshot(`walkthrough-${name}-${theme}`);
    }
  }
});
