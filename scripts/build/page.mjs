// How the page is cut into files. A webview fetches each of its files through VS Code, so what the first paint waits
// for is one file, and no file of it names another that would have to be fetched next.

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

const entry = 'webview/main.ts';

/** What the page loads later and shares nothing with it; words are waited for by what they would share. */
const alone = ['webview/chinese.ts', 'webview/controls.ts'];

/**
 * The page's build: an ES module with splitting, whose one entry is `webview/main.ts`.
 *
 * What is loaded later comes with all of the page, which is there by then. By itself esbuild makes a file of what each
 * set of such pieces has in common, and keeps an entry that has nothing but imports: so each piece imports the page, and
 * the file they all share takes the entry's place.
 * @type {import('esbuild').Plugin}
 */
export const asOnePage = {
  name: 'as-one-page',
  setup(build) {
    const options = build.initialOptions;
    const { write = true, plugins: _, splitting: __, ...plain } = options;
    options.write = false;
    options.metafile = true;
    build.onResolve({ filter: /^\./ }, ({ kind, path: specifier, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = path.relative(root, path.resolve(resolveDir, specifier)).replaceAll(path.sep, '/');
      return alone.includes(file)
        ? { path: `./${path.basename(file, '.ts')}.js`, external: true }
        : { path: file, namespace: 'with-the-page' };
    });
    build.onLoad({ filter: /./, namespace: 'with-the-page' }, ({ path: file }) => ({
      contents: `import './webview/start.ts'; export * from './${file}';`,
      resolveDir: root,
    }));
    build.onEnd(async (result) => {
      if (result.errors.length > 0) return;
      putInPlaceOfEntry(result);
      const apart = await build.esbuild.build({ ...plain, entryPoints: alone, write: false, metafile: true });
      result.outputFiles?.push(...(apart.outputFiles ?? []));
      Object.assign(result.metafile?.inputs ?? {}, apart.metafile?.inputs);
      Object.assign(result.metafile?.outputs ?? {}, apart.metafile?.outputs);
      if (write) await Promise.all((result.outputFiles ?? []).map(writeOutput));
    });
  },
};

/**
 * The file that all pieces share becomes the entry, which had nothing but its import.
 * @param {import('esbuild').BuildResult} result
 */
function putInPlaceOfEntry(result) {
  const outputs = result.metafile?.outputs ?? {};
  const [main, { imports = [] } = {}] =
    Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
  const shared = imports.filter(({ kind }) => kind === 'import-statement');
  assert.ok(
    main !== undefined && shared.length === 1,
    'the pieces of the page share one file with its entry',
  );
  const from = shared[0]?.path ?? '';
  const [oldName, newName] = [path.basename(from), path.basename(main)];
  result.outputFiles = result.outputFiles
    ?.filter(({ path: file }) => path.basename(file) !== newName)
    .map((file) => {
      if (!file.path.endsWith('.js')) return file;
      const text = file.text.replaceAll(`"./${oldName}"`, `"./${newName}"`);
      const place =
        path.basename(file.path) === oldName ? path.join(path.dirname(file.path), newName) : file.path;
      return { ...file, path: place, text, contents: new TextEncoder().encode(text) };
    });
  const moved = outputs[from];
  assert.ok(moved !== undefined);
  delete outputs[from];
  outputs[main] = { ...moved, entryPoint: entry };
  for (const { imports: each } of Object.values(outputs))
    for (const one of each) if (one.path === from) one.path = main;
}

/** @param {import('esbuild').OutputFile} file */
async function writeOutput(file) {
  await mkdir(path.dirname(file.path), { recursive: true });
  await writeFile(file.path, file.contents);
}
