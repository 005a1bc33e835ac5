// Debian's kernels as boot loaders take them, into a cache, for test/oracle/kernelFiles.test.ts and `npm run bench`:
// `node scripts/kernelFiles.mjs [sample | all]`. Nothing else of a package is kept.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { downloadKernel } from './kernelImages/apt.mjs';
import { kernelFileFolder, kernelName, kernels, kernelWithoutImage } from './kernelImages/kernels.mjs';
import { inCi } from './setup/processes.mjs';

let failed = 0;
for (const kernel of [...kernels, kernelWithoutImage]) {
  if (!kernel.file || (process.argv[2] !== 'all' && !kernel.sample)) continue;
  try {
    await provide(kernel);
  } catch (error) {
    failed += 1;
    const reason = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    console.warn(
      `MISSING: the kernel of ${kernelName(kernel)}: ${reason}. What is found in it is not compared.`,
    );
  }
}
process.exitCode = failed > 0 && inCi ? 1 : 0;

/** @param {import('./kernelImages/kernels.mjs').Kernel} kernel */
async function provide(kernel) {
  const folder = kernelFileFolder(kernel);
  if (await isWhole(folder)) return;
  await mkdir(path.dirname(folder), { recursive: true });
  const work = await mkdtemp(`${folder}-`);
  try {
    const kept = path.join(work, 'kept');
    await mkdir(kept);
    await extract(await downloadKernel(kernel, work), work, kept);
    await rm(folder, { recursive: true, force: true });
    await rename(kept, folder).catch((error) => {
      if (!existsSync(path.join(folder, 'sha256'))) throw error; // another run was faster
    });
    console.log(`  ${kernelName(kernel)}: its kernel`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function isWhole(folder) {
  const names = existsSync(folder) ? await readdir(folder) : [];
  const name = names.find((each) => each !== 'sha256');
  if (name === undefined || !names.includes('sha256')) return false;
  const told = await readFile(path.join(folder, 'sha256'), 'utf8');
  return told === digestOf(await readFile(path.join(folder, name)));
}

/** @param {Uint8Array} bytes */
function digestOf(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * @param {string} file the package
 * @param {string} work folder for its parts
 * @param {string} target folder for what is kept
 */
async function extract(file, work, target) {
  const parts = path.join(work, 'package');
  await mkdir(parts);
  const wanted = '"./boot/vmlinu*" "*/lib/modules/*/vmlinu*"';
  const unpack = `dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --wildcards ${wanted}`;
  spawnSync('sh', ['-c', unpack, 'sh', file, parts]); // fails where one of these is not there
  const names = await readdir(parts, { recursive: true });
  const boot = names.find((name) => /^boot\/vmlinu[xz]-|\/vmlinu[xz]$/.test(name));
  if (boot === undefined) throw new Error(`no kernel in ${path.basename(file)}`);
  const bytes = await readFile(path.join(parts, boot));
  await writeFile(path.join(target, path.basename(boot)), bytes);
  await writeFile(path.join(target, 'sha256'), digestOf(bytes));
}
