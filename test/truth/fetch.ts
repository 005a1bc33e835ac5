/** Fetches what the truth tests compile: `node test/truth/fetch.ts [sample | all]`. */
import { consumers } from './consumers/index.ts';
import { fetchEach } from './support/archive.ts';
import { glibcPackages } from './support/glibcPackages.ts';
import { goPackages } from './support/goPackages.ts';

const all = [...consumers, { id: 'glibc', packages: glibcPackages }, { id: 'go', packages: goPackages }];
await fetchEach(
  all.flatMap(({ id, packages }) =>
    packages.map((wanted) => [wanted, `${id} is not run at that release`] as const),
  ),
  process.argv[2],
);
