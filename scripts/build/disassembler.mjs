// The disassembler: a package of its own, in a file of its own, with its WebAssembly packed beside it.

import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pid } from 'node:process';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { cacheFolder, recipeOf } from '../setup/cache.mjs';
import { root } from '../setup/processes.mjs';

const DISASSEMBLER = '@alexaltea/capstone-js';

/** The disassembler is a file of its own beside the others, and read on first use. @type {import('esbuild').Plugin} */
export const besideUs = {
  name: 'disassembler',
  setup: (build) =>
    void build.onResolve({ filter: new RegExp(`^${DISASSEMBLER}$`) }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './capstone.cjs', external: true } : undefined,
    ),
};

/**
 * With its WebAssembly packed, a quarter smaller than an archive makes it.
 * @param {import('esbuild').BuildOptions} node what is shared by all that run on Node
 * @param {string} folder absolute
 * @returns {import('esbuild').BuildOptions}
 */
export function disassemblerBundle(node, folder) {
  return {
    ...node,
    stdin: {
      contents: `
        const create = require('${DISASSEMBLER}');
        const { readFileSync } = require('node:fs');
        const { brotliDecompressSync } = require('node:zlib');
        const wasm = require('node:path').join(__dirname, 'capstone.wasm.br');
        module.exports = (options) => create({ wasmBinary: brotliDecompressSync(readFileSync(wasm)), ...options });`,
      resolveDir: root,
      sourcefile: 'capstone.js',
    },
    outfile: path.join(folder, 'capstone.cjs'),
    format: 'cjs',
    plugins: [{ name: 'pack', setup: (build) => build.onEnd(() => packWasm(folder)) }],
  };
}

/**
 * Packed as small as it gets, which takes ten seconds and more: once a release of it, and kept.
 * @param {string} folder
 */
async function packWasm(folder) {
  const file = createRequire(import.meta.url)
    .resolve(DISASSEMBLER)
    .replace(/\.js$/, '.wasm');
  const kept = path.join(cacheFolder, `capstone-${recipeOf([file])}.wasm.br`);
  const target = path.join(folder, 'capstone.wasm.br');
  try {
    await copyFile(kept, target);
  } catch {
    // Its quality is the highest where none is asked for.
    const packed = await promisify(brotliCompress)(await readFile(file), {
      params: { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS },
    });
    await writeFile(target, packed);
    await mkdir(cacheFolder, { recursive: true });
    await writeFile(`${kept}.${pid}`, packed);
    await rename(`${kept}.${pid}`, kept);
  }
}
