import { execFileSync } from 'node:child_process';

/** Value of a dynamic symbol by GNU readelf. */
export function readelfValue(file: string, symbol: string): bigint {
  const output = execFileSync('readelf', ['--dyn-syms', '-W', file], { encoding: 'utf8' });
  const rows = output.split('\n').map((line) => line.trim().split(/\s+/));
  const value = rows.find((cells) => cells[7]?.split('@')[0] === symbol)?.[1];
  if (value === undefined) throw new Error(`readelf shows no ${symbol}:\n${output}`);
  return BigInt(`0x${value}`);
}
