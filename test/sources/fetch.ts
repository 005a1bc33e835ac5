/** Fetches the source trees: `node test/sources/fetch.ts [sample | all]`. */
import { inCi } from '../../scripts/setup/processes.mjs';
import { fetchReason, fetchSources } from '../truth/support/archive.ts';
import { trees } from './trees.ts';

let failed = 0;
for (const { id, wanted } of trees) {
  if (process.argv[2] !== 'all' && !wanted.sample) continue;
  try {
    await fetchSources(wanted);
  } catch (error) {
    failed += 1;
    console.warn(
      `MISSING: ${wanted.name} of Debian ${wanted.suite}: ${fetchReason(error)}. ${id} is not read.`,
    );
  }
}
process.exitCode = failed > 0 && inCi ? 1 : 0;
