/**
 * A program as UPX leaves it, of our own making: the stub's headers, the three records behind them (UPX
 * src/stub/src/include/linux.h), and a stub that is nothing but the text it has of itself. And the memory of its process:
 * another program, loaded in its place.
 */
import type { FakeMemory } from './fakeProc.ts';

export interface PackedOptions {
  readonly class?: 32 | 64;
  readonly littleEndian?: boolean;
  readonly machine?: number;
  /** Address of its first segment. */
  readonly base?: bigint;
  /** "4.24"; null for a stub without the text. */
  readonly release?: string | null;
  readonly version?: number;
  readonly format?: number;
  readonly method?: number;
  /** Bytes before it was packed. */
  readonly size?: number;
}

/** What is told of one without options. */
export const PACKED = {
  packer: 'UPX',
  release: '4.24',
  version: 14,
  format: 'linux/amd64',
  method: 'NRV2E',
  size: 1382875,
} as const;

export const PACKED_BASE = 0x400000n;
/** Where the stub begins, in the file and from its first segment on. */
export const STUB = 0x200;

export function packedProgram(options: PackedOptions = {}): Uint8Array<ArrayBuffer> {
  const { littleEndian = true, machine = 62, base = PACKED_BASE, release = '4.24' } = options;
  const wide = (options.class ?? 64) === 64;
  const word = wide ? 8 : 4;
  const text = release === null ? '' : `\n$Id: UPX ${release} of a test. $\n`;
  const stub = new TextEncoder().encode(`code${text}`);
  const bytes = new Uint8Array(STUB + stub.length);
  bytes.set(stub, STUB);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const put = (value: number | bigint, length: number) => {
    if (length === 8) view.setBigUint64(at, BigInt(value), littleEndian);
    else if (length === 4) view.setUint32(at, Number(value), littleEndian);
    else if (length === 2) view.setUint16(at, Number(value), littleEndian);
    else view.setUint8(at, Number(value));
    at += length;
  };
  const [ehsize, phentsize, phnum] = wide ? [64, 56, 2] : [52, 32, 2];
  for (const byte of [0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, littleEndian ? 1 : 2, 1]) put(byte, 1);
  at = 16;
  put(2, 2);
  put(machine, 2);
  put(1, 4);
  put(base + BigInt(STUB), word);
  put(ehsize, word);
  put(0, word);
  put(0, 4);
  for (const half of [ehsize, phentsize, phnum, 0, 0, 0]) put(half, 2);
  const segment = (type: number, flags: number, values: readonly (number | bigint)[], align: number) => {
    put(type, 4);
    if (wide) put(flags, 4);
    for (const value of values) put(value, word);
    if (!wide) put(flags, 4);
    put(align, word);
  };
  segment(1, 5, [0, base, base, bytes.length, 0x200000], 0x1000);
  segment(0x6474e551, 6, [0, 0, 0, 0, 0], 8); // PT_GNU_STACK
  put(0, 4);
  for (const letter of 'UPX!') put(letter.charCodeAt(0), 1);
  put(stub.length, 2);
  put(options.version ?? 14, 1);
  put(options.format ?? 22, 1);
  put(0, 4);
  put(options.size ?? 1382875, 4);
  put(0, 4);
  put(456, 4);
  put(159, 4);
  put(options.method ?? 8, 1);
  return bytes;
}

/** What stands in memory when a 64-bit little-endian program is loaded so that its first segment begins at `start`. */
export function loaded(program: Uint8Array, start: bigint): Required<Pick<FakeMemory, 'start' | 'bytes'>> {
  const file = new DataView(program.buffer, program.byteOffset, program.byteLength);
  const headers = Array.from({ length: file.getUint16(56, true) }, (_, index) => {
    const at = Number(file.getBigUint64(32, true)) + index * 56;
    const word = (offset: number) => file.getBigUint64(at + offset, true);
    return {
      type: file.getUint32(at, true),
      offset: word(8),
      vaddr: word(16),
      filesz: word(32),
      memsz: word(40),
    };
  });
  const loads = headers.filter(({ type }) => type === 1);
  const first = loads[0]?.vaddr ?? 0n;
  const end = loads.reduce((last, { vaddr, memsz }) => (vaddr + memsz > last ? vaddr + memsz : last), first);
  const bytes = new Uint8Array(Number(end - first));
  for (const { offset, vaddr, filesz } of loads)
    bytes.set(program.subarray(Number(offset), Number(offset + filesz)), Number(vaddr - first));
  return { start, bytes };
}
