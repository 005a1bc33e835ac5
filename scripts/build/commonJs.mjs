// The extension host wants CommonJS, and esbuild splits ES modules only. So the host side is built in two passes:
// bundle with splitting, then turn each output file into CommonJS by itself. What `src/extension.ts` imports with
// `await import('./editor/register.ts')` thereby becomes a file of its own that is read on first use, and code that
// the editor, the language side and the worker share exists once, in a chunk of its own: one copy, one state.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';

/** @param {esbuild.BuildResult} result @param {boolean} dev */
export async function writeCommonJs(result, dev) {
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
