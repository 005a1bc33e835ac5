/** Fetches what the truth tests compile: `node test/truth/fetch.ts [sample | all]`. */
import { inCi } from '../../scripts/setup/processes.mjs';
import { consumers } from './consumers/index.ts';
import { fetchReason, fetchSources } from './support/archive.ts';
import { glibcPackages } from './support/glibcPackages.ts';
import { goPackages } from './support/goPackages.ts';

let failed = 0;
const all = [...consumers, { id: 'glibc', packages: glibcPackages }, { id: 'go', packages: goPackages }];
for (const consumer of all) {
  for (const wanted of consumer.packages) {
    if (process.argv[2] !== 'all' && !wanted.sample) continue;
    try {
      await fetchSources(wanted);
    } catch (error) {
      failed += 1;
      console.warn(
        `MISSING: ${wanted.name} of Debian ${wanted.suite}: ${fetchReason(error)}. ${consumer.id} is not run at that release.`,
      );
    }
  }
}
process.exitCode = failed > 0 && inCi ? 1 : 0;
