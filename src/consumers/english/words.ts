/** Pieces of sentences: arguments as text. */
import { count } from '../../elf/english.ts';
import type { Reason } from '../model.ts';

export type Args = Reason['args'];
export type Sentence = (args: Args) => string;

export function textArg(args: Args, name: string): string {
  return String(args[name] ?? '(missing)');
}

export function decimal(args: Args, name: string): string {
  const value = args[name];
  return typeof value === 'number' || typeof value === 'bigint' ? count(value) : textArg(args, name);
}

/** 0x...; negative numbers have no meaning here and are shown as such. */
export function hexArg(args: Args, name: string): string {
  const value = args[name];
  return typeof value === 'number' || typeof value === 'bigint'
    ? `0x${value.toString(16)}`
    : textArg(args, name);
}

/** An offset that may lie below the image's start: "-0x10". */
export function signed(args: Args, name: string): string {
  const value = args[name];
  if (typeof value !== 'number' && typeof value !== 'bigint') return textArg(args, name);
  return value < 0 ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

/** "1 key", "3 keys"; with `all`, "the one key" and "all keys". */
export function pluralArg(args: Args, name: string, noun: string, all?: string): string {
  const one = args[name] === 1 || args[name] === 1n;
  if (all !== undefined)
    return one ? `the one ${noun}` : `${all.replace(/^all /, `all ${decimal(args, name)} `)}`;
  return `${decimal(args, name)} ${noun}${one ? '' : 's'}`;
}
