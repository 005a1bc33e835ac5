import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becomes } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

// Only an installed extension shows it: VS Code loads one under development in Restricted Mode whatever it declares.
const workbench = useWorkbench({ installed: true, settings: { 'security.workspace.trust.enabled': true } });

test('the installed extension shows the live image in Restricted Mode', async () => {
  await workbench().page.locator('.part.banner').getByText('Restricted Mode').waitFor();
  assert.doesNotMatch(await workbench().page.title(), /Extension Development Host/);
  await becomes(async () => (await workbench().palette.rows('Inspect vDSO'))[0], 'Inspect vDSO');
  await workbench().runCommand('Inspect vDSO');
  await workbench().webview().getByText('LINUX_2.6').first().waitFor();
});
