/**
 * What tests start in processes and threads of their own. Within a step of `npm test` it is what was built, as people
 * have it, which also loads in a fraction of the time; for one test file alone, for the fuzzer and for mutants it is
 * the sources.
 */
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const built = process.env['VDSO_EXPLORER_TEST_DIST'];

export const cliScript = built === undefined ? path.join(root, 'src/cli.ts') : path.join(built, 'cli.cjs');
export const workerScript =
  built === undefined ? path.join(root, 'src/session/worker/worker.ts') : path.join(built, 'worker.cjs');
