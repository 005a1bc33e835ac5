/** Single values of options. */
import { type UserClock, userClocks } from '../code/userClocks.ts';
import { kernelImageNamed } from '../consumers/atlas/kernels.ts';
import { type KernelImage, kernelImages } from '../consumers/catalog/kernelImages.ts';
import type { NameWanted } from '../consumers/verdict/lookUpName.ts';
import { shortened } from '../elf/bytes/printable.ts';
import { MAX_NAME, parseName } from '../report/facts/nameQuery.ts';
import { type PastedAddress, parseAddress } from '../report/facts/parseAddress.ts';
import { UsageError } from './refusal.ts';

/** With or without its version: __vdso_time@LINUX_2.6. */
export function nameArgument(text: string): string {
  const name = text.trim().replace(/(?<=.)@.*$/, '');
  if (!/^\S+$/.test(name)) throw new UsageError('badName', { text });
  return name;
}

export function lookupArgument(text: string): NameWanted {
  const wanted = parseName(text);
  if (wanted === undefined) throw new UsageError('badLookup', { text: shortened(text, 100), most: MAX_NAME });
  return wanted;
}

/** A file offset, as everything here shows one. */
export function offsetArgument(text: string): number {
  const digits = /^(?:0x)?([0-9a-f]{1,13})$/i.exec(text.trim())?.[1];
  const offset = Number.parseInt(digits ?? '', 16);
  if (!Number.isSafeInteger(offset)) throw new UsageError('badOffset', { text: shortened(text, 100) });
  return offset;
}

export function addressArgument(text: string): PastedAddress {
  const address = parseAddress(text);
  if (address === undefined) throw new UsageError('badAddress', { text });
  return address;
}

export function clockArgument(text: string): UserClock {
  const clock = userClocks.find(({ option }) => option === text);
  if (clock !== undefined) return clock;
  throw new UsageError('unknownClock', { name: text, known: userClocks.map(({ option }) => option) });
}

export function kernelArgument(name: string): KernelImage {
  const image = kernelImageNamed(name);
  if (image !== undefined) return image;
  throw new UsageError('unknownArch', { arch: name, known: kernelImages.map(({ arch }) => arch) });
}
