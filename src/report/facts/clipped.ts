import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import type { ByteRange } from '../../elf/table.ts';

/** The part of a range that lies in the image. */
export function clipped(size: number, offset: bigint, length: bigint): ByteRange | undefined {
  if (offset >= BigInt(size)) return undefined;
  const at = fileNumber(offset);
  return { offset: at, length: length > BigInt(size - at) ? size - at : fileNumber(length) };
}
