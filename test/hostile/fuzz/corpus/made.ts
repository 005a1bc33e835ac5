/** Files of real shape, made by this machine's tools the first time they are wanted, and kept between runs. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { kernelImages as KERNELS } from '../../../../scripts/kernelImages/kernels.mjs';
import { cacheFolder } from '../../../../scripts/setup/cache.mjs';
import { findTool } from '../../../../scripts/setup/systemPackages.mjs';
import type { Seed } from '../../mutate.ts';
import { realSeed } from './realSeed.ts';
import { type Recipe, recipes } from './recipes.ts';

export interface Missing {
  readonly what: string;
  readonly why: string;
}

const KEPT = path.join(cacheFolder, 'fuzz-corpus');
const LARGEST = 4 << 20;

export async function loadMade(): Promise<{ seeds: readonly Seed[]; missing: readonly Missing[] }> {
  const seeds: Seed[] = [];
  const missing: Missing[] = [];
  await mkdir(KEPT, { recursive: true });
  for (const recipe of recipes) {
    if (findTool(recipe.tool) === undefined) {
      missing.push({ what: recipe.what, why: `${recipe.tool} is not installed` });
      continue;
    }
    const bytes = await made(recipe);
    if (bytes !== undefined) seeds.push(realSeed(recipe.what, bytes));
  }
  return { seeds: [...seeds, ...(await kernelImages())], missing };
}

/** Undefined where the machine does not make such files, which a recipe says by leaving none. */
async function made({ what, run, ...inputs }: Recipe): Promise<Uint8Array | undefined> {
  const key = createHash('sha256')
    .update(JSON.stringify(inputs) + String(run))
    .digest('hex')
    .slice(0, 16);
  const kept = path.join(KEPT, `${what.replaceAll(/[^a-z0-9]+/gi, '-')}-${key}`);
  const before = await readFile(kept).catch(() => undefined);
  if (before !== undefined) return before.length === 0 ? undefined : before;
  const folder = await mkdtemp(`${kept}.`);
  try {
    const bytes = await run(folder);
    const whole = path.join(folder, 'kept');
    await writeFile(whole, bytes ?? new Uint8Array());
    await rename(whole, kept);
    return bytes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of each architecture the images of one kernel, and one module; there once the oracle tests have fetched them. */
async function kernelImages(): Promise<Seed[]> {
  const names = await readdir(KERNELS, { recursive: true }).catch(() => []);
  const wanted = new Map<string, string>();
  for (const name of names.toSorted()) {
    const [, architecture, file] = /^[^/]*-([^/-]+)\/([^/]+)$/.exec(name) ?? [];
    if (architecture === undefined || file === undefined || !/\.(so[.\d]*|ko)$/.test(file)) continue;
    const what = file.endsWith('.ko') ? 'kernel module' : `kernel's vDSO ${file}`;
    wanted.set(`${what}, ${architecture}`, name);
  }
  const seeds: Seed[] = [];
  for (const [what, name] of wanted) {
    const bytes = await readFile(path.join(KERNELS, name));
    if (bytes.length <= LARGEST) seeds.push(realSeed(what, bytes));
  }
  return seeds;
}
