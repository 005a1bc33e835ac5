// A tab of a process that has ended, as a reload restores it; and the setting that widens the context menu.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { has, shows } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const inspect = 'Inspect with vDSO Explorer';
let sleeper: ChildProcess;
const name = process.arch === 'ia32' ? 'linux-gate.so.1' : 'linux-vdso.so.1';
const workbench = useWorkbench(import.meta.filename, async () => {
  sleeper = spawn('sleep', ['300']);
  await once(sleeper, 'spawn');
  return {
    files: { 'program.bin': 'x', 'folder.so/readme.txt': 'A folder.\n' },
    settings: { 'vdsoExplorer.contextMenuForAllFiles': true },
    openFile: `vdso:/process/${sleeper.pid}/${name}`,
  };
});

test('the image of another process opens by its address', async () => {
  await workbench().tab(`${name} (process ${sleeper.pid})`).waitFor();
  await has(workbench().webview().locator('h1'), 'title', new RegExp(`process ${sleeper.pid} \\(sleep\\)`));
});

test('when the process ends, its tab says so by itself, and Reload takes nothing away', async () => {
  const view = workbench().webview();
  await view.getByRole('tab', { name: 'Overview' }).click();
  await view.getByText('Memory map').first().waitFor();
  const before = await view.getByRole('tabpanel').first().innerText();
  const ended = once(sleeper, 'exit');
  sleeper.kill();
  await ended;
  const banner = view.getByRole('status');
  await banner.getByText(`Process ${sleeper.pid} has ended. What is shown was read at `).waitFor();
  await view.getByRole('button', { name: 'Reload' }).click();
  await banner.getByText(`There is no process ${sleeper.pid}`).waitFor();
  await shows(view.getByRole('tabpanel').first(), before);
  await workbench().screenshot('process-ended');
});

test('after the process has ended, a restored tab says so and leads to the live image', async () => {
  await workbench().stateWritten(`vdso:/process/${sleeper.pid}/`);
  await workbench().reload();
  await workbench().tab(`${name} (process ${sleeper.pid})`).waitFor();
  const alert = workbench().webview().getByRole('alert');
  await alert.getByText(`There is no process ${sleeper.pid}`).waitFor();
  await workbench().screenshot('process-gone');
  await workbench().webview().getByRole('button', { name: 'Open the Live Image' }).click();
  await workbench().tab(`${name} (live)`).waitFor();
  await has(workbench().webview().locator('h1'), 'title', /live, this process/);
});

test('with the setting the context menu of every file has the command', async () => {
  for (const [item, expected] of [
    ['program.bin', true],
    ['folder.so', false],
  ] as const) {
    await workbench().offers(workbench().explorerItem(item), inspect, expected);
  }
});
