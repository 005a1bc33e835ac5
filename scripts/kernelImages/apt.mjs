// The newest kernel package of a flavour, of any architecture and release.

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { apt, privateApt } from '../debian/privateApt.mjs';

/**
 * Downloads the newest kernel package of a flavour.
 * @param {import('./kernels.mjs').Kernel} kernel
 * @param {string} folder an empty one, for everything that apt keeps and for the package
 * @returns {Promise<string>} path of the package
 * @throws when the system is not Debian, or the package cannot be had
 */
export async function downloadKernel({ architecture, suite, flavour }, folder) {
  const options = await privateApt(folder, { architecture, suite });
  await apt('apt-get', [...options, '-qq', 'update']);
  const names = (await apt('apt-cache', [...options, 'pkgnames', 'linux-'])).split('\n');
  const pattern = new RegExp(`^linux-image-[0-9]+[.][0-9].*-${flavour}$`);
  const images = names.filter((name) => pattern.test(name) && !name.includes('-rt-'));
  const failures = [];
  // A name may be known only because another package mentions it: then the next one.
  for (const image of images.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))) {
    // From 7.2 on the kernel lies in a package of its own, on which linux-image depends.
    const binary = image.replace('linux-image-', 'linux-binary-');
    const name = names.includes(binary) ? binary : image;
    try {
      await apt('apt-get', [...options, '-qq', 'download', name], folder);
      const file = (await readdir(folder)).find((each) => each.endsWith('.deb'));
      if (file !== undefined) return path.join(folder, file);
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, `${suite} has no linux-image-*-${flavour} for ${architecture}`);
}
