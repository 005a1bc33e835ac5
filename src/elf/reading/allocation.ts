/**
 * The one place where the core allocates memory in proportion to its input, so that a test can assert
 * that all of it is a small multiple of what was read.
 */
export class Allocator {
  /** Bytes so far, those that the source returned included. */
  allocated = 0;

  bytes(length: number): Uint8Array {
    this.allocated += length;
    return new Uint8Array(length);
  }

  words(length: number): Uint32Array {
    this.allocated += length * 4;
    return new Uint32Array(length);
  }

  longs(length: number): BigUint64Array {
    this.allocated += length * 8;
    return new BigUint64Array(length);
  }

  /** Memory that came from elsewhere: the source's buffers. */
  received(length: number): void {
    this.allocated += length;
  }
}
