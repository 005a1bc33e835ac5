import type { Window } from '../../bytes/window.ts';
import type { Relocation } from '../../model.ts';
import type { ElfProblemArgs } from '../../problems/english.ts';
import type { StructureName } from '../../problems/structure.ts';
import type { ReadContext } from '../../reading/readContext.ts';
import type { FileTable } from '../../table.ts';
import type { RelocationOrigin } from '../relocationEntries.ts';
import { AndroidCursor, hasAndroidMagic } from './androidRelocations.ts';
import { CrelCursor } from './crel.ts';
import type { PackedCursor } from './packedCursor.ts';
import { PackedRelocations } from './packedRelocations.ts';

export type PackedFormat = 'crel' | 'android';

export interface PackedTable {
  readonly format: PackedFormat;
  /** Android's: whether it stands for a table of Elf_Rela. */
  readonly addends: boolean;
  readonly window: Window;
  readonly origin: RelocationOrigin;
}

/** A relocation patches four bytes, or more: a few bytes may say of any number that they are there, but not of more. */
export const PATCHED_BYTES = 4;

/** Part of the work left that a table's relocations may be: they are checked, and what follows is to be read as well. */
const PART_OF_WORK = 4;

/** Opens an image's packed tables of relocations, which share the room for what they unpack to. */
export class Unpacking {
  readonly #context: ReadContext;
  #room: number;

  constructor(context: ReadContext) {
    this.#context = context;
    this.#room = Math.min(Math.floor(context.size / PATCHED_BYTES), 0xffffffff);
  }

  /** Reads a table to its end and reports what is wrong with it, under its name. Each relocation is a step of work. */
  open(packed: PackedTable, table: StructureName): PackedRelocations | undefined {
    const { problems, budget } = this.#context;
    const { window } = packed;
    if (packed.format === 'android' && !hasAndroidMagic(window)) {
      const range = { offset: window.offset, length: Math.min(4, window.length) };
      problems.add('error', 'packed-relocations-magic', { table }, table, range);
      return undefined;
    }
    if (!this.#context.spend(window.length, table)) return undefined;
    const cursor = this.#cursorOf(packed);
    const affordable = Math.floor((budget.limit - budget.spent) / PART_OF_WORK);
    const entries = this.#read(packed, cursor, Math.min(this.#room, affordable));
    budget.spend(entries.length);
    this.#room -= entries.length;
    this.#reportEnd(table, packed, cursor, entries);
    if (cursor instanceof AndroidCursor) this.#reportGroups(table, cursor);
    return entries;
  }

  /** The same table once more, which had so many relocations: small ones are not kept. */
  again(packed: PackedTable, length: number): FileTable<Relocation> {
    return this.#read(packed, this.#cursorOf(packed), length);
  }

  #cursorOf({ format, window, addends }: PackedTable): CrelCursor | AndroidCursor {
    if (format === 'crel') return new CrelCursor(window);
    return new AndroidCursor(window, this.#context.header.machine, addends);
  }

  #read({ origin }: PackedTable, cursor: PackedCursor, limit: number): PackedRelocations {
    const { allocator, header } = this.#context;
    return new PackedRelocations(allocator, cursor, { origin, machine: header.machine, limit });
  }

  #reportEnd(
    table: StructureName,
    { window, origin }: PackedTable,
    cursor: PackedCursor,
    entries: PackedRelocations,
  ): void {
    const { failed, declared } = cursor;
    const { problems } = this.#context;
    const shown = entries.length;
    const at = Math.max(0, Math.min(entries.size, window.length - 1));
    const rest = { offset: window.offset + at, length: window.length - at };
    if (failed === 'end') {
      const args = { table, count: declared, length: window.length, shown };
      problems.add('error', 'packed-relocations-end', args, table, rest);
    } else if (failed === 'long') {
      problems.add('error', 'packed-relocations-number', { table, at: rest.offset, shown }, table, rest);
    } else if (shown < declared) {
      const args = { table, count: declared, length: window.length, shown };
      problems.add('warning', 'packed-relocations-many', args, table, window);
    } else if (cursor instanceof CrelCursor && entries.size < window.length && origin.table !== 'crel') {
      // lld leaves some behind Android's; DT_CREL has no size.
      const args = { table, count: declared, rest: rest.length };
      problems.add('warning', 'packed-relocations-rest', args, table, rest);
    }
  }

  #reportGroups(table: StructureName, { window, oversized, withAddends }: AndroidCursor): void {
    const { problems } = this.#context;
    const from = (at: number) => ({ offset: window.offset + at, length: 2 });
    if (oversized !== undefined) {
      const { at, size, left } = oversized;
      const args: ElfProblemArgs<'packed-group-size'> = { table, size, left };
      problems.add('error', 'packed-group-size', args, table, from(at));
    }
    if (withAddends !== undefined) {
      problems.add('error', 'packed-group-addends', { table }, table, from(withAddends));
    }
  }
}
