// What a newcomer meets after installing the packaged extension, in a folder that is not trusted yet: the live image,
// the extension's page and the walkthrough.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes, counts, eventually } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

// Only an installed extension shows it: VS Code loads one under development in Restricted Mode whatever it declares.
const workbench = useWorkbench(import.meta.filename, {
  installed: true,
  settings: { 'security.workspace.trust.enabled': true },
});

test('the installed extension shows the live image in Restricted Mode', async () => {
  await workbench().page.locator('.part.banner').getByText('Restricted Mode').waitFor();
  assert.doesNotMatch(await workbench().page.title(), /Extension Development Host/);
  await becomes(async () => (await workbench().palette.rows('Inspect vDSO'))[0], 'Inspect vDSO');
  await workbench().runCommand('Inspect vDSO');
  await workbench().webview().getByText('LINUX_2.6').first().waitFor();
  await workbench().runCommand('View: Close All Editors');
});

test('the page of the installed extension has an icon and what it is for', async () => {
  const { page } = workbench();
  await workbench().runCommand('Extensions: Show Installed Extensions');
  const name = page.locator('.extension-editor').getByText('vDSO Explorer', { exact: true }).first();
  await eventually(async () => {
    // The list is drawn again when the time is known that starting took: a click between press and release is lost.
    await page.locator('.extensions-list').getByText('vDSO Explorer', { exact: true }).first().click();
    await name.waitFor({ timeout: 3_000 });
  });
  await workbench().webview().getByRole('heading', { name: 'What it does', exact: true }).waitFor();
  await counts(workbench().webview().locator('img'), 0);
  await workbench().pictures('extension-page');
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
    await workbench().pictures(`walkthrough-${name}`);
  }
});
