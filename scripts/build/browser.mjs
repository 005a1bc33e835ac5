// What the build for browsers has in the place of Node.

import path from 'node:path';
import { root } from '../setup/processes.mjs';

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

/** A module of Node that is still asked for ends the build: nothing resolves it for a browser. @type {import('esbuild').Plugin} */
export const inBrowsers = {
  name: 'browser',
  setup: (build) =>
    void build.onResolve({ filter: /^\./ }, ({ path: specifier, resolveDir }) => {
      const file = path.relative(root, path.resolve(resolveDir, specifier)).replaceAll(path.sep, '/');
      const other = /** @type {Record<string, string>} */ (instead)[file];
      return other === undefined ? undefined : { path: path.join(root, other) };
    }),
};
