/**
 * What the code of images does for clocks, by the SHA-256 of their bytes: found out once, for all views of an image and
 * for the hovers, which load no disassembler.
 */
import type { ClockCode } from '../../clocks/question.ts';
import { hexBytes } from '../../elf/bytes/hex.ts';
import type { ByteSource } from '../../elf/imageSource.ts';

/** Images that are remembered, each some kilobytes. */
const KEPT = 64;
const kept = new Map<string, ClockCode>();

export function keptClockCode(sha256: string): ClockCode | undefined {
  return kept.get(sha256);
}

export function keepClockCode(sha256: string, code: ClockCode): void {
  const [oldest] = kept.keys();
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(sha256, code);
}

/** Of an image that is small enough to be read at once. */
export async function sha256Of(source: ByteSource): Promise<string> {
  const bytes = Uint8Array.from(await source.read(0, source.size));
  return hexBytes(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), '');
}
