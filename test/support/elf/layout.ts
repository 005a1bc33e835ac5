/** Where every table and every field of a built image stands, so that damage can be done one field at a time. */
export interface FieldRange {
  readonly offset: number;
  readonly size: number;
}

/** A field as it was written, under the names of the record that it is in. */
interface Written extends FieldRange {
  readonly records: readonly string[];
  readonly field: string;
}

export class Layout {
  readonly #written: Written[] = [];
  readonly #named = new Map<string, FieldRange>();
  readonly #ranges = new Map<string, FieldRange>();

  /** A field's place, e.g. `verdef[1].vd_next`, `dynamic[DT_STRTAB].d_val`, `shdr[.dynsym].sh_link`. */
  field(name: string): FieldRange {
    const found = this.#fields().get(name);
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
    return this.#fields().has(name);
  }

  hasRange(name: string): boolean {
    return this.#ranges.has(name);
  }

  /** Every field, aliases included, in the order written. */
  fields(): IterableIterator<[string, FieldRange]> {
    return this.#fields().entries();
  }

  ranges(): IterableIterator<[string, FieldRange]> {
    return this.#ranges.entries();
  }

  /** @param records names of the record that it is in, '' for none @param field '' where the record is one field */
  addField(records: readonly string[], field: string, offset: number, size: number): void {
    this.#written.push({ records, field, offset, size });
  }

  addRange(name: string, range: FieldRange): void {
    this.#ranges.set(name, range);
  }

  /** Names are made when the first is asked for: of most images nobody asks, and they take longer than the image. */
  #fields(): ReadonlyMap<string, FieldRange> {
    for (const { records, field, offset, size } of this.#written.splice(0)) {
      for (const record of records) {
        const name = record === '' ? field : field === '' ? record : `${record}.${field}`;
        this.#named.set(name, { offset, size });
      }
    }
    return this.#named;
  }
}
