/** Fields of one structure in memory, by their names in elf/format/layouts.ts. */
import { fileNumber } from '../../elf/bytes/fileNumber.ts';
import * as layouts from '../../elf/format/layouts.ts';
import type { FieldName, MemoryPart } from '../reasons.ts';

/** Unsigned numbers at an address, or an end of the search where they cannot be read: `what` `of` for its sentence. */
interface Memory {
  number(address: bigint, size: 1 | 2 | 4, what: MemoryPart, of?: MemoryPart): number;
  u64(address: bigint, what: MemoryPart, of?: MemoryPart): bigint;
}

interface Field {
  readonly offset: bigint;
  readonly length: 1 | 2 | 4 | 8;
}

export class StructureReader<Name extends FieldName> {
  /** Bytes of the structure in the image's class. */
  readonly size: number;
  readonly #memory: Memory;
  readonly #fields: Readonly<Record<string, Field>>;

  constructor(memory: Memory, structure: layouts.Structure<Name>, bits: 32 | 64) {
    this.size = structure.size[bits];
    this.#memory = memory;
    this.#fields = fieldsOf(structure[bits]);
  }

  /** Bytes of a field. */
  length(field: Name): number {
    return this.#field(field).length;
  }

  /** Address of a field of the structure at `address`. */
  at(address: bigint, field: Name): bigint {
    return address + this.#field(field).offset;
  }

  /** Address of element `index` of an array of them. */
  element(start: bigint, index: number): bigint {
    return start + BigInt(index) * BigInt(this.size);
  }

  /** The field's value; what is larger than any file is all the same. `of`: which structure, for sentences. */
  number(address: bigint, field: Name, of?: MemoryPart): number {
    const { offset, length } = this.#field(field);
    if (length === 8) return fileNumber(this.#memory.u64(address + offset, field, of));
    return this.#memory.number(address + offset, length, field, of);
  }

  /** The same, exact: for addresses, offsets and sizes, which have the bytes of the class. */
  word(address: bigint, field: Name, of?: MemoryPart): bigint {
    const { offset, length } = this.#field(field);
    if (length === 8) return this.#memory.u64(address + offset, field, of);
    return BigInt(this.#memory.number(address + offset, length, field, of));
  }

  #field(name: Name): Field {
    return this.#fields[name] as Field;
  }
}

const known = new WeakMap<object, Readonly<Record<string, Field>>>();

function fieldsOf(layout: layouts.Layout<string>): Readonly<Record<string, Field>> {
  let fields = known.get(layout);
  if (fields === undefined) {
    const of = Object.entries(layout).map(([name, { offset, length }]) => [
      name,
      { offset: BigInt(offset), length },
    ]);
    fields = Object.fromEntries(of) as Readonly<Record<string, Field>>;
    known.set(layout, fields);
  }
  return fields;
}

/** The structures that searches read, in one class. */
export function structureReaders(memory: Memory, bits: 32 | 64) {
  return {
    ehdr: new StructureReader(memory, layouts.EHDR, bits),
    phdr: new StructureReader(memory, layouts.PHDR, bits),
    shdr: new StructureReader(memory, layouts.SHDR, bits),
    dyn: new StructureReader(memory, layouts.DYN, bits),
    sym: new StructureReader(memory, layouts.SYM, bits),
    verdef: new StructureReader(memory, layouts.VERDEF, bits),
    verdaux: new StructureReader(memory, layouts.VERDAUX, bits),
    gnuHash: new StructureReader(memory, layouts.GNU_HASH_HEADER, bits),
    note: new StructureReader(memory, layouts.NHDR, bits),
  };
}
