// `npm run screenshots [-- readme | compared]`: makes the pictures of README.md and of docs/compare.md anew, in a real
// workbench with the packaged extension. Those of docs/compare.md are taken in every theme, to out/screenshots, and
// one of each is kept.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../test/support/workbench/paths.ts';
import { endShared } from '../test/support/workbench/shared.ts';
import { packageExtension } from '../test/support/workbench/vsix.ts';
import { openWorkbench, type Theme, type Workbench } from '../test/support/workbench/workbench.ts';
import { comparedPictures, putImages } from './screenshots/compared.ts';

const pictures = path.join(projectRoot, 'media/screenshots');

// Go 1.19 carries these two constants for arm64; they are those of another name.
const wrongConstants = `package runtime

var vdsoLinuxVersion = vdsoVersionKey{"LINUX_2.6.39", 0x75fcb89}

var vdsoSymbolKeys = []vdsoSymbolKey{
	{"__kernel_clock_gettime", 0xd35ec75, 0x6e43a318, &vdsoClockgettimeSym},
}
`;

const temporary = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-'));
const vsix = await packageExtension();
await mkdir(pictures, { recursive: true });

/** In a folder of this name. */
async function inWorkbench(
  name: string,
  fill: (folder: string) => Promise<boolean>,
  take: (workbench: Workbench, picture: (name: string, theme: Theme) => Promise<void>) => Promise<void>,
): Promise<void> {
  const folder = path.join(temporary, name);
  await mkdir(folder);
  if (!(await fill(folder))) {
    console.error(`No pictures of ${name}: \`node scripts/kernelImages.mjs all\` takes the images.`);
    return;
  }
  const workbench = await openWorkbench({ folder, vsix });
  const { page } = workbench;
  try {
    await page.setViewportSize({ width: 1280, height: 760 });
    await take(workbench, async (picture, theme) => {
      await workbench.setTheme(theme);
      // The pointer would leave a row or a word highlighted that the picture is not about.
      if (!picture.startsWith('hover')) await page.mouse.move(640, 4);
      await page.waitForTimeout(1000);
      await page.screenshot({ path: path.join(pictures, `${picture}.png`) });
    });
  } finally {
    await workbench.close();
  }
}

async function readmePictures(
  workbench: Workbench,
  picture: (name: string, theme: Theme) => Promise<void>,
): Promise<void> {
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.runCommand('Inspect vDSO');
  const view = workbench.webview();
  await view.getByRole('row', { name: '__vdso_clock_gettime' }).waitFor();
  await picture('live', 'dark');

  await view.getByRole('tab', { name: /^Consumers/ }).click();
  await view.getByRole('button', { name: 'vdsoClockgettimeSym' }).first().click();
  await picture('replay', 'light');

  await view.getByRole('tab', { name: /^Hash tables/ }).click();
  await picture('hashes', 'highContrast');

  await view.getByRole('tab', { name: /^Structure/ }).click();
  await picture('structure', 'dark');

  await workbench.runCommand('vDSO: Which Kernel Serves Which Runtime');
  await view.getByRole('combobox', { name: 'Architecture of the kernels' }).selectOption('arm64');
  await view
    .locator('.grid-row', { hasText: /^Zig std .*falls back/ })
    .locator('[aria-colindex="5"]')
    .click();
  await view.locator('.inspector-title', { hasText: 'Zig std' }).waitFor();
  await picture('atlas', 'light');

  await workbench.openFile('vdso_linux_arm64.go');
  await workbench.setTheme('light');
  await workbench.hover('0x6e43a318');
  await picture('hover', 'light');
}

const [wanted] = process.argv.slice(2);
try {
  if (wanted !== 'compared')
    await inWorkbench(
      'runtime',
      async (folder) => {
        await writeFile(path.join(folder, 'vdso_linux_arm64.go'), wrongConstants);
        return true;
      },
      readmePictures,
    );
  if (wanted !== 'readme') await inWorkbench('kernels', putImages, comparedPictures);
} finally {
  await endShared();
  await rm(temporary, { recursive: true, force: true });
}
