/** The one reason worth showing when a key was searched for and not found; the steps have the whole story. */
import { gnuHash, sysvHash } from '../../elf/format/hash.ts';
import type { ElfImage } from '../../elf/model.ts';
import { hasSymbol } from '../hasSymbol.ts';
import type { SearchedKey } from '../lookup/search.ts';
import type { CatalogKey, Reason, ReplayStep } from '../model.ts';

export function whyNotFound(
  image: ElfImage,
  key: CatalogKey,
  searched: SearchedKey,
  table: 'gnu' | 'sysv' | 'linear',
  versionIndex: number | undefined,
  steps: readonly ReplayStep[],
): Reason {
  const last = steps.findLast((step) => step.result === 'fail');
  if (key.note !== undefined && last !== undefined) return { code: last.code, args: last.args };
  const refused = steps.find((step) => step.result === 'fail' && concerns(image, step, key.symbol));
  if (refused === undefined && hasSymbol(image, key.symbol) === false) {
    return { code: 'not-in-image', args: { symbol: key.symbol } };
  }
  if (refused !== undefined) {
    if (refused.code === 'symbol-version' && versionIndex === -1) {
      return { code: 'version-never-matches', args: { symbol: key.symbol, version: key.version ?? '' } };
    }
    return { code: refused.code, args: refused.args };
  }
  const used = table === 'gnu' ? searched.gnuHash : searched.sysvHash;
  const right = table === 'gnu' ? gnuHash(key.symbol) : sysvHash(key.symbol);
  if (table !== 'linear' && used !== right) {
    return { code: 'wrong-hash', args: { symbol: key.symbol, used, right } };
  }
  if (
    last?.code === 'gnu-bucket-empty' ||
    last?.code === 'sysv-bucket-empty' ||
    last?.code === 'no-buckets'
  ) {
    return { code: last.code, args: last.args };
  }
  return { code: 'not-reached-by-table', args: { symbol: key.symbol } };
}

/** Whether a failed test was about the symbol of this name: a chain holds others, which are tested first. */
function concerns(image: ElfImage, step: ReplayStep, symbol: string): boolean {
  const index = step.args['symbol'];
  const beforeTheName =
    /^symbol-(type|binding|section|absolute|type-or-binding|visibility|empty-info|absolute-refused)$/.test(
      step.code,
    );
  if (beforeTheName) return typeof index === 'number' && image.symbols.name(index) === symbol;
  return /^(value-zero|symbol-size)$/.test(step.code) || /version/.test(step.code);
}
