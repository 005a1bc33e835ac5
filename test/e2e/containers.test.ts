// Images that lie in files: the list that fills, opening, containers that change and go.
import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { kernelOf } from '../support/containers/kernels.ts';
import { vdsoImage } from '../support/elf/index.ts';
import { counts, eventually, shows } from '../support/eventually.ts';
import { notInOldest } from '../support/workbench/notInOldest.ts';
import { useWorkbench } from '../support/workbench/useWorkbench.ts';

const inspectImages = 'Inspect vDSO Images in…';
const findImages = 'Find vDSO Images in Folder…';
const amd64 = vdsoImage({ arch: 'amd64' }).bytes;
const arm64 = vdsoImage({ arch: 'arm64' }).bytes;
const evil = '$(zap) [x](command:y) \u202e..';

/** A tar archive, as POSIX has it: a header of 512 bytes, then the member. */
function tarOf(members: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  const parts = members.flatMap(([name, bytes]) => {
    const head = new Uint8Array(512);
    const text = (at: number, value: string) => head.set(new TextEncoder().encode(value), at);
    text(0, name);
    text(100, '0000644\0');
    text(124, `${bytes.length.toString(8).padStart(11, '0')}\0`);
    text(156, '0');
    text(257, 'ustar\u000000');
    text(148, '        ');
    const sum = head.reduce((total, byte) => total + byte, 0);
    text(148, `${sum.toString(8).padStart(6, '0')}\0 `);
    return [head, bytes, new Uint8Array((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, new Uint8Array(1024)]);
}

const workbench = useWorkbench(import.meta.filename, {
  files: {
    vmlinux: kernelOf([amd64, arm64]).bytes,
    'vmlinux-one': kernelOf([amd64]).bytes,
    'rootfs.tar': tarOf([
      [`lib/modules/6.1/vdso/${evil}.so`, amd64],
      ['lib/modules/6.1/vdso/../vdso64.so', amd64],
      ['lib/modules/6.1/vdso/vdso32.so', arm64],
    ]),
    'no-images.tar': tarOf([['etc/passwd', Uint8Array.of(1)]]),
    'tree/boot/vmlinux-6.1': kernelOf([arm64, amd64]).bytes,
    'tree/vdso64.so': amd64,
    'vmlinuz-archive': tarOf([
      ['a/vdso64.so', amd64],
      ['b/vdso64.so', arm64],
    ]),
    'notes.txt': 'text',
  },
});

/** The images: what stands above them is for all of them. */
const rows = () =>
  workbench().page.locator('.quick-input-widget .monaco-list-row').filter({ hasNotText: 'side by side' });
const widget = () => workbench().page.locator('.quick-input-widget');

/** A page that is just loading takes the focus, which closes the list: again then, as a person does. */
async function list(name: string, entry = inspectImages): Promise<void> {
  await eventually(async () => {
    await find(name, entry);
    await rows().first().waitFor({ timeout: 8_000 });
  });
}

/** Without a look at the list: where there is nothing to choose it is gone again in no time. */
async function find(name: string, entry = inspectImages): Promise<void> {
  await workbench().chooseFromContextMenu(workbench().explorerItem(name), entry);
}

async function choose(text: string | RegExp): Promise<void> {
  await workbench().palette.pickLast(rows().filter({ hasText: text }).first());
}

test('kernels, archives and folders have the command, others have not', async () => {
  for (const [name, entry, expected] of [
    ['vmlinux', inspectImages, true],
    ['rootfs.tar', inspectImages, true],
    ['notes.txt', inspectImages, false],
    ['tree', findImages, true],
    ['vmlinux', findImages, false],
  ] as const)
    await workbench().offers(workbench().explorerItem(name), entry, expected);
});

test('the images of a kernel are listed, and the one that is chosen opens and says where it is from', async () => {
  await list('vmlinux');
  await counts(rows(), 2);
  await shows(rows().first(), /linux-vdso\.so\.1.*x86-64/s);
  await shows(rows().nth(1), /arm64|AArch64/);
  await workbench().pictures('images');
  await choose('AArch64');
  await workbench().tab('linux-vdso.so.1 (vmlinux)').waitFor();
  const view = workbench().webview();
  await view.locator('[role=row]').filter({ hasText: '__kernel_clock_gettime' }).first().waitFor();
  await view.getByText('kernel vmlinux').first().waitFor();
  assert.deepEqual(workbench().policyViolations(), []);
});

test('the only image of a container opens at once', async () => {
  await find('vmlinux-one');
  await workbench().tab('linux-vdso.so.1 (vmlinux-one)').waitFor();
  await widget().waitFor({ state: 'hidden' });
});

test('names of members are only names', async () => {
  await list('rootfs.tar');
  await counts(rows(), 3);
  await shows(rows().first(), /\[x\]\\?\(command:y\)/);
  await counts(rows().first().locator('a[href], a[data-href]'), 0);
  await choose('../vdso64.so');
  await workbench().tab('linux-vdso.so.1 (rootfs.tar)').waitFor();
  await workbench().webview().getByText('in rootfs.tar').first().waitFor();
});

test('no image is a sentence', async () => {
  await find('no-images.tar');
  await workbench().page.getByText('No vDSO image lies in no-images.tar.').first().waitFor();
});

test('a folder: files that are images and those in kernels are listed as they are found', async () => {
  await list('tree', findImages);
  await counts(rows(), 3);
  await workbench().screenshot('images-in-folder');
  await shows(rows().nth(2), /vdso64\.so/);
  await choose(/x86-64.*boot\/vmlinux-6\.1/s);
  await workbench().tab('linux-vdso.so.1 (vmlinux-6.1)').waitFor();
});

test('a container that is opened as if it were an image says so, and offers what is in it', async () => {
  await workbench().chooseFromContextMenu(
    workbench().explorerItem('vmlinuz-archive'),
    'Inspect with vDSO Explorer',
  );
  const view = workbench().webview();
  await shows(view.getByRole('alert'), /Not an ELF file.*Images may lie in it/);
  await view.getByRole('button', { name: 'Show the Images in It…' }).click();
  await counts(rows(), 2);
  await workbench().page.keyboard.press('Escape');
});

const watching = notInOldest('nothing watches files there');
watching('a container that changes is told, and Reload shows what is in it now', async () => {
  const file = path.join(workbench().folder, 'vmlinux');
  await workbench().tab('linux-vdso.so.1 (vmlinux)').click();
  const shown = (name: string) =>
    workbench().webview().locator('[role=row]').filter({ hasText: name }).first().waitFor();
  await shown('__kernel_clock_gettime');
  await writeFile(file, kernelOf([arm64, amd64]).bytes);
  const banner = workbench().webview().locator('.banner');
  await shows(banner, /vmlinux, which this image lies in, changed on disk/);
  await workbench().screenshot('container-changed');
  await banner.getByText('Reload').click();
  await shown('__vdso_clock_gettime');
  await rm(file);
  await shows(workbench().webview().locator('.banner'), /is no longer on disk/);
});
