/** A vDSO image whose functions have code of the test's own, 64 bytes each. */

import type { CodeBudget } from '../../../src/code/flow/explore.ts';
import type { ImageCode } from '../../../src/code/imageCode.ts';
import { imageCode } from '../../../src/code/imageCode.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { loadCapstone } from '../../../src/session/disassembler.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { type BuiltImage, type VdsoArch, vdsoImage } from '../elf/index.ts';

export const FUNCTION_SIZE = 0x40;

/** @param functions their code as hexadecimal bytes, blanks between */
export function codeImage(arch: VdsoArch, functions: Readonly<Record<string, string>>): BuiltImage {
  const names = Object.keys(functions);
  const longest = Math.max(...Object.values(functions).map((code) => codeBytes(code).length));
  const image = vdsoImage({ arch, exports: names, override: {} });
  const { offset } = image.layout.range('text');
  const bytes = image.bytes.slice();
  if (longest > FUNCTION_SIZE) throw new RangeError('code is longer than its place');
  for (const [at, code] of Object.values(functions).entries())
    bytes.set(codeBytes(code), offset + at * FUNCTION_SIZE);
  return { ...image, bytes };
}

let shared: ReturnType<typeof loadCapstone> | undefined;

/** One instance for all tests of a file. */
export function sharedCapstone(): ReturnType<typeof loadCapstone> {
  shared ??= loadCapstone();
  return shared;
}

export function codeBytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.split(/\s+/).filter(Boolean), (digits) => Number.parseInt(digits, 16));
}

export async function codeOfBytes(
  bytes: Uint8Array,
  options: { readonly budget?: CodeBudget; readonly load?: typeof loadCapstone } = {},
): Promise<ImageCode> {
  const source = memorySource(bytes);
  const result = await readElf(source);
  if (result.kind !== 'elf') throw new TypeError('no ELF image was built');
  return imageCode(result.image, source, { load: sharedCapstone, ...options });
}
