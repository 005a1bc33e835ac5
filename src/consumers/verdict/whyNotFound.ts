/** The one reason worth showing when a key was searched for and not found; the steps have the whole story. */
import { gnuHash, sysvHash } from '../../elf/format/hash.ts';
import type { ElfImage } from '../../elf/model.ts';
import { hasSymbol } from '../hasSymbol.ts';
import type { SearchedKey } from '../lookup/search.ts';
import type { CatalogKey, ReplayStep } from '../model.ts';
import { type Reason, type ReasonCode, type Reasons, reasonOf } from '../reasons.ts';

export function whyNotFound(
  image: ElfImage,
  key: CatalogKey,
  searched: SearchedKey,
  table: 'gnu' | 'sysv' | 'linear',
  versionIndex: number | undefined,
  steps: readonly ReplayStep[],
  /** Who looks, and the node it wants. */
  asker: Pick<Reasons['other-version'], 'consumer' | 'release' | 'wanted'>,
): Reason {
  const last = steps.findLast((step) => step.result === 'fail');
  if (key.need !== undefined && last !== undefined) return reasonOf(last);
  const refused = steps.find((step) => step.result === 'fail' && concerns(image, step, key.symbol));
  if (refused === undefined && hasSymbol(image, key.symbol) === false) {
    return { code: 'not-in-image', args: { symbol: key.symbol } };
  }
  if (refused !== undefined) {
    if (refused.code === 'symbol-version' && versionIndex === -1) {
      return { code: 'version-never-matches', args: { symbol: key.symbol, ...asker } };
    }
    const version = OF_THE_VERSION.has(refused.code) ? versionMet(image, steps, refused) : undefined;
    return version === undefined || version === asker.wanted
      ? reasonOf(refused)
      : { code: 'other-version', args: { symbol: key.symbol, version, ...asker } };
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
    return reasonOf(last);
  }
  return { code: 'not-reached-by-table', args: { symbol: key.symbol } };
}

/** Tests that are made before the name is compared: of every symbol on the way. */
const BEFORE_THE_NAME: ReadonlySet<ReasonCode> = new Set([
  'symbol-type',
  'symbol-binding',
  'symbol-section',
  'symbol-type-or-binding',
  'symbol-visibility',
  'symbol-empty-info',
  'symbol-absolute-refused',
] satisfies ReasonCode[]);

/** Tests that are made of the symbol with the name alone. */
const OF_THE_NAMED: ReadonlySet<ReasonCode> = new Set([
  'value-zero',
  'symbol-size',
  'symbol-version',
  'verdef-version',
  'version-hash',
  'version-name',
  'version-not-defined',
] satisfies ReasonCode[]);

/** Tests of its version alone. */
const OF_THE_VERSION: ReadonlySet<ReasonCode> = new Set([
  'symbol-version',
  'version-hash',
  'version-name',
] satisfies ReasonCode[]);

/** The version of the symbol whose name was right before a test of its version failed. */
function versionMet(
  { symbols }: ElfImage,
  steps: readonly ReplayStep[],
  refused: ReplayStep,
): string | undefined {
  const named = steps
    .slice(0, steps.indexOf(refused))
    .findLast((step) => step.code === 'symbol-name' && step.result === 'pass');
  if (named?.code !== 'symbol-name' || named.args.symbol >= symbols.length) return undefined;
  return symbols.version(named.args.symbol)?.name;
}

/** Whether a failed test was about the symbol of this name: a chain holds others, which are tested first. */
function concerns(image: ElfImage, { code, args }: ReplayStep, symbol: string): boolean {
  if (!BEFORE_THE_NAME.has(code)) return OF_THE_NAMED.has(code);
  return 'symbol' in args && typeof args.symbol === 'number' && image.symbols.name(args.symbol) === symbol;
}
