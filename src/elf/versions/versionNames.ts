import { sysvHash } from '../format/hash.ts';
import type { StructureName } from '../problems/structure.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { StringTable } from '../strings/stringTable.ts';
import { nameAllowance } from '../strings/stringTable.ts';
import type { ByteRange } from '../table.ts';

/** Shown of a version's name once the names together are out of proportion. */
const SHORT_NAME = 32;
/** Bytes of a name that are believed to be one although it is behind the strings. */
const MAX_BEYOND = 256;

/**
 * Names and hashes of version records. Records can share a name of any length thousands of times, so
 * each string is decoded and hashed once, and all of them within what the string table allows.
 */
export class VersionNames {
  readonly #context: ReadContext;
  readonly #strings: StringTable;
  /** The same strings, and what follows them up to the next table. */
  readonly #beyond: StringTable;
  readonly #texts = new Map<number, string>();
  readonly #hashes = new Map<number, number | undefined>();
  #allowance: number;
  #exhausted = false;

  constructor(context: ReadContext, strings: StringTable, beyond: StringTable) {
    this.#context = context;
    this.#strings = strings;
    this.#beyond = beyond;
    this.#allowance = nameAllowance(strings.length, 1024);
  }

  /** The string at `offset`; '' outside the table, which is reported. */
  text(offset: number, structure: StructureName, range: ByteRange): string {
    if (offset >= this.#strings.length) return this.#textBeyond(offset, structure, range);
    const known = this.#texts.get(offset);
    if (known !== undefined) return known;
    const whole = this.#exhausted ? '' : this.#strings.text(offset);
    this.#take(whole.length, structure);
    const text = this.#exhausted ? this.#strings.text(offset).slice(0, SHORT_NAME) : whole;
    this.#texts.set(offset, text);
    return text;
  }

  /**
   * Binutils of the 1990s wrote DT_STRSZ before they added the versions' names to the strings. Loaders do not look
   * at DT_STRSZ and find them.
   */
  #textBeyond(offset: number, structure: StructureName, range: ByteRange): string {
    const { problems } = this.#context;
    const bytes = this.#beyond.bytes(offset);
    const follows = bytes.length > 0 && this.#beyond.window.u8(offset - 1) === 0;
    const args = { offset, length: this.#strings.length };
    if (follows && bytes.length < MAX_BEYOND && bytes.every((byte) => byte > 0x20 && byte < 0x7f)) {
      problems.add('warning', 'version-name-beyond', args, structure, range);
      return this.#beyond.text(offset);
    }
    problems.add('error', 'version-name-outside', args, structure, range);
    return '';
  }

  /** Compares the hash that a record stores with that of its name: lookups compare the stored one. */
  checkHash(offset: number, stored: number, structure: StructureName, range: ByteRange): void {
    if (offset >= this.#strings.length) return;
    if (!this.#hashes.has(offset)) this.#hashes.set(offset, this.#hash(offset, structure));
    const computed = this.#hashes.get(offset);
    if (computed === undefined || computed === stored) return;
    const args = { stored, computed, name: this.text(offset, structure, range) };
    this.#context.problems.add('error', 'version-hash-wrong', args, structure, range);
  }

  checkRevision(revision: number, structure: StructureName, range: ByteRange): void {
    if (revision === 1) return;
    this.#context.problems.add('error', 'version-revision-unknown', { revision }, structure, range);
  }

  #hash(offset: number, structure: StructureName): number | undefined {
    const bytes = this.#exhausted ? undefined : this.#strings.bytes(offset);
    if (bytes === undefined || !this.#take(bytes.length, structure)) return undefined;
    return sysvHash(bytes);
  }

  #take(bytes: number, structure: StructureName): boolean {
    this.#allowance -= bytes;
    if (this.#allowance >= 0 && this.#context.budget.spend(bytes)) return true;
    if (!this.#exhausted) {
      this.#exhausted = true;
      const args = { length: this.#strings.length, limit: SHORT_NAME };
      this.#context.problems.add('warning', 'version-names-amplified', args, structure, this.#strings.window);
    }
    return false;
  }
}
