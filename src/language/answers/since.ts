/** Since when Linux has a name, for hovers. */
import { OLDEST } from '../../consumers/catalog/kernelExports.ts';
import { words } from '../words.ts';

/** "5.10 or older" is nothing to tell: kernels before that were not read. */
const always = words.report.sinceText({ node: '', since: OLDEST, symbols: '' });

/** @param since as report/english has it; '' where there is nothing to tell */
export function sinceShown(since: string): string {
  return since.startsWith(always) ? since.slice(always.length).replace(/^\W+/, '') : since;
}
