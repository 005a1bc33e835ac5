// Which kernels the oracle takes images from, and where they are kept.

import path from 'node:path';
import { cacheFolder, recipeOf } from '../setup/cache.mjs';

/**
 * @typedef {object} Kernel
 * @property {string} architecture Debian's name
 * @property {string} suite codename of a Debian release
 * @property {string} flavour what the package's name ends with; cloud kernels are a third of the size
 * @property {boolean} [sample] one of those in `npm test`
 * @property {boolean} [file] its file is kept as boot loaders take it (scripts/kernelFiles.mjs), for what unpacks it
 */

/** @type {readonly Kernel[]} */
export const kernels = [
  { architecture: 'amd64', suite: 'trixie', flavour: 'cloud-amd64', sample: true, file: true },
  { architecture: 'arm64', suite: 'trixie', flavour: 'cloud-arm64', sample: true, file: true },
  { architecture: 'amd64', suite: 'bullseye', flavour: 'cloud-amd64' },
  { architecture: 'arm64', suite: 'bullseye', flavour: 'cloud-arm64' },
  { architecture: 'amd64', suite: 'bookworm', flavour: 'cloud-amd64', file: true },
  { architecture: 'arm64', suite: 'bookworm', flavour: 'cloud-arm64' },
  { architecture: 'armhf', suite: 'bookworm', flavour: 'armmp' },
  { architecture: 'i386', suite: 'bookworm', flavour: '686', file: true },
  { architecture: 'mips64el', suite: 'bookworm', flavour: '5kc-malta', file: true },
  { architecture: 'mipsel', suite: 'bookworm', flavour: '4kc-malta', file: true },
  { architecture: 'ppc64el', suite: 'bookworm', flavour: 'powerpc64le', file: true },
  { architecture: 's390x', suite: 'bookworm', flavour: 's390x' },
  { architecture: 'armhf', suite: 'trixie', flavour: 'armmp', file: true },
  { architecture: 'ppc64el', suite: 'trixie', flavour: 'powerpc64le' },
  { architecture: 'riscv64', suite: 'trixie', flavour: 'riscv64', file: true },
  { architecture: 's390x', suite: 'trixie', flavour: 's390x', file: true },
  { architecture: 'amd64', suite: 'sid', flavour: 'cloud-amd64' },
  { architecture: 'arm64', suite: 'sid', flavour: 'cloud-arm64' },
  { architecture: 'armhf', suite: 'sid', flavour: 'armmp' },
  { architecture: 'loong64', suite: 'sid', flavour: 'loong64', file: true },
  { architecture: 'riscv64', suite: 'sid', flavour: 'riscv64' },
  { architecture: 's390x', suite: 'sid', flavour: 's390x' },
];

/**
 * The one kernel of Debian without an image: ARM before version 7 has no counter that programs may read. Its file alone is
 * of use.
 * @type {Kernel}
 */
export const kernelWithoutImage = { architecture: 'armel', suite: 'bookworm', flavour: 'rpi', file: true };

/** @param {Kernel} kernel */
export const kernelName = ({ suite, architecture }) => `${suite}-${architecture}`;

/** What takes images out of a package. */
const recipe = ['../kernelImages.mjs', 'payload.mjs', 'scan.mjs'].map((name) =>
  path.join(import.meta.dirname, name),
);

/** What takes the file out of a package. */
const fileRecipe = [path.join(import.meta.dirname, '../kernelFiles.mjs')];

/** @param {Kernel} kernel folder of its file, in the cache: one name in it is the file's, the other `sha256` */
export const kernelFileFolder = (kernel) =>
  path.join(cacheFolder, `kernel-files-${recipeOf(fileRecipe)}`, kernelName(kernel));

/** Folder of all kernels' folders. */
export const kernelImages = path.join(cacheFolder, `kernel-images-${recipeOf(recipe)}`);

/** @param {Kernel} kernel folder of its images, in the cache */
export const kernelFolder = (kernel) => path.join(kernelImages, kernelName(kernel));

/**
 * What a kernel's folder holds, as `kernel.json` in it tells; that file is written last.
 * @typedef {object} Extracted
 * @property {string} package file name of the package
 * @property {string} version upstream version of the kernel: 6.12.107
 * @property {readonly string[]} images file names
 * @property {readonly string[]} modules file names
 * @property {Readonly<Record<string, string>>} sha256 of each of these files
 */
