/**
 * The image as a runtime meets it: bytes in an address space. The kernel maps a vDSO flat, so file
 * offset = address - base, and the mapping is the file rounded up to a page (the kernel fills the rest
 * with zeros). Addresses wrap at the class's width: old x86-64 kernels and gVisor link their image at
 * 0xffffffffff700000, and runtimes compute modulo 2^64.
 */
import type { ElfImage } from '../../elf/model.ts';
import type { ByteRange } from '../../elf/table.ts';
import type { Provider } from '../model.ts';
import { providerOf } from '../provider.ts';

const PAGE = 4096;

/**
 * Stands for the base of an image that is in no process. It is never shown. Not 0, so that a null
 * pointer stays outside the mapping.
 */
const NOMINAL_BASE = { 32: 0x40000000n, 64: 0x7f0000000000n } as const;

/** outside: no such mapping, a fault. unread: mapped, but we do not have the bytes. */
export type ReadFailure = 'outside' | 'unread';

export class MappedImage {
  readonly class: 32 | 64;
  readonly littleEndian: boolean;
  readonly base: bigint;
  /** Whether `base` is an address in a process. */
  readonly live: boolean;
  /** Who made it. */
  readonly provider: Provider;
  /** Bytes mapped, a multiple of the page size. */
  readonly length: number;
  /** Bytes of the file behind it. */
  readonly fileSize: number;
  /** Work of all replays so far, in steps (lookup/replay.ts). */
  spent = 0;
  readonly #image: ElfImage;
  readonly #end: bigint;
  /** The page read last. */
  #page: Uint8Array = new Uint8Array();
  #pageStart = 0;

  constructor(image: ElfImage, base: bigint | undefined, provider = providerOf({ image })) {
    this.#image = image;
    this.provider = provider;
    this.class = image.header.class;
    this.littleEndian = image.header.littleEndian;
    this.base = base ?? NOMINAL_BASE[this.class];
    this.live = base !== undefined;
    this.fileSize = image.size;
    this.length = Math.ceil(image.size / PAGE) * PAGE;
    this.#end = BigInt(this.length);
  }

  /** An address modulo the class's width. */
  wrap(address: bigint): bigint {
    return BigInt.asUintN(this.class, address);
  }

  /** Offset in the mapping; undefined for addresses outside it. */
  offsetOf(address: bigint): number | undefined {
    const distance = address - this.base;
    // Nearly always nothing wraps, and wrapping costs more than all the rest of a read.
    const offset = distance >= 0n && distance < this.#end ? distance : this.wrap(distance);
    return offset < this.#end ? Number(offset) : undefined;
  }

  /** The bytes of the file that are mapped there; undefined where there are none, as behind its end. */
  fileRange(address: bigint, length: number): ByteRange | undefined {
    const offset = this.offsetOf(address);
    const { size } = this.#image;
    if (offset === undefined || offset >= size) return undefined;
    return { offset, length: Math.min(length, size - offset) };
  }

  /** Distance from the base as a runtime would see it: negative below, for sentences about faults. */
  distance(address: bigint): bigint {
    return BigInt.asIntN(this.class, address - this.base);
  }

  /** `length` bytes at an absolute address. */
  read(address: bigint, length: number): Uint8Array | ReadFailure {
    const offset = this.offsetOf(address);
    if (offset === undefined || offset + length > this.length) return 'outside';
    return this.#bytes(offset, length) ?? 'unread';
  }

  /** An unsigned number of 1, 2 or 4 bytes in the image's byte order; searches read thousands of them. */
  number(address: bigint, size: 1 | 2 | 4): number | ReadFailure {
    const offset = this.offsetOf(address);
    if (offset === undefined || offset + size > this.length) return 'outside';
    let bytes = this.#page;
    let start = offset - this.#pageStart;
    if (start < 0 || start + size > bytes.length) {
      this.#turnTo(offset - (offset % PAGE));
      bytes = this.#page;
      start = offset - this.#pageStart;
      if (start + size > bytes.length) {
        const exact = this.#bytes(offset, size);
        if (exact === undefined) return 'unread';
        bytes = exact;
        start = 0;
      }
    }
    let value = 0;
    for (let i = 0; i < size; i++) {
      value = value * 256 + (bytes[start + (this.littleEndian ? size - 1 - i : i)] ?? 0);
    }
    return value;
  }

  /** Keeps a page at hand; an empty one when some of its bytes were not read. */
  #turnTo(pageStart: number): void {
    this.#pageStart = pageStart;
    this.#page = this.#bytes(pageStart, PAGE) ?? new Uint8Array();
  }

  /** Bytes of the mapping, zeros behind the file's end; undefined when any of them was not read. */
  #bytes(offset: number, length: number): Uint8Array | undefined {
    const inFile = Math.max(0, Math.min(length, this.#image.size - offset));
    const bytes = this.#image.bytes(offset, inFile);
    if (inFile === length) return bytes;
    if (inFile > 0 && bytes === undefined) return undefined;
    const padded = new Uint8Array(length);
    if (bytes !== undefined) padded.set(bytes);
    return padded;
  }
}
