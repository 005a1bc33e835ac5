// Builds dist/ (`npm run build`), and out/test/vscode/ with `--tests`. Packaging (scripts/package.mjs) builds anew into
// folders of its own, whatever is in dist/.
//   --dev    source maps, not minified
//   --watch  as --dev, and rebuild on every change
//   --tests  the extension tests as one CommonJS file, which a web extension host could load as well
//
// The extension host wants CommonJS, and esbuild splits ES modules only. So the host side is built in two passes:
// bundle with splitting, then turn each output file into CommonJS by itself. What `src/extension.ts` imports with
// `await import('./editor/register.ts')` thereby becomes a file of its own that is read on first use, and code that
// the editor, the language side and the worker share exists once, in a chunk of its own: one copy, one state.

import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { argv, pid } from 'node:process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { asOnePage } from './scripts/build/page.mjs';
import { cacheFolder, recipeOf } from './scripts/setup/cache.mjs';

const root = import.meta.dirname;

const DISASSEMBLER = '@alexaltea/capstone-js';

/** The disassembler is a file of its own beside the others, and read on first use. @type {esbuild.Plugin} */
const besideUs = {
  name: 'disassembler',
  setup: (build) =>
    void build.onResolve({ filter: new RegExp(`^${DISASSEMBLER}$`) }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './capstone.cjs', external: true } : undefined,
    ),
};

/** The terminal and the library speak English alone, and never ask for another catalogue. @type {esbuild.Plugin} */
const englishAlone = {
  name: 'english-alone',
  setup: (build) =>
    void build.onResolve({ filter: /\/chinese(\/catalogue)?\.ts$/ }, ({ kind, path: file }) =>
      kind === 'dynamic-import' ? { path: file, external: true } : undefined,
    ),
};

/** Modules that need Node, and what stands in for them in a browser; both export the same. */
const instead = {
  'src/sources/nodeProcFs.ts': 'src/web/procFs.ts',
  'src/sources/nodeFiles.ts': 'src/web/files.ts',
  'src/sources/nodeFolders.ts': 'src/web/files.ts',
  'src/sources/nodeHost.ts': 'src/web/host.ts',
  'src/files/writeFile.ts': 'src/web/files.ts',
  'src/session/rows/nextTurn.ts': 'src/web/nextTurn.ts',
  'src/session/worker/workerSession.ts': 'src/web/workerSession.ts',
  'src/session/worker/workerLook.ts': 'src/web/look.ts',
  'src/session/worker/workerReport.ts': 'src/web/report.ts',
  'src/session/disassembler.ts': 'src/web/disassembler.ts',
  'src/tools/register.ts': 'src/web/tools.ts',
};

/** A module of Node that is still asked for ends the build: nothing resolves it for a browser. @type {esbuild.Plugin} */
const inBrowsers = {
  name: 'browser',
  setup: (build) =>
    void build.onResolve({ filter: /^\./ }, ({ path: specifier, resolveDir }) => {
      const file = path.relative(root, path.resolve(resolveDir, specifier)).replaceAll(path.sep, '/');
      const other = /** @type {Record<string, string>} */ (instead)[file];
      return other === undefined ? undefined : { path: path.join(root, other) };
    }),
};

/**
 * What each face is built with.
 * @param {string} folder absolute
 * @param {boolean} dev
 * @returns {Record<'host' | 'web' | 'cli' | 'webview' | 'npm' | 'disassembler', esbuild.BuildOptions>}
 */
function bundles(folder, dev) {
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
    ...node,
    entryPoints: { extension: 'src/extension.ts', worker: 'src/session/worker/worker.ts' },
    outdir: folder,
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.cjs' },
    chunkNames: '[name]-[hash]',
    sourcemap: dev ? 'inline' : false,
    write: false,
    plugins: [
      besideUs,
      { name: 'common-js', setup: (build) => build.onEnd((result) => writeCommonJs(result, dev)) },
    ],
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

  /** @type {esbuild.BuildOptions} */
  const cli = {
    ...node,
    entryPoints: { cli: 'src/cli.ts' },
    outdir: folder,
    format: 'esm',
    splitting: true, // `--version` and `--help` are answered before the rest is loaded
    chunkNames: '[name]-[hash]',
    sourcemap: dev,
    plugins: [
      besideUs,
      englishAlone,
      { name: 'executable', setup: (build) => build.onEnd((result) => makeExecutable(result, folder)) },
    ],
  };

  /** The npm package: program and library, which share what they have in common. @type {esbuild.BuildOptions} */
  const npm = { ...cli, entryPoints: { cli: 'src/cli.ts', library: 'src/library.ts' } };

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

  /** With its WebAssembly packed, a quarter smaller than an archive makes it. @type {esbuild.BuildOptions} */
  const disassembler = {
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
  return { host, web, cli, webview, npm, disassembler };
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

/** @satisfies {esbuild.BuildOptions} */
const onNode = { platform: 'node', target: 'node20', external: ['vscode'] };

/** What the extension consists of. */
const extensionParts = /** @type {const} */ (['host', 'web', 'cli', 'webview', 'disassembler']);

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

/** @param {esbuild.BuildResult} result @param {boolean} dev */
async function writeCommonJs(result, dev) {
  if (result.errors.length > 0) return;
  for (const file of result.outputFiles ?? []) {
    const { code } = await esbuild.transform(file.text, {
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      charset: 'utf8',
      // Without it `import()` stays, and an `import()` inside the extension host is resolved by Node alone, which
      // does not know the module `vscode`. As `require()` it is resolved by the host.
      supported: { 'dynamic-import': false },
      minify: !dev,
      sourcemap: dev ? 'inline' : false,
      sourcefile: path.basename(file.path),
    });
    await mkdir(path.dirname(file.path), { recursive: true });
    await writeFile(file.path, code);
  }
}

/** @param {esbuild.BuildResult} result @param {string} folder */
async function makeExecutable(result, folder) {
  if (result.errors.length > 0) return;
  await chmod(path.join(folder, 'cli.js'), 0o755);
}

/**
 * The extension tests: every test/vscode/*.test.ts behind the `run()` that VS Code calls. The test files are loaded
 * inside `run`, because their `suite()` and `test()` exist only once Mocha is set up.
 * @returns {Promise<esbuild.BuildOptions>}
 */
async function extensionTests() {
  const directory = path.join(root, 'test/vscode');
  const files = (await readdir(directory)).filter((name) => name.endsWith('.test.ts')).sort();
  const loads = files.map((name) => `require(${JSON.stringify(`./${name}`)});`).join('\n');
  return {
    ...onNode,
    absWorkingDir: root,
    bundle: true,
    legalComments: 'none',
    logLevel: 'warning',
    stdin: {
      contents: `import { runSuite } from './index.ts';\nexport const run = () => runSuite(() => {\n${loads}\n});`,
      resolveDir: directory,
      sourcefile: 'allTests.ts',
      loader: 'ts',
    },
    outfile: 'out/test/vscode/index.cjs',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
  };
}

async function printSizes() {
  const names = (await readdir(path.join(root, 'dist'), { recursive: true })).sort();
  for (const name of names.filter((each) => /\.(c?js|css|br)$/.test(each))) {
    const bytes = await readFile(path.join(root, 'dist', name));
    const kilobytes = (bytes.length / 1000).toFixed(1).padStart(8);
    console.log(
      `  ${name.padEnd(40)}${kilobytes} kB   ${(gzipSync(bytes).length / 1000).toFixed(1)} kB gzip`,
    );
  }
}

async function build() {
  if (argv.includes('--tests')) {
    await esbuild.build(await extensionTests());
    return;
  }
  const watch = argv.includes('--watch');
  const dist = path.join(root, 'dist');
  await rm(dist, { recursive: true, force: true });
  const all = bundles(dist, watch || argv.includes('--dev'));
  const parts = extensionParts.map((name) => all[name]);
  if (watch) {
    const contexts = await Promise.all(parts.map((part) => esbuild.context(part)));
    await Promise.all(contexts.map((context) => context.watch()));
    console.log('watching');
  } else {
    await Promise.all(parts.map((part) => esbuild.build(part)));
    await printSizes();
  }
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  await build().catch((error) => {
    // esbuild has printed what its own errors are about.
    if (!('errors' in error)) console.error(error);
    process.exitCode = 1;
  });
}
