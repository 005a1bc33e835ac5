// A tab of a process that ends; and the setting that widens the context menu.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { has, shows } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const inspect = 'Inspect with vDSO Explorer';
const name = process.arch === 'ia32' ? 'linux-gate.so.1' : 'linux-vdso.so.1';
const workbench = useWorkbench(import.meta.filename, {
  files: { 'program.bin': 'x', 'folder.so/readme.txt': 'A folder.\n' },
});

test('when a process ends, its tab says so by itself, and Reload takes nothing away', async () => {
  const sleeper = spawn('sleep', ['300'], { stdio: 'ignore' });
  const ended = once(sleeper, 'exit');
  try {
    await workbench().palette.runThenType('vDSO: Inspect vDSO of a Process…', `${sleeper.pid}`);
    await workbench().palette.pickLast(`${sleeper.pid} · `);
    await workbench().tab(`${name} (process ${sleeper.pid})`).waitFor();
    const view = workbench().webview();
    await has(view.locator('h1'), 'title', new RegExp(`process ${sleeper.pid} \\(sleep\\)`));
    await view.getByRole('tab', { name: 'Overview' }).click();
    await view.getByText('Memory map').first().waitFor();
    const before = await view.getByRole('tabpanel').first().innerText();
    sleeper.kill();
    await ended;
    const banner = view.getByRole('status');
    await banner.getByText(`Process ${sleeper.pid} has ended. What is shown was read at `).waitFor();
    await view.getByRole('button', { name: 'Reload' }).click();
    await banner.getByText(`There is no process ${sleeper.pid}`).waitFor();
    await shows(view.getByRole('tabpanel').first(), before);
    await workbench().screenshot('process-ended');
  } finally {
    sleeper.kill();
    await ended;
  }
});

test('with the setting the context menu of every file has the command', async () => {
  await workbench().applySettings({ 'vdsoExplorer.contextMenuForAllFiles': true });
  for (const [item, expected] of [
    ['program.bin', true],
    ['folder.so', false],
  ] as const) {
    await workbench().offers(workbench().explorerItem(item), inspect, expected);
  }
});
