/** Since when Linux has a name, for hovers. */
import { OLDEST } from '../../consumers/catalog/kernelExports.ts';
import { words } from '../words.ts';

/**
 * "5.10 or older" is nothing to tell: kernels before that were not read.
 * @param since as the catalogue of the report has it; '' where there is nothing to tell
 */
export function sinceShown(since: string): string {
  const always = words.report.sinceText({ node: '', since: OLDEST, symbols: '' });
  return since.startsWith(always) ? since.slice(always.length).replace(/^[,，\s]+/, '') : since;
}
