import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../setup/processes.mjs';
import { onNode } from './bundles.mjs';

/**
 * The extension tests: every test/vscode/*.test.ts behind the `run()` that VS Code calls. The test files are loaded
 * inside `run`, because their `suite()` and `test()` exist only once Mocha is set up.
 * @returns {Promise<import('esbuild').BuildOptions>}
 */
export async function extensionTests() {
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
