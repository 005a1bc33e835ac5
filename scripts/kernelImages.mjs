// vDSO images out of Debian's kernel packages, into a cache, for test/oracle/kernels.test.ts:
// `node scripts/kernelImages.mjs [sample | all]`. What is in the cache stays; nothing else of a package is kept.

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { downloadKernel } from './kernelImages/apt.mjs';
import { kernelFolder, kernelName, kernels } from './kernelImages/kernels.mjs';
import { payloads } from './kernelImages/payload.mjs';
import { findImages } from './kernelImages/scan.mjs';
import { inCi } from './setup/processes.mjs';

const MODULES_KEPT = 3;

let failed = 0;
for (const kernel of kernels) {
  if (process.argv[2] !== 'all' && !kernel.sample) continue;
  try {
    await provide(kernel);
  } catch (error) {
    failed += 1;
    console.warn(`MISSING: vDSO images of ${kernelName(kernel)}: ${reason(error)}. They are not compared.`);
  }
}
process.exitCode = failed > 0 && inCi ? 1 : 0;

/** @param {import('./kernelImages/kernels.mjs').Kernel} kernel */
async function provide(kernel) {
  const folder = kernelFolder(kernel);
  if (await isWhole(folder)) return;
  await mkdir(path.dirname(folder), { recursive: true });
  const work = await mkdtemp(`${folder}-`);
  try {
    const started = performance.now();
    const extracted = path.join(work, 'extracted');
    await mkdir(extracted);
    const images = await extract(await downloadKernel(kernel, work), work, extracted);
    await rm(folder, { recursive: true, force: true });
    await rename(extracted, folder).catch((error) => {
      if (!existsSync(path.join(folder, 'kernel.json'))) throw error; // another run was faster
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(`  ${kernelName(kernel)}: ${images} vDSO images in ${seconds} s`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {Promise<boolean>} whether every file is there as it was when it was extracted
 */
async function isWhole(folder) {
  const told = await readFile(path.join(folder, 'kernel.json'), 'utf8').catch(() => undefined);
  if (told === undefined) return false;
  /** @type {import('./kernelImages/kernels.mjs').Extracted} */
  const { sha256 } = JSON.parse(told);
  for (const [name, digest] of Object.entries(sha256)) {
    const bytes = await readFile(path.join(folder, name)).catch(() => undefined);
    if (bytes === undefined || digestOf(bytes) !== digest) return false;
  }
  return true;
}

/** @param {Uint8Array} bytes */
function digestOf(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * @param {string} file the package
 * @param {string} work folder for its parts
 * @param {string} target folder for what is kept
 * @returns {Promise<number>} how many images
 */
async function extract(file, work, target) {
  const parts = path.join(work, 'package');
  await mkdir(parts);
  // Unpacked whole, some are half a gigabyte.
  const wanted = '"./boot/vmlinu*" "*/lib/modules/*/vmlinu*" "*/kernel/lib/*.ko*"';
  const unpack = `dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --wildcards ${wanted}`;
  spawnSync('sh', ['-c', unpack, 'sh', file, parts]); // fails where there are no modules of that name
  const names = await readdir(parts, { recursive: true });
  const boot = names.find((name) => /^boot\/vmlinu[xz]-|\/vmlinu[xz]$/.test(name));
  if (boot === undefined) throw new Error(`no kernel in ${path.basename(file)}`);
  const images = await imagesOf(await readFile(path.join(parts, boot)));
  if (images.length === 0) throw new Error(`no vDSO image in ${boot}`);
  const imageNames = images.map(({ soname }, index) => `${index}-${soname}`);
  /** @type {Record<string, string>} */
  const sha256 = {};
  const keep = async (/** @type {string} */ name, /** @type {Uint8Array} */ bytes) => {
    sha256[name] = digestOf(bytes);
    await writeFile(path.join(target, name), bytes);
  };
  for (const [index, { bytes }] of images.entries()) await keep(imageNames[index] ?? '', bytes);
  const modules = names.filter((name) => /\/kernel\/lib\/.*\.ko(\.xz)?$/.test(name)).sort();
  const moduleNames = [];
  for (const module of modules.slice(0, MODULES_KEPT)) {
    const found = path.join(parts, module);
    const bytes = module.endsWith('.xz') ? execFileSync('xz', ['-dc', found]) : await readFile(found);
    const name = path.basename(module, '.xz');
    moduleNames.push(name);
    await keep(name, bytes);
  }
  const version = /_([0-9.]*[0-9])/.exec(path.basename(file))?.[1] ?? '';
  const told = { package: path.basename(file), version, images: imageNames, modules: moduleNames, sha256 };
  await writeFile(path.join(target, 'kernel.json'), JSON.stringify(told, undefined, 2));
  return images.length;
}

/** @param {Buffer} boot */
async function imagesOf(boot) {
  const plain = findImages(boot);
  if (plain.length > 0) return plain;
  for await (const kernel of payloads(boot)) {
    const images = findImages(kernel);
    if (images.length > 0) return images;
  }
  return [];
}

/** @param {unknown} error apt's first complaint, where it has one */
function reason(error) {
  const text = error instanceof Error ? error.message : String(error);
  const complaint = /^[EW]: (.*)$/m.exec(text)?.[1] ?? text.trim().split('\n').at(-1);
  return complaint?.replace(/\.$/, '') ?? text;
}
