// Hovers over Go's vDSO names, in the first file that this VS Code opens.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { becomes, counts, shows } from '../support/eventually.ts';
import { liveVdsoBytes } from '../support/liveVdso.ts';
import { readelfValue } from '../support/readelfValue.ts';
import { withFile } from '../support/temporaryFiles.ts';
import { tool } from '../support/tool.ts';
import { notInOldest } from '../support/workbench/notInOldest.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const assembly = `TEXT ·now(SB),NOSPLIT,$16-24
	MOVQ	runtime·vdsoClockgettimeSym(SB), AX
	CALL	AX
	RET
`;
// The two constants are wrong as in Go 1.19: they are those of __vdso_clock_gettime.
const keys = `package runtime

var vdsoSymbolKeys = []vdsoSymbolKey{
	{"__kernel_clock_gettime", 0xd35ec75, 0x6e43a318, &vdsoClockgettimeSym},
}
`;
const workbench = useWorkbench(import.meta.filename, {
  newHost: true,
  files: {
    'now_linux_amd64.s': assembly,
    'vdso_linux_arm64.go': keys,
    'plain.go': 'package plain\n',
    'abseil/vdso_support.cc': 'int VDSOSupport::GetCPU() { return (*getcpu_fn_)(); }\n',
  },
});

const readelf = tool('GNU readelf');
const live = liveVdsoBytes();
const skip =
  process.arch !== 'x64' ? 'the file is for amd64' : live === undefined ? 'no vDSO here' : readelf.skip;

/** Hovers until there is one: VS Code asks once, and in the first seconds nobody may be there to answer. */
async function hover(text: string): Promise<Locator> {
  const { page } = workbench();
  const token = page.locator('.monaco-editor .view-line span > span').filter({ hasText: text }).last();
  const popup = page
    .locator('.monaco-hover:not(.hidden):not(.workbench-hover)')
    .filter({ visible: true })
    .first();
  for (let attempt = 0; attempt < 10; attempt++) {
    await token.hover();
    const came = await popup.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
    if (came && (await popup.innerText()).trim() !== 'Loading...') return popup;
    await page.mouse.move(5, 5);
  }
  throw new Error(`No hover over ${text}.`);
}

/** How often it tells the right number. */
async function corrections(popup: Locator): Promise<number> {
  await popup.getByText('cannot check it').first().waitFor();
  return (await popup.innerText()).split('0xdfa941fd').length - 1;
}

test('runtime·vdsoClockgettimeSym has the address that the kernel gave the extension host', {
  skip,
}, async () => {
  await workbench().openFile('now_linux_amd64.s');
  const text = await (await hover('vdsoClockgettimeSym')).innerText();
  const [, offset = '', address = '', pid = ''] =
    /image offset (0x[0-9a-f]+), address (0x[0-9a-f]+) in process (\d+)/.exec(text) ?? [];
  const maps = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
  const base = BigInt(`0x${maps.find((line) => line.endsWith('[vdso]'))?.split('-')[0]}`);
  const value = await withFile(live ?? new Uint8Array(), async (file) =>
    readelfValue(file, '__vdso_clock_gettime'),
  );
  assert.equal(BigInt(offset), value);
  assert.equal(BigInt(address), base + value);
  await workbench().screenshot('hover-assembly');
});

test('its link opens the live image at the symbol', { skip }, async () => {
  await (await hover('vdsoClockgettimeSym')).getByText('Show it in the live image').first().click();
  await workbench().tab('linux-vdso.so.1 (live)').waitFor();
  const row = workbench().webview().locator('[role=row][aria-selected=true]');
  await row.getByText('__vdso_clock_gettime').waitFor();
  await workbench().screenshot('hover-revealed');
});

const inFolders = notInOldest('what opens files in folders lacks there');

inFolders(
  'its other link opens the search of this consumer, where others ask for the same name before it',
  {
    skip,
  },
  async () => {
    await workbench().openFile('abseil/vdso_support.cc');
    await (await hover('getcpu_fn_')).getByText('Its search').first().click();
    await workbench().tab('linux-vdso.so.1 (live)').waitFor();
    const row = workbench().webview().locator('[role=row][aria-selected=true]');
    await row.getByText('getcpu_fn_', { exact: true }).waitFor();
    await shows(row, /Abseil/);
    await workbench().screenshot('hover-revealed-key');
  },
);

test('a wrong constant for another architecture is called wrong, and this machine is left out', async () => {
  await workbench().openFile('vdso_linux_arm64.go');
  // The diagnostic says what is right, in the same hover, so ours does not: once it had the time to arrive.
  let popup = await hover('0x6e43a318');
  const told = async () => (await popup.innerText()).includes('is the GNU hash of __vdso_clock_gettime');
  for (let attempt = 0; attempt < 10 && !((await corrections(popup)) === 1 && (await told())); attempt++) {
    await workbench().page.mouse.move(5, 5);
    await popup.waitFor({ state: 'hidden' });
    popup = await hover('0x6e43a318');
  }
  await becomes(() => corrections(popup), 1);
  await shows(popup, /the GNU hash of __vdso_clock_gettime/);
  await shows(popup, /cannot check it/);
  await counts(popup.getByText('in process'), 0);
  await counts(popup.getByText('Show it in the live image'), 0);
  await workbench().screenshot('hover-wrong-constant');
});
