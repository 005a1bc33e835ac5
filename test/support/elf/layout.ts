/** Where every table and every field of a built image stands, so that damage can be done one field at a time. */
export interface FieldRange {
  readonly offset: number;
  readonly size: number;
}

export class Layout {
  readonly #fields = new Map<string, FieldRange>();
  readonly #ranges = new Map<string, FieldRange>();

  /** A field's place, e.g. `verdef[1].vd_next`, `dynamic[DT_STRTAB].d_val`, `shdr[.dynsym].sh_link`. */
  field(name: string): FieldRange {
    const found = this.#fields.get(name);
    if (found === undefined) throw new Error(`the image has no field ${name}`);
    return found;
  }

  /** A whole table's place, e.g. `dynsym`, `gnuHash`, `shdr`. */
  range(name: string): FieldRange {
    const found = this.#ranges.get(name);
    if (found === undefined) throw new Error(`the image has no table ${name}`);
    return found;
  }

  hasField(name: string): boolean {
    return this.#fields.has(name);
  }

  hasRange(name: string): boolean {
    return this.#ranges.has(name);
  }

  /** Every field, aliases included, in the order written. */
  fields(): IterableIterator<[string, FieldRange]> {
    return this.#fields.entries();
  }

  ranges(): IterableIterator<[string, FieldRange]> {
    return this.#ranges.entries();
  }

  addField(name: string, range: FieldRange): void {
    this.#fields.set(name, range);
  }

  addRange(name: string, range: FieldRange): void {
    this.#ranges.set(name, range);
  }
}
