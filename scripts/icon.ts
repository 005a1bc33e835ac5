// `npm run icon`: draws media/icon.svg as media/icon.png, of the size that a gallery asks for.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser } from '../test/support/workbench/browser.ts';
import { projectRoot } from '../test/support/workbench/paths.ts';

const SIZE = 256;

const svg = await readFile(path.join(projectRoot, 'media/icon.svg'), 'utf8');
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  const scaled = svg.replace(/width="\d+" height="\d+"/, `width="${SIZE}" height="${SIZE}"`);
  await page.setContent(`<body style="margin:0;line-height:0">${scaled}</body>`);
  await page.screenshot({ path: path.join(projectRoot, 'media/icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
