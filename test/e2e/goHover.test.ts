// Hovers over Go's vDSO names, and where they lead.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { counts, eventually, shows } from '../support/eventually.ts';
import { liveVdsoBytes } from '../support/liveVdso.ts';
import { notX64, noVdso } from '../support/machine.ts';
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
  files: {
    'now_linux_amd64.s': assembly,
    'vdso_linux_arm64.go': keys,
    'plain.go': 'package plain\n',
    'abseil/vdso_support.cc': 'int VDSOSupport::GetCPU() { return (*getcpu_fn_)(); }\n',
  },
});

const told = /image offset (0x[0-9a-f]+), address (0x[0-9a-f]+) in process (\d+)/;
const readelf = tool('GNU readelf');
const live = liveVdsoBytes();
const skip = notX64 || noVdso || readelf.skip;

/** A hover may go before it is clicked: it is asked for again. */
async function follow(word: string, link: string): Promise<void> {
  await eventually(async () => {
    const hover = await workbench().hover(word, new RegExp(link));
    await hover.getByText(link).first().click({ timeout: 3_000 });
  });
}

test('runtime·vdsoClockgettimeSym has the address that the kernel gave the extension host', {
  skip,
}, async () => {
  await workbench().openFile('now_linux_amd64.s');
  const text = await (await workbench().hover('vdsoClockgettimeSym', told)).innerText();
  const [, offset = '', address = '', pid = ''] = told.exec(text) ?? [];
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
  await follow('vdsoClockgettimeSym', 'Show it in the live image');
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
    await follow('getcpu_fn_', 'Its search');
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
  let popup = workbench().page.locator('.monaco-hover').first();
  await eventually(async () => {
    popup = await workbench().hover(
      '0x6e43a318',
      /is the GNU hash of __vdso_clock_gettime.*cannot check it/s,
    );
    assert.equal(
      (await popup.innerText()).split('0xdfa941fd').length - 1,
      1,
      'the right number is told once',
    );
  });
  await counts(popup.getByText('in process'), 0);
  await counts(popup.getByText('Show it in the live image'), 0);
  await workbench().screenshot('hover-wrong-constant');
});
