import type { Layout } from './layout.ts';

/** Writes fields of one part of an image, in its class and byte order, and notes where each one went. */
export class FieldWriter {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #layout: Layout;
  readonly #class: 32 | 64;
  readonly littleEndian: boolean;
  #records: readonly string[] = [''];
  #position: number;

  constructor(bytes: Uint8Array, layout: Layout, elfClass: 32 | 64, littleEndian: boolean, position: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#layout = layout;
    this.#class = elfClass;
    this.littleEndian = littleEndian;
    this.#position = position;
  }

  get position(): number {
    return this.#position;
  }

  /** The record the next fields belong to; further names are aliases. */
  record(...names: string[]): this {
    this.#records = names;
    return this;
  }

  u8(field: string, value: number | bigint): void {
    this.#write(field, 1, value);
  }

  u16(field: string, value: number | bigint): void {
    this.#write(field, 2, value);
  }

  u32(field: string, value: number | bigint): void {
    this.#write(field, 4, value);
  }

  u64(field: string, value: number | bigint): void {
    this.#write(field, 8, value);
  }

  /** Elf32_Word or Elf64_Xword, as addresses and offsets are. */
  word(field: string, value: number | bigint): void {
    this.#write(field, this.#class / 8, value);
  }

  sized(field: string, size: number, value: number | bigint): void {
    this.#write(field, size, value);
  }

  raw(field: string, contents: Uint8Array): void {
    this.#bytes.set(contents, this.#position);
    this.#note(field, contents.length);
    this.#position += contents.length;
  }

  skipTo(position: number): void {
    this.#position = position;
  }

  #write(field: string, size: number, value: number | bigint): void {
    this.#note(field, size);
    writeNumber(this.#view, this.#position, size, value, this.littleEndian);
    this.#position += size;
  }

  #note(field: string, size: number): void {
    this.#layout.addField(this.#records, field, this.#position, size);
  }
}

/** Writes the low `size` bytes of a value. */
export function writeNumber(
  view: DataView,
  position: number,
  size: number,
  value: number | bigint,
  littleEndian: boolean,
): void {
  // Methods take the low bits of a number by themselves.
  const low = typeof value === 'number' ? value : Number(BigInt.asUintN(32, value));
  if (size === 8) view.setBigUint64(position, BigInt.asUintN(64, BigInt(value)), littleEndian);
  else if (size === 4) view.setUint32(position, low, littleEndian);
  else if (size === 2) view.setUint16(position, low, littleEndian);
  else view.setUint8(position, low);
}
