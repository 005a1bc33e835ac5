import { writeNumber } from './fieldWriter.ts';
import type { BuiltImage } from './image.ts';

/** A copy of the image with one field overwritten. */
export function damage(image: BuiltImage, field: string, value: number | bigint): BuiltImage {
  const { offset, size } = image.layout.field(field);
  const bytes = image.bytes.slice();
  writeNumber(new DataView(bytes.buffer), offset, size, value, image.littleEndian);
  return { ...image, bytes };
}

/** A copy of the image with a field's bytes, or the first of them, written over. */
export function overwrite(image: BuiltImage, field: string, ...contents: readonly number[]): BuiltImage {
  const bytes = image.bytes.slice();
  bytes.set(contents, image.layout.field(field).offset);
  return { ...image, bytes };
}

/** A field's present value. */
export function fieldValue(image: BuiltImage, field: string): bigint {
  const { offset, size } = image.layout.field(field);
  const bytes = image.bytes.subarray(offset, offset + size);
  const ordered = image.littleEndian ? bytes.toReversed() : bytes;
  return ordered.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
}

/** A copy with every byte of a table overwritten. */
export function fill(image: BuiltImage, table: string, byte: number): BuiltImage {
  const { offset, size } = image.layout.range(table);
  const bytes = image.bytes.slice();
  bytes.fill(byte, offset, offset + size);
  return { ...image, bytes };
}

/** The first `length` bytes of the image. */
export function cut(image: BuiltImage, length: number): BuiltImage {
  return { ...image, bytes: image.bytes.slice(0, length) };
}

/**
 * The image without its section header table: the three fields of the ELF header zeroed and everything
 * behind the last byte that a program header names cut off. Works on any ELF file's bytes.
 */
export function withoutSections(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[4] === 2;
  const little = bytes[5] === 1;
  const word = (at: number) => (wide ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little));
  const phoff = word(wide ? 32 : 28);
  const phentsize = view.getUint16(wide ? 54 : 42, little);
  let phnum = view.getUint16(wide ? 56 : 44, little);
  const shoff = word(wide ? 40 : 32);
  // PN_XNUM keeps the count in section 0's sh_info, which is about to go.
  if (phnum === 0xffff && shoff > 0) phnum = view.getUint32(shoff + (wide ? 44 : 28), little);
  let end = Math.max(wide ? 64 : 52, phoff + phnum * phentsize);
  for (let at = phoff; at < phoff + phnum * phentsize; at += phentsize) {
    if (view.getUint32(at, little) === 0) continue;
    end = Math.max(end, word(at + (wide ? 8 : 4)) + word(at + (wide ? 32 : 16)));
  }
  // Not slice(): a Buffer's shares its memory.
  const copy = new Uint8Array(bytes.subarray(0, end));
  const target = new DataView(copy.buffer);
  if (wide) target.setBigUint64(40, 0n, little);
  else target.setUint32(32, 0, little);
  target.setUint16(wide ? 60 : 48, 0, little);
  target.setUint16(wide ? 62 : 50, 0, little);
  if (phnum < 0xffff) target.setUint16(wide ? 56 : 44, phnum, little);
  return copy;
}
