/** docs/atlas.md as it comes out of the atlas: `npm run atlas:page` writes it, and a test sees to it that it stands so. */

import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { type Atlas, makeAtlas } from '../../src/consumers/atlas/atlas.ts';
import { catalog } from '../../src/consumers/catalog/index.ts';
import type { KernelImage } from '../../src/consumers/catalog/kernelImages.ts';
import type { Selection } from '../../src/consumers/model.ts';
import { runToEnd } from '../../src/elf/reading/runToEnd.ts';
import { atlasWords } from '../../src/report/english/atlas.ts';
import { atlasSections } from '../../src/report/output/atlasMarkdown.ts';
import { atlasTables } from '../../src/report/views/atlasView.ts';
import { english } from '../../src/session/words.ts';

export const atlasPageFile = new URL('../../docs/atlas.md', import.meta.url);

/** The atlas without rests between its slices. */
export function atlasOf(selection: Selection, images?: readonly KernelImage[]): Promise<Atlas> {
  return makeAtlas(selection, (work) => Promise.resolve(runToEnd(work)), images);
}

export async function atlasPage(): Promise<string> {
  const tables = atlasTables(english, await atlasOf(catalog.map(({ id }) => ({ id }))));
  return [
    `# ${atlasWords.title}`,
    '',
    `\`vdso-explorer atlas\` at each runtime's newest release; a column is a kernel at which an outcome changes, and holds up to the next one. ${atlasWords.about} Made by \`npm run atlas:page\`.`,
    '',
    '- In VS Code: **vDSO: Which Kernel Serves Which Runtime**, by architecture, for all runtimes or every release of one; a cell leads to its keys and why. The table is copied as text, Markdown or JSON, and **Save Report…** writes what the terminal does.',
    '',
    '  ![Runtimes by kernels of arm64, and why Zig falls back](../media/screenshots/atlas.png)',
    '',
    '- One runtime, its keys, and why a kernel lacks them: `vdso-explorer atlas --consumer musl@1.2.5 --arch arm64`; as data: `--json` ([report.md](report.md)).',
    '- What is recorded of each image stands in `src/consumers/catalog/kernelImages.ts` and `kernelExports.ts`. `npm run test:oracle -- --kernels` replays every release of every runtime on the images of 22 kernels and on those written here: they must end alike, key for key.',
    '',
    ...atlasSections(english, tables, false),
  ].join('\n');
}

export async function atlasPageNow(): Promise<string> {
  return readFile(atlasPageFile, 'utf8').catch(() => '');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeFile(atlasPageFile, await atlasPage());
}
