/** Pieces of sentences: arguments as text. */
import type { Reason } from '../model.ts';

export type Args = Reason['args'];
export type Sentence = (args: Args) => string;

export function text(args: Args, name: string): string {
  return String(args[name] ?? '(missing)');
}

export function decimal(args: Args, name: string): string {
  const value = args[name];
  return typeof value === 'number' || typeof value === 'bigint' ? grouped(value) : text(args, name);
}

/** With separators: 184,835. Not by toLocaleString, whose first call loads the locale for 40 ms. */
export function grouped(value: number | bigint): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** 0x...; negative numbers have no meaning here and are shown as such. */
export function hex(args: Args, name: string): string {
  const value = args[name];
  return typeof value === 'number' || typeof value === 'bigint'
    ? `0x${value.toString(16)}`
    : text(args, name);
}

/** An offset that may lie below the image's start: "-0x10". */
export function signed(args: Args, name: string): string {
  const value = args[name];
  if (typeof value !== 'number' && typeof value !== 'bigint') return text(args, name);
  return value < 0 ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

/** "1 key", "3 keys"; with `all`, "the one key" and "all keys". */
export function plural(args: Args, name: string, noun: string, all?: string): string {
  const one = args[name] === 1 || args[name] === 1n;
  if (all !== undefined)
    return one ? `the one ${noun}` : `${all.replace(/^all /, `all ${decimal(args, name)} `)}`;
  return `${decimal(args, name)} ${noun}${one ? '' : 's'}`;
}
