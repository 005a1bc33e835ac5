// From the palette through the list of processes to the image of one of them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { go, goRelease, withGoProgram } from '../oracle/go/build.ts';
import { eventually, shows } from '../support/eventually.ts';
import { notX64 } from '../support/machine.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const workbench = useWorkbench(import.meta.filename);
const skip = go.skip || notX64;
const text = 'package main\n\nimport "os"\n\nfunc main() { println("up"); os.Stdin.Read(make([]byte, 1)) }\n';

test('a Go program is recognised in the list, and its image opens with what its variables hold', {
  skip,
}, async () => {
  await withGoProgram({ 'main.go': { text } }, 'amd64', async ({ file }) => {
    const child = spawn(file, ['--tick', '$(flame)'], { stdio: ['pipe', 'ignore', 'pipe'] });
    const ended = once(child, 'exit');
    try {
      await once(child.stderr, 'data');
      const { page } = workbench();
      const row = page.locator('.quick-input-widget .monaco-list-row').first();
      const release = await goRelease();
      // A window that has just come may close the list.
      await eventually(async () => {
        await workbench().palette.runAsking('vDSO: Inspect vDSO of a Process…');
        await row.waitFor({ timeout: 10_000 });
        await page.mouse.move(20, 700); // its tooltip would hide the title
        await workbench().pictures('processes');
        await page.locator('.quick-input-widget input.input').fill(`${child.pid}`, { timeout: 2_000 });
        await row.getByText(`Go ${release}`).waitFor({ timeout: 10_000 });
      });
      await shows(row, /program.*--tick \$\(flame\)/s);
      await workbench().screenshot('processes-filtered');
      await page.keyboard.press('Enter');
      await workbench().tab(`linux-vdso.so.1 (process ${child.pid})`).waitFor();
      const view = workbench().webview();
      await view.getByRole('tab', { name: /^Consumers/ }).click();
      await view.getByRole('heading', { level: 2, name: `This program, Go ${release}` }).waitFor();
      await view
        .getByText(/0x[0-9a-f]+, as predicted/)
        .first()
        .waitFor();
      await workbench().pictures('go-process');
      assert.deepEqual(workbench().policyViolations(), []);

      await workbench().palette.runThenType('vDSO: Resolve Address…', '0xaf5');
      await page
        .locator('.quick-input-message')
        .getByText(/__vdso_\w+ \+ 0x/)
        .waitFor();
      await workbench().screenshot('resolve-address');
      await page.keyboard.press('Enter');
      await view.getByRole('tab', { name: /^Symbols/, selected: true }).waitFor();
      await page
        .locator('.statusbar')
        .getByText(/^0xaf5: __vdso_\w+ \+ 0x/)
        .waitFor();
      await workbench().screenshot('resolved-address');
    } finally {
      child.kill();
      await ended;
    }
  });
});

test('a Go program in a bin folder opens from its context menu, with its own keys', { skip }, async () => {
  await withGoProgram({ 'main.go': { text } }, 'amd64', async ({ file }) => {
    await workbench().runCommand('View: Close All Editors');
    const folder = path.join(workbench().folder, 'bin');
    await mkdir(folder);
    await copyFile(file, path.join(folder, 'tick'));
    await workbench().explorerItem('bin').click();
    await workbench().chooseFromContextMenu(workbench().explorerItem('tick'), 'Inspect with vDSO Explorer');
    await workbench().tab('tick').waitFor();
    const view = workbench().webview();
    await view.getByRole('tab', { name: /^Consumers/ }).click();
    await view.getByRole('heading', { level: 2, name: `This program, Go ${await goRelease()}` }).waitFor();
    await view.getByRole('button', { name: 'Evaluate as if the kernel had mapped it' }).waitFor();
    await view
      .getByText(/found|falls back/i)
      .first()
      .waitFor();
    await workbench().pictures('go-program');
  });
});

test('a process that cannot be read is listed with the reason, which the editor repeats', {
  skip,
}, async () => {
  // A child whose parent never asks how it ended: it is the shell no more by then.
  const child = 'until grep -q sleep /proc/$0/comm; do :; done';
  const parent = spawn('sh', ['-c', `sh -c '${child}' $$ & echo $!; exec sleep 120`]);
  const ended = once(parent, 'exit');
  try {
    const [output] = await once(parent.stdout, 'data');
    const pid = String(output).trim();
    await eventually(async () => assert.match(await readFile(`/proc/${pid}/stat`, 'utf8'), /\) Z /));
    const { page } = workbench();
    await workbench().palette.runThenType('vDSO: Inspect vDSO of a Process…', 'has ended and waits');
    await page.locator('.quick-input-widget .monaco-list-row').getByText(`${pid} · `).waitFor();
    await workbench().pictures('processes-unreadable');
    await workbench().palette.pickLast(`${pid} · `);
    await workbench().tab(`linux-vdso.so.1 (process ${pid})`).waitFor();
    const view = workbench().webview();
    await view.getByText(`Process ${pid} has ended and waits for its parent to notice`).first().waitFor();
    await view.getByText('Open the Live Image').waitFor();
  } finally {
    parent.kill();
    await ended;
  }
});
