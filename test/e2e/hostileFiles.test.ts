// Files that would keep the extension host busy, and many large ones at once: other editors stay answering.
import assert from 'node:assert/strict';
import { link, readdir } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { library } from '../../bench/generators/library.ts';
import { has } from '../support/eventually.ts';
import { givenBack, heldBy, settled } from '../support/extensionHost.ts';
import { GO_VERSION, goProgramImage } from '../support/goProgram.ts';
import { notLinux } from '../support/machine.ts';
import { tool } from '../support/tool.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const inspect = 'Inspect with vDSO Explorer';
const assembly = `TEXT ·now(SB),NOSPLIT,$16-24
	MOVQ	runtime·vdsoClockgettimeSym(SB), AX
	RET
`;
/** A Go program whose writable segment lies where Numbers are too coarse to count. */
const { bytes: hanging } = goProgramImage({ dataAddress: 1n << 56n, sectionHeaders: false });
const workbench = useWorkbench(import.meta.filename, {
  files: { 'now_linux_amd64.s': assembly, 'endless.so': hanging },
});

/** Hovers over a name in a Go file until the extension has answered. */
async function anotherEditorAnswers(): Promise<void> {
  const { page } = workbench();
  await workbench().openFile('now_linux_amd64.s');
  await workbench().hover('vdsoClockgettimeSym', /clock_gettime/);
  await page.mouse.move(1, 1);
}

test('a file that is laid out to be searched for ever opens, and another editor stays answering', async () => {
  await workbench().chooseFromContextMenu(workbench().explorerItem('endless.so'), inspect);
  await workbench().tab('endless.so').waitFor();
  await anotherEditorAnswers();
  await workbench().tab('endless.so').click();
  const view = workbench().webview();
  await view.getByText('endless.so').first().waitFor();
  const goRelease = GO_VERSION.replace('go', 'Go ');
  await view.getByText(goRelease).filter({ visible: true }).first().waitFor();
  assert.deepEqual(await workbench().notifications(), []);
});

/** It comes with the assembler and the linker. */
const binutils = tool('GNU readelf');
const skip = notLinux || binutils.skip;

test('40 tabs of large images, opened and closed in a loop, leave nothing behind', {
  skip,
  timeout: 280_000,
}, async () => {
  const large = await library({ symbols: 200_000 });
  const names = Array.from({ length: 8 }, (_, at) => `large${at}.so`);
  for (const name of names) await link(large, path.join(workbench().folder, name));
  const pid = await hostProcess();
  const round = async () => {
    await workbench()
      .explorerItem(names[0] as string)
      .click();
    await workbench()
      .explorerItem(names.at(-1) as string)
      .click({ modifiers: ['Shift'] });
    await workbench().chooseFromContextMenu(workbench().explorerItem(names.at(-1) as string), inspect);
    await workbench()
      .tab(names.at(-1) as string)
      .waitFor();
    await anotherEditorAnswers();
    await workbench().runCommand('View: Close All Editors');
    await workbench().tab('now_linux_amd64.s').waitFor({ state: 'detached' });
  };
  // Bundles are loaded, and thread pools started, with the first ones.
  await round();
  const before = await settled(pid);
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, heldBy(pid).threads);
  }, 20);
  try {
    for (let time = 0; time < 4; time++) await round();
  } finally {
    clearInterval(watch);
  }
  await givenBack(pid, before, workbench().folder);
  const after = heldBy(pid);
  console.log(`threads: ${before.threads} before, ${most} at most, ${after.threads} after`);
  console.log(`handles: ${before.handles.length} before, ${after.handles.length} after`);
  assert.deepEqual(await workbench().notifications(), []);
});

/** The extension host says which process it is, above the image that the kernel mapped into it. */
async function hostProcess(): Promise<number> {
  await workbench().runCommand('Inspect vDSO');
  const title = workbench().webview().locator('h1');
  const named = /this process \((\d+)\)/;
  await has(title, 'title', named);
  const pid = Number(named.exec((await title.getAttribute('title')) ?? '')?.[1]);
  assert.ok((await readdir(`/proc/${pid}/task`)).length > 0);
  return pid;
}
