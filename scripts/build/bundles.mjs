// What is built, and with which options.

import { chmod, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../setup/processes.mjs';
import { inBrowsers } from './browser.mjs';
import { writeCommonJs } from './commonJs.mjs';
import { besideUs, disassemblerBundle } from './disassembler.mjs';
import { asOnePage } from './page.mjs';

/** @satisfies {esbuild.BuildOptions} */
export const onNode = { platform: 'node', target: 'node20', external: ['vscode'] };

/** What the extension consists of. */
export const extensionParts = /** @type {const} */ (['host', 'web', 'cli', 'webview', 'disassembler']);

/** The terminal and the library speak English alone, and never ask for another catalogue. @type {esbuild.Plugin} */
const englishAlone = {
  name: 'english-alone',
  setup: (build) =>
    void build.onResolve({ filter: /\/chinese(\/catalogue)?\.ts$/ }, ({ kind, path: file }) =>
      kind === 'dynamic-import' ? { path: file, external: true } : undefined,
    ),
};

/**
 * What each face is built with.
 * @param {string} folder absolute
 * @param {boolean} dev
 * @returns {Record<'host' | 'web' | 'cli' | 'webview' | 'npm' | 'disassembler', esbuild.BuildOptions>}
 */
export function bundles(folder, dev) {
  // The floor of `engines.vscode` runs Node 20 and Chromium 128.
  /** @type {esbuild.BuildOptions} */
  const shared = {
    absWorkingDir: root,
    bundle: true,
    minify: !dev,
    charset: 'utf8', // as it is written: an escape for each Chinese letter is twice as long
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  };
  /** @type {esbuild.BuildOptions} */
  const node = { ...shared, ...onNode };

  /** @type {esbuild.BuildOptions} */
  const host = {
    ...split(node, folder, dev),
    entryPoints: { extension: 'src/extension.ts', worker: 'src/session/worker/worker.ts' },
    plugins: [besideUs, commonJs(folder, dev, 'allow-extension')],
  };

  /** One file: a browser's extension host can load no other. @type {esbuild.BuildOptions} */
  const web = {
    ...shared,
    entryPoints: ['src/extension.ts'],
    outfile: path.join(folder, 'web', 'extension.js'),
    platform: 'browser',
    target: 'chrome128',
    format: 'cjs',
    external: ['vscode'],
    sourcemap: dev ? 'inline' : false,
    plugins: [inBrowsers],
  };

  // A program that other files asked for would run again where Node knows it by another path: started by a link that
  // Node is to keep, or in other capitals.
  const forTerminal = [besideUs, englishAlone, commonJs(folder, dev, 'strict'), executable(folder)];
  /** What is not needed at once is loaded when it is: `--version` waits for next to nothing. @type {esbuild.BuildOptions} */
  const cli = { ...split(node, folder, dev), entryPoints: { cli: 'src/cli.ts' }, plugins: forTerminal };

  /** The npm package: program and library, which share what they have in common. @type {esbuild.BuildOptions} */
  const npm = {
    ...cli,
    entryPoints: { cli: 'src/cli.ts', library: 'src/library.ts' },
    plugins: [...forTerminal, asModule(folder)],
  };

  /** @type {esbuild.BuildOptions} */
  const webview = {
    ...shared,
    entryPoints: ['webview/main.ts'], // its style sheets come with it, as main.css
    outdir: path.join(folder, 'webview'),
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    platform: 'browser',
    target: 'chrome128',
    format: 'esm',
    splitting: true,
    sourcemap: dev,
    plugins: [asOnePage],
  };

  return { host, web, cli, webview, npm, disassembler: disassemblerBundle(node, folder) };
}

/**
 * ES modules in memory, which commonJs() writes.
 * @param {esbuild.BuildOptions} node what is shared by all that run on Node
 * @param {string} folder
 * @param {boolean} dev
 * @returns {esbuild.BuildOptions}
 */
function split(node, folder, dev) {
  return {
    ...node,
    outdir: folder,
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    minify: false, // whole names until the last pass
    sourcemap: dev && 'external',
    write: false,
  };
}

/** @param {string} folder @param {boolean} dev @param {'strict' | 'allow-extension'} signatures @returns {esbuild.Plugin} */
function commonJs(folder, dev, signatures) {
  return {
    name: 'common-js',
    setup: (build) => {
      const names = Object.keys(build.initialOptions.entryPoints ?? {});
      const entries = names.map((name) => path.join(folder, `${name}.js`));
      build.onEnd((result) => writeCommonJs(result, entries, dev, signatures));
    },
  };
}

/** @param {string} folder @returns {esbuild.Plugin} */
function executable(folder) {
  return {
    name: 'executable',
    setup: (build) =>
      build.onEnd(async ({ errors }) => {
        if (errors.length === 0) await chmod(path.join(folder, 'cli.cjs'), 0o755);
      }),
  };
}

/** The library for who imports it: an ES module by itself, whatever it is made of. @param {string} folder @returns {esbuild.Plugin} */
function asModule(folder) {
  return {
    name: 'module',
    setup: (build) =>
      build.onEnd(async ({ errors, metafile }) => {
        const library = Object.values(metafile?.outputs ?? {}).find(
          ({ entryPoint }) => entryPoint === 'src/library.ts',
        );
        if (errors.length > 0 || library === undefined) return;
        const names = library.exports.toSorted().join(', ');
        await writeFile(
          path.join(folder, 'library.js'),
          `import library from './library.cjs';\nexport const { ${names} } = library;\n`,
        );
      }),
  };
}

/**
 * Builds the extension, or the npm package's program and library, for people: minified and without source maps.
 * @param {'extension' | 'npm'} what
 * @param {string} folder absolute; what is in it is replaced
 * @returns {Promise<esbuild.Metafile[]>} what went into it
 */
export async function buildFor(what, folder) {
  await rm(folder, { recursive: true, force: true });
  const all = bundles(folder, false);
  const parts = what === 'npm' ? [all.npm, all.disassembler] : extensionParts.map((name) => all[name]);
  const built = await Promise.all(parts.map((part) => esbuild.build(part)));
  return built.flatMap(({ metafile }) => (metafile === undefined ? [] : [metafile]));
}
