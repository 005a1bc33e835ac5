// Files, functions and processes with names that look like links, icons and markup: they are shown as they are, and
// clicking them runs nothing.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { readElf } from '../../src/elf/readElf.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { vdsoImage } from '../support/elf/index.ts';
import { counts, shows } from '../support/eventually.ts';
import { commandLink, evilNames } from '../support/evilNames.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const { image, icon, html } = evilNames;
const evil = `${commandLink} $(zap) <img src=x onerror=alert(1)> ${image}`;
const { bytes } = vdsoImage({ arch: 'amd64', exports: ['__vdso_time', evil, `${icon} ${html}`] });
const library = `${commandLink} $(zap).so`;
const workbench = useWorkbench(import.meta.filename, { files: { [library]: bytes } });

/** What VS Code makes of a name that it parses. Texts of the status bar and of lists stand in `a` elements anyway. */
const parsed = 'a:not(.statusbar-item-label):not(.label-name), img, .codicon-zap, .codicon-loading';

/** Nothing was made of a name. What a click on it does is seen at the end. */
async function isText(where: Locator): Promise<void> {
  await counts(where.locator(parsed), 0);
  await where.getByText('[click]').first().click();
}

const literally = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const containing = (text: string) => new RegExp(literally(text));

async function addressOf(name: string): Promise<string> {
  const result = await readElf(memorySource(bytes), { symtab: false });
  assert.ok(result.kind === 'elf');
  const { symbols } = result.image;
  const index = Array.from({ length: symbols.length }, (_, i) => i).find((i) => symbols.name(i) === name);
  return `0x${symbols.value(index ?? assert.fail()).toString(16)}`;
}

test('a function named like a link is text in the page, below the input box and in the status bar', async () => {
  const { page } = workbench();
  await workbench().chooseFromContextMenu(workbench().explorerItem(library), 'Inspect with vDSO Explorer');
  const view = workbench().webview();
  await view.getByRole('tab', { name: /^Symbols/ }).click();
  await view.getByText(evil).first().waitFor();
  await counts(view.locator('img, a[href]'), 0);

  await workbench().palette.runThenType('vDSO: Resolve Address…', await addressOf(evil));
  const message = page.locator('.quick-input-message');
  await message.getByText('[click]').waitFor();
  await shows(message, containing(evil.replaceAll('](', ']\\(')));
  await workbench().screenshot('evil-resolve-address');
  await isText(message);
  await page.locator('.quick-input-widget input.input').press('Enter');

  const answer = page.locator('.statusbar-item', { hasText: '[click]' });
  await answer.waitFor();
  const told = literally(`${await addressOf(evil)}: ${evil}`);
  await shows(answer, new RegExp(`^\\s*${told}\\s*$`));
  await workbench().screenshot('evil-status-bar');
  await isText(answer);
});

test('a path named like a link is text in the dialog and the notification of a command that failed', async () => {
  const { page, palette } = workbench();
  const file = `/proc/${commandLink}.json`;
  const told = file.replaceAll('](', ']\\(');
  // From the palette VS Code asks that the error is read.
  await palette.runWithFile('vDSO: Save Report…', file);
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.getByText('[click]').waitFor();
  await shows(dialog, containing(told));
  await workbench().screenshot('evil-dialog');
  await isText(dialog.locator('.dialog-message-container'));
  await dialog.getByRole('button', { name: 'OK' }).click();

  const view = workbench().webview();
  await view.getByRole('button', { name: 'More actions' }).first().click();
  await view.getByText('Save report as JSON…').click();
  await palette.answerWithFile(file);
  // It may have gone from the window's corner before one looks; it stays in the list.
  const list = page.locator('.notifications-center');
  await page.locator('.statusbar-item[id="status.notifications"]').click();
  const notification = list.locator('.notification-list-item-message', { hasText: '[click]' }).first();
  await notification.waitFor();
  await shows(notification, containing(told));
  await workbench().screenshot('evil-notification');
  await isText(notification);
});

test('a process named like an icon and a link is text in the list, and where it is pointed at', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-evil-'));
  // The kernel keeps 15 bytes of a program's name.
  const program = path.join(folder, '$(zap)[a](x:b)');
  await copyFile('/bin/sleep', program);
  const child = spawn(program, ['300'], { argv0: evil, stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    const { page } = workbench();
    await workbench().palette.runThenType('vDSO: Inspect vDSO of a Process…', `${child.pid}`);
    const row = page.locator('.quick-input-widget .monaco-list-row').first();
    await row.getByText(`${child.pid} · `).waitFor();
    await shows(row, containing('$(zap)[a]\\(x:b)'));
    await shows(row, containing(`${evil.replaceAll('](', ']\\(')} 300`));
    await counts(row.locator(parsed), 0);
    const hover = page.locator('.monaco-hover', { hasText: '[click]' });
    // A list that is drawn again under a mouse that rests has no hover until it moves.
    let shown = false;
    for (let tries = 0; tries < 10 && !shown; tries++) {
      await page.mouse.move(0, 0);
      await row.locator('.quick-input-list-label-meta').hover();
      shown = await hover.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    }
    assert.ok(shown, 'no hover');
    await workbench().screenshot('evil-process');
    await counts(hover.locator('a[data-href^="command:"], img'), 0);
    await workbench().palette.close();
  } finally {
    child.kill();
    await ended;
    await rm(folder, { recursive: true });
  }
});

test('no click has opened a terminal: one that is opened now is the only one', async () => {
  await workbench().runCommand('Terminal: Create New Terminal');
  const terminals = workbench().page.locator('.terminal-wrapper');
  await terminals.first().waitFor();
  await counts(terminals, 1);
});
