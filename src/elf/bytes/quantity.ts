/** A number as faces show it, of either kind. */
export type Quantity = number | bigint;

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** "8.0 KiB", "285 MiB", in every language; undefined of less, for which each has a word of its own. */
export function binarySize(value: Quantity): string | undefined {
  let size = Number(value);
  if (size < 1024) return undefined;
  for (const unit of UNITS) {
    size /= 1024;
    if (size < 1024 || unit === 'EiB') return `${size.toFixed(size < 100 ? 1 : 0)} ${unit}`;
  }
  return undefined;
}
