// What a reload of the window brings back: tabs of every kind, each with what was chosen in it, on what is there now.
// One reload for all of them: a window that loads takes seven seconds of a processor.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { kernelOf } from '../support/containers/kernels.ts';
import { vdsoImage } from '../support/elf/index.ts';
import { becomes, counts, has } from '../support/eventually.ts';
import { notX64, noVdso } from '../support/machine.ts';
import { oldExports } from '../support/manyImages.ts';
import { notInOldest } from '../support/workbench/notInOldest.ts';
import { inOldest } from '../support/workbench/server.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const assembly = `TEXT ·now(SB),NOSPLIT,$16-24
	MOVQ	runtime·vdsoClockgettimeSym(SB), AX
	RET
`;
const [amd64, arm64] = (['amd64', 'arm64'] as const).map((arch) => vdsoImage({ arch }).bytes);
assert.ok(amd64 && arm64);
const workbench = useWorkbench(import.meta.filename, {
  files: {
    'now_linux_amd64.s': assembly,
    'a-new.so': amd64,
    'b-old.so': vdsoImage({ arch: 'amd64', exports: oldExports, notes: [] }).bytes,
    'c-text.so': 'This is no image.',
    'tree/boot/vmlinux-6.1': kernelOf([arm64, amd64]).bytes,
  },
});

const skip = notX64 || noVdso;
const image = process.arch === 'ia32' ? 'linux-gate.so.1' : 'linux-vdso.so.1';
const atlas = 'Which Kernel Serves Which Runtime';
const matrix = 'Images Side by Side';
const newer = notInOldest('the live image is all that is looked at there');

const view = () => workbench().webview();
const title = () => view().locator('h1');
const row = (text: string | RegExp): Locator => view().locator('.grid-row', { hasText: text });
const filter = () => view().locator('.filter-bar input');
const heads = () => view().locator('.grid-head .head-text').allInnerTexts();
const listed = () => workbench().page.locator('.quick-input-widget .monaco-list-row');

/** What each tab has put into the state that is written down. */
const written: string[] = [];
/** Where each tab is: until it is looked at, it is called by its file's name, and several are alike. */
const places = new Map<string, number>();
const sleepers: ChildProcess[] = [];
let extensionHost = '';

after(() => {
  for (const each of sleepers) each.kill();
});

/** Of the tab in front. */
async function keepPlace(name: string): Promise<void> {
  const tabs = workbench().page.locator('.tabs-container .tab');
  places.set(name, await tabs.evaluateAll((all) => all.findIndex((each) => each.ariaSelected === 'true')));
}

async function bringToFront(name: string): Promise<void> {
  await workbench()
    .page.locator('.tabs-container .tab')
    .nth(places.get(name) ?? assert.fail(name))
    .click();
}

async function typeFilter(from: Locator, text: string): Promise<void> {
  await workbench().goToFilter(from);
  await workbench().page.keyboard.type(text);
  await becomes(() => filter().inputValue(), text);
  written.push(text);
}

async function openLive(): Promise<void> {
  await workbench().runCommand('Inspect vDSO');
  await workbench().tab(`${image} (live)`).waitFor();
  const named = /live, this process \((\d+)\)/;
  await has(title(), 'title', named);
  await keepPlace('live');
  extensionHost = named.exec((await title().getAttribute('title')) ?? '')?.[1] ?? '';
  await typeFilter(row('__vdso_clock_gettime').first(), 'vdso getcpu');
  await counts(row('__vdso_clock_gettime'), 0);
}

async function openProcess(): Promise<number> {
  const child = spawn('sleep', ['300'], { stdio: 'ignore' });
  sleepers.push(child);
  await once(child, 'spawn');
  await workbench().palette.runThenType('vDSO: Inspect vDSO of a Process…', `${child.pid}`);
  await workbench().palette.pickLast(`${child.pid} · `);
  await workbench().tab(`${image} (process ${child.pid})`).waitFor();
  await has(title(), 'title', new RegExp(`process ${child.pid} \\(sleep\\)`));
  await keepPlace(`process ${child.pid}`);
  written.push(`vdso:/process/${child.pid}/`);
  return child.pid ?? 0;
}

async function openAtlas(): Promise<void> {
  await workbench().runCommand(`vDSO: ${atlas}`);
  await workbench().tab(atlas).waitFor();
  await view().getByRole('combobox', { name: 'Architecture of the kernels' }).selectOption('arm64');
  await row(/^Zig std .*falls back from 6\.11 \(read\) on/).waitFor();
  await typeFilter(row(/^Go /).locator('[aria-colindex="1"]'), 'rust rustix');
  await row(/^Go /).waitFor({ state: 'detached' });
}

async function openFromKernel(): Promise<void> {
  const found = 'Find vDSO Images in Folder…';
  await workbench().chooseFromContextMenu(workbench().explorerItem('tree'), found);
  await counts(listed().filter({ hasNotText: 'side by side' }), 2);
  await workbench().palette.pickLast(listed().filter({ hasText: /x86-64.*boot\/vmlinux-6\.1/s }));
  await workbench().tab('linux-vdso.so.1 (vmlinux-6.1)').waitFor();
  await keepPlace('kernel');
  await typeFilter(row('__vdso_clock_gettime').first(), 'vdso clock');
  await counts(row('__vdso_getcpu'), 0);
}

async function openMatrix(): Promise<void> {
  const command = 'Compare Many Images Side by Side (Matrix)…';
  await workbench().chooseFromContextMenu(workbench().explorerItem('a-new.so'), command, () =>
    workbench().select('a-new.so', 'b-old.so', 'c-text.so'),
  );
  await workbench().tab(matrix).waitFor();
  await row(/^CRIU /).waitFor();
  await view().getByRole('combobox', { name: 'Baseline' }).selectOption('b-old.so');
  await becomes(async () => (await heads())[3], 'Baseline: b-old.so');
  await view().getByRole('combobox', { name: 'Rows shown' }).selectOption('Rows that differ');
  await row(/^CRIU /).waitFor({ state: 'detached' });
  written.push('differing');
}

test('tabs of every kind are open when the window is reloaded', async () => {
  if (skip === false) await openLive();
  if (!inOldest) {
    await openProcess();
    await openProcess();
    await openAtlas();
    await openFromKernel();
    await openMatrix();
    sleepers[0]?.kill();
  }
  await workbench().openFile('now_linux_amd64.s');
  await workbench().stateWritten(...written, 'now_linux_amd64.s');
  await workbench().reload();
  await workbench().tab('now_linux_amd64.s').waitFor();
});

test('the first that the new extension host is asked is a hover, and it tells of itself', {
  skip,
}, async () => {
  const told = /image offset (0x[0-9a-f]+), address (0x[0-9a-f]+) in process (\d+)/;
  const popup = await workbench().hover('vdsoClockgettimeSym', told);
  const [, offset = '', address = '', pid = ''] = told.exec(await popup.innerText()) ?? [];
  assert.notEqual(pid, extensionHost);
  const maps = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
  const base = maps.find((line) => line.endsWith('[vdso]'))?.split('-')[0];
  assert.equal(BigInt(address), BigInt(`0x${base}`) + BigInt(offset));
});

test('the live image has its filter, and is that of the new process', { skip }, async () => {
  await bringToFront('live');
  await row('__vdso_getcpu').waitFor();
  await becomes(() => filter().inputValue(), 'vdso getcpu');
  await row('__vdso_clock_gettime').waitFor({ state: 'detached' });
  await has(title(), 'title', new RegExp(`live, this process \\((?!${extensionHost}\\))\\d+\\)`));
});

newer('the image of another process opens by its address', async () => {
  const { pid } = sleepers[1] ?? assert.fail();
  await bringToFront(`process ${pid}`);
  await has(title(), 'title', new RegExp(`process ${pid} \\(sleep\\)`));
});

newer('of a process that has ended meanwhile the tab says so, and leads to the live image', async () => {
  const { pid } = sleepers[0] ?? assert.fail();
  await bringToFront(`process ${pid}`);
  await view().getByRole('alert').getByText(`There is no process ${pid}`).waitFor();
  await workbench().screenshot('process-gone');
  await view().getByRole('button', { name: 'Open the Live Image' }).click();
  await has(title(), 'title', /live, this process/);
});

newer('the atlas has its architecture and its filter', async () => {
  await workbench().tab(atlas).click();
  await row(/^rustix /).waitFor();
  await becomes(() => filter().inputValue(), 'rust rustix');
  const machine = view().getByRole('combobox', { name: 'Architecture of the kernels' });
  await becomes(() => machine.inputValue(), 'arm64');
  await counts(row(/^Go /), 0);
});

newer('an image that was found below a folder is taken out of its kernel again', async () => {
  await bringToFront('kernel');
  await row('__vdso_clock_gettime').first().waitFor();
  await becomes(() => filter().inputValue(), 'vdso clock');
});

newer('a matrix has its baseline, and only the rows that differ', async () => {
  await workbench().tab(matrix).click();
  await row(/^Go /).waitFor();
  await becomes(async () => (await heads())[3], 'Baseline: b-old.so');
  await counts(row(/^CRIU /), 0);
});
