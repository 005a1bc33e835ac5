import type { FieldRange } from '../support/elf/index.ts';
import { hostileName } from './names.ts';
import type { Random } from './random.ts';

/** Something to mutate: bytes, and the fields known in them (none for files that we did not build). */
export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  readonly fields: readonly FieldRange[];
  readonly tables: readonly FieldRange[];
  /** Where damage is felt, in files most of whose bytes nobody reads: most damage goes there. */
  readonly hot?: readonly FieldRange[];
}

const MAX_STEPS = 6;

/** A mutated copy. Structure-aware steps need fields; byte-level ones work on anything. */
export function mutate(seed: Seed, random: Random): Uint8Array {
  // Not slice(): a Buffer's shares its memory.
  let bytes: Uint8Array = new Uint8Array(seed.bytes);
  const steps = 1 + random.below(MAX_STEPS);
  for (let step = 0; step < steps; step++) {
    const structural = seed.fields.length > 0 && !random.chance(4);
    bytes = structural ? mutateStructure(bytes, seed, random) : mutateBytes(bytes, seed, random);
  }
  return bytes;
}

function mutateStructure(bytes: Uint8Array, seed: Seed, random: Random): Uint8Array {
  const { littleEndian, fields, tables } = seed;
  switch (random.below(6)) {
    case 0: {
      // One field's value in another one's place.
      const from = random.pick(fields);
      setField(bytes, random.pick(fields), getField(bytes, from, littleEndian), littleEndian);
      return bytes;
    }
    case 1: {
      // A field that leads to a table: its offset, or just beside it.
      const target = random.pick(tables);
      const near = target.offset + random.below(5) - 2;
      setField(bytes, random.pick(fields), BigInt(near), littleEndian);
      return bytes;
    }
    case 2: {
      // One table's bytes over another's.
      const from = random.pick(tables);
      const to = random.pick(tables);
      bytes.copyWithin(to.offset, from.offset, from.offset + Math.min(from.size, to.size));
      return bytes;
    }
    case 3: {
      // A field a little off.
      const field = random.pick(fields);
      const value = getField(bytes, field, littleEndian) + BigInt(random.below(33) - 16);
      setField(bytes, field, value, littleEndian);
      return bytes;
    }
    case 4: {
      // The same value in a run of neighbouring fields: whole columns of zeros or ones.
      const value = interesting(random, bytes.length);
      const first = random.below(fields.length);
      for (const field of fields.slice(first, first + random.below(24))) {
        setField(bytes, field, value, littleEndian);
      }
      return bytes;
    }
    default:
      setField(bytes, random.pick(fields), interesting(random, bytes.length), littleEndian);
      return bytes;
  }
}

/** Numbers at which bounds checks go wrong. */
function interesting(random: Random, size: number): bigint {
  switch (random.below(6)) {
    case 0:
      return BigInt(random.below(9));
    case 1:
      return BigInt(size + random.below(17) - 8);
    case 2:
      return (1n << BigInt(random.pick([7, 8, 15, 16, 31, 32, 53, 63, 64]))) + BigInt(random.below(5) - 2);
    case 3:
      return BigInt(-random.below(65));
    case 4:
      return BigInt(random.below(size));
    default:
      return (BigInt(random.next()) << 32n) | BigInt(random.next());
  }
}

function mutateBytes(bytes: Uint8Array, { hot = [] }: Seed, random: Random): Uint8Array {
  const at = place(bytes, hot, random);
  const length = 1 + random.below(random.pick([1, 4, 16, 256]));
  switch (random.below(7)) {
    case 0:
      return bytes.slice(0, at);
    case 1:
      bytes.fill(random.pick([0, 0xff, 0x7f, 0x80]), at, at + length);
      return bytes;
    case 2:
      bytes.copyWithin(place(bytes, hot, random), at, at + length);
      return bytes;
    case 3: {
      // Bytes that were not there before: everything behind them moves.
      const longer = new Uint8Array(bytes.length + length);
      longer.set(bytes.subarray(0, at));
      longer.set(bytes.subarray(at), at + length);
      return longer;
    }
    case 4:
      for (let count = 0; count < length; count++) bytes[place(bytes, hot, random)] = random.below(256);
      return bytes;
    case 5:
      // A name as nobody gives it to anything.
      bytes.set(hostileName(random).subarray(0, Math.max(0, bytes.length - at)), at);
      return bytes;
    default:
      if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
      return bytes;
  }
}

/** Mostly where damage is felt. */
function place(bytes: Uint8Array, hot: readonly FieldRange[], random: Random): number {
  if (hot.length === 0 || random.chance(8)) return random.below(bytes.length);
  const { offset, size } = random.pick(hot);
  return Math.min(offset + random.below(size), Math.max(0, bytes.length - 1));
}

function getField(bytes: Uint8Array, { offset, size }: FieldRange, littleEndian: boolean): bigint {
  let value = 0n;
  for (let index = 0; index < size; index++) {
    const at = littleEndian ? offset + size - 1 - index : offset + index;
    value = value * 256n + BigInt(bytes[at] ?? 0);
  }
  return value;
}

/** Fields behind the end of a copy that was cut are left alone. */
function setField(
  bytes: Uint8Array,
  { offset, size }: FieldRange,
  value: bigint,
  littleEndian: boolean,
): void {
  let rest = BigInt.asUintN(size * 8, value);
  for (let index = 0; index < size; index++) {
    const at = littleEndian ? offset + index : offset + size - 1 - index;
    if (at < bytes.length) bytes[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}
