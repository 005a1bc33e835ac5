// The extension host wants CommonJS, and Node starts it sooner. So what runs on Node is built in two passes. esbuild
// bundles the sources; what one of them loads with `await import('./editor/register.ts')` thereby becomes a file of
// its own that is read on first use, and code that several of them need exists once: one copy, one state. But esbuild
// makes a file for each set of entries that share something, a hundred where a program starts, of which most wait for
// each other. Rollup, which sees what is loaded already wherever a file is asked for, puts them together, as CommonJS.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';

/**
 * @param {esbuild.BuildResult} built ES modules, with a source map beside each where there are any
 * @param {readonly string[]} entries their paths
 * @param {boolean} dev
 * @param {'strict' | 'allow-extension'} signatures whether other files may take from an entry what they share with it
 */
export async function writeCommonJs({ errors, outputFiles = [] }, entries, dev, signatures) {
  const [first] = entries;
  if (errors.length > 0 || first === undefined) return;
  const modules = new Map(outputFiles.map((file) => [file.path, file.text]));
  const bundle = await rollup({
    input: [...entries],
    plugins: [inMemory(modules)],
    treeshake: false, // esbuild has done it
    onLog: (level, log, tell) => log.code === 'UNUSED_EXTERNAL_IMPORT' || tell(level, log), // of built-in modules
    preserveEntrySignatures: signatures,
  });
  const folder = path.dirname(first);
  const { output } = await bundle.generate({
    dir: folder,
    format: 'cjs',
    // An `import()` inside the extension host is resolved by Node alone, which does not know the module `vscode`. As
    // `require()` it is resolved by the host.
    dynamicImportInCjs: false,
    interop: (id) => (id === 'vscode' ? 'esModule' : 'default'),
    esModule: false,
    externalLiveBindings: false,
    freeze: false,
    hashCharacters: 'hex',
    hoistTransitiveImports: false,
    generatedCode: 'es2015',
    sourcemap: dev,
    entryFileNames: '[name].cjs',
    chunkFileNames: ({ name }) => `${name.replace(/-[A-Z0-9]{8}$/, '')}-[hash].cjs`,
  });
  await mkdir(folder, { recursive: true });
  for (const chunk of output) {
    if (chunk.type !== 'chunk') continue;
    const map = chunk.map ? `\n//# sourceMappingURL=${chunk.map.toUrl()}\n` : '';
    const { code } = await esbuild.transform(chunk.code + map, {
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      charset: charsetOf(chunk.code),
      minify: !dev,
      sourcemap: dev ? 'inline' : false,
      sourcefile: chunk.fileName,
    });
    await writeFile(path.join(folder, chunk.fileName), code);
  }
}

/**
 * V8 keeps a script with one sign beyond Latin-1 in two bytes a character, and takes longer to read it; an escape for
 * each Chinese letter would be twice as long.
 * @param {string} code
 */
function charsetOf(code) {
  const beyond = code.match(/[^\0-\x7f]/g)?.length ?? 0;
  return beyond * 100 < code.length ? 'ascii' : 'utf8';
}

/** What esbuild made, by its path; everything else is left to whoever runs it. @param {ReadonlyMap<string, string>} modules @returns {import('rollup').Plugin} */
function inMemory(modules) {
  return {
    name: 'in-memory',
    resolveId(id, from) {
      const file = from === undefined ? id : path.resolve(path.dirname(from), id);
      return modules.has(file) ? file : { id, external: true };
    },
    load: (id) => ({ code: modules.get(id) ?? '', map: modules.get(`${id}.map`) ?? null }),
    resolveImportMeta: (property) => (property === 'dirname' ? '__dirname' : null),
  };
}
