/** Fetches the source trees: `node test/sources/fetch.ts [sample | all]`. */
import { fetchEach } from '../truth/support/archive.ts';
import { trees } from './trees.ts';

await fetchEach(
  trees.map(({ id, wanted }) => [wanted, `${id} is not read`]),
  process.argv[2],
);
