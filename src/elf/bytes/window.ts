import type { ByteRange } from '../table.ts';

/**
 * Typed reads from a stretch of resident bytes, in the image's class and byte order. Positions are
 * relative to the stretch; the caller has checked them against `length` (reads beyond it throw).
 */
export class Window {
  /** File offset of the first byte. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly is64: boolean;

  constructor(bytes: Uint8Array, offset: number, is64: boolean, littleEndian: boolean) {
    this.offset = offset;
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.littleEndian = littleEndian;
    this.is64 = is64;
  }

  get length(): number {
    return this.bytes.length;
  }

  /** Bytes of an address or xword of this class. */
  get wordSize(): 4 | 8 {
    return this.is64 ? 8 : 4;
  }

  u8(at: number): number {
    return this.view.getUint8(at);
  }

  u16(at: number): number {
    return this.view.getUint16(at, this.littleEndian);
  }

  u32(at: number): number {
    return this.view.getUint32(at, this.littleEndian);
  }

  u64(at: number): bigint {
    return this.view.getBigUint64(at, this.littleEndian);
  }

  /** An address, offset or size of the image's class. */
  word(at: number): bigint {
    return this.is64 ? this.u64(at) : BigInt(this.u32(at));
  }

  /** The same, signed (r_addend). */
  signedWord(at: number): bigint {
    return this.is64
      ? this.view.getBigInt64(at, this.littleEndian)
      : BigInt(this.view.getInt32(at, this.littleEndian));
  }

  /**
   * The same as a number, for comparing with what the file has: exact below 2^53, and beyond that larger
   * than any file, which is all that is asked of it.
   */
  size(at: number): number {
    if (!this.is64) return this.u32(at);
    const first = this.u32(at);
    const second = this.u32(at + 4);
    return this.littleEndian ? second * 0x100000000 + first : first * 0x100000000 + second;
  }

  /** A stretch of this one, clipped to what there is. */
  slice(at: number, length: number): Window {
    const start = Math.min(at, this.length);
    const end = Math.min(start + length, this.length);
    return new Window(this.bytes.subarray(start, end), this.offset + start, this.is64, this.littleEndian);
  }
}

/** Where a stretch stands, without its bytes: for what is kept. */
export function rangeOf({ offset, length }: ByteRange): ByteRange {
  return { offset, length };
}
