/** Writes ELF structures by the names of their fields, in the class and byte order of one image. */
import type { Structure } from '../../elf/format/layouts.ts';

export class FieldWriter {
  readonly #view: DataView;
  readonly #bits: 32 | 64;
  readonly #littleEndian: boolean;

  constructor(bytes: Uint8Array, bits: 32 | 64, littleEndian: boolean) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#bits = bits;
    this.#littleEndian = littleEndian;
  }

  /** Fields that are not named stay as they are. */
  structure<Name extends string>(
    structure: Structure<Name>,
    at: number,
    fields: Partial<Record<NoInfer<Name>, number | bigint>>,
  ): void {
    const layout = structure[this.#bits];
    for (const name of Object.keys(fields) as Name[]) {
      const { offset, length } = layout[name];
      this.#number(at + offset, length, fields[name] ?? 0);
    }
  }

  /** Numbers one after the other, each of 1, 2, 4 or 8 bytes. */
  numbers(at: number, size: number, values: readonly (number | bigint)[]): void {
    for (const [i, value] of values.entries()) this.#number(at + i * size, size, value);
  }

  #number(at: number, size: number, value: number | bigint): void {
    const bits = BigInt.asUintN(size * 8, BigInt(value));
    if (size === 8) this.#view.setBigUint64(at, bits, this.#littleEndian);
    else if (size === 4) this.#view.setUint32(at, Number(bits), this.#littleEndian);
    else if (size === 2) this.#view.setUint16(at, Number(bits), this.#littleEndian);
    else this.#view.setUint8(at, Number(bits));
  }
}
