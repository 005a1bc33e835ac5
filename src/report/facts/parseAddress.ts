/** An address, or a distance from the image's first byte. */
export type PastedAddress = bigint | { readonly fromStart: bigint };

/** [vdso]+0x1af0, linux-vdso.so.1(+0x1af0) [0x7ffd1af0]: as /proc, perf, gdb and backtrace() name a place. */
const FROM_START =
  /^\(?(?:\[vdso\]|vdso|linux-(?:vdso|gate)[\w.]*|[\w./+-]*\.so(?:\.\d+)*)?\s*\(?\+\s*(0x[0-9a-f]+|[0-9a-f]+)\)*(?:\s*\[0x[0-9a-f]+\])?$/i;
/** Nobody pastes more. */
const MOST_CHARACTERS = 1024;

/** What people paste: 0x7ffd1234, 7FFD1234, 0x7fff_1234, [vdso]+0x1af0. Hexadecimal with and without 0x. */
export function parseAddress(text: string): PastedAddress | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MOST_CHARACTERS) return undefined;
  const distance = FROM_START.exec(trimmed)?.[1];
  if (distance === undefined) return hexadecimal(trimmed);
  const fromStart = hexadecimal(distance);
  return fromStart === undefined ? undefined : { fromStart };
}

function hexadecimal(text: string): bigint | undefined {
  const digits = text.replace(/^0x/i, '').replaceAll(/[_`']/g, '');
  return /^[0-9a-f]{1,16}$/i.test(digits) ? BigInt(`0x${digits}`) : undefined;
}
