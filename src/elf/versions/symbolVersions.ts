import type { Window } from '../bytes/window.ts';
import { VER_FLG_BASE, VER_NDX_GLOBAL, VER_NDX_LOCAL, VERSYM_HIDDEN } from '../format/constants.ts';
import type { SymbolVersion, VersionDefinition, VersionNeed } from '../model.ts';
import { Tally } from '../problems/problems.ts';
import type { ReadContext } from '../reading/readContext.ts';
import { isRow } from '../table.ts';

type Named = Omit<SymbolVersion, 'hidden'>;

/** DT_VERSYM: one half-word a symbol, looked up in the definitions and needs. */
export class SymbolVersions {
  readonly #window: Window;
  readonly #byIndex = new Map<number, Named>();
  /** One object for each versym value that was met, shared by all symbols with it. */
  readonly #made = new Map<number, SymbolVersion>();

  constructor(
    context: ReadContext,
    window: Window,
    definitions: readonly VersionDefinition[],
    needs: readonly VersionNeed[],
  ) {
    this.#window = window;
    for (const { index, name, flags, range } of definitions) {
      // The base definition names the file, not a version; symbols with its index have none.
      if (index === VER_NDX_GLOBAL && (flags & VER_FLG_BASE) !== 0) continue;
      this.#define(context, { index, kind: 'definition', name }, range.offset);
    }
    for (const { file, versions } of needs) {
      for (const { index, name, range } of versions) {
        // Files without DT_VERSYM leave the index of a need 0; 0 and 1 never name one.
        if (index > VER_NDX_GLOBAL) this.#define(context, { index, kind: 'need', name, file }, range.offset);
      }
    }
  }

  get length(): number {
    return this.#window.length >>> 1;
  }

  raw(symbol: number): number | undefined {
    return isRow(symbol, this.length) ? this.#window.u16(symbol * 2) : undefined;
  }

  of(symbol: number): SymbolVersion | undefined {
    const raw = this.raw(symbol);
    if (raw === undefined) return undefined;
    const made = this.#made.get(raw);
    if (made !== undefined) return made;
    const version = { ...this.#named(raw & ~VERSYM_HIDDEN), hidden: (raw & VERSYM_HIDDEN) !== 0 };
    this.#made.set(raw, version);
    return version;
  }

  /** Reports a table that is too short and entries whose version nothing defines. */
  check(context: ReadContext, symbols: number): void {
    const { problems } = context;
    if (this.length < symbols) {
      problems.add('error', 'versym-short', { have: this.length, need: symbols }, 'DT_VERSYM', this.#window);
    }
    const unknown = new Tally();
    const count = Math.min(symbols, this.length);
    if (!context.spend(count, 'DT_VERSYM')) return;
    const known = this.#known(context);
    for (let symbol = 0; symbol < count; symbol++) {
      if (known[this.#window.u16(symbol * 2) & ~VERSYM_HIDDEN] !== 1) unknown.hit(symbol);
    }
    if (unknown.count === 0) return;
    const value = (this.raw(unknown.first) ?? 0) & ~VERSYM_HIDDEN;
    const range = { offset: this.#window.offset + unknown.first * 2, length: 2 };
    const args = { count: unknown.count, first: unknown.first, index: value };
    problems.add('error', 'versym-unknown-index', args, 'DT_VERSYM', range);
  }

  /** 1 at each index that may stand in the table; looking them up in the map for each symbol takes ten times as long. */
  #known(context: ReadContext): Uint8Array {
    let highest = VER_NDX_GLOBAL;
    for (const index of this.#byIndex.keys()) highest = Math.max(highest, index);
    const known = context.allocator.bytes(highest + 1);
    known.fill(1, VER_NDX_LOCAL, VER_NDX_GLOBAL + 1);
    for (const index of this.#byIndex.keys()) known[index] = 1;
    return known;
  }

  #define(context: ReadContext, version: Named, offset: number): void {
    const { index } = version;
    if (!this.#byIndex.has(index)) {
      this.#byIndex.set(index, version);
      return;
    }
    const args = { index, name: version.name ?? '', other: this.#byIndex.get(index)?.name ?? '' };
    context.problems.add('warning', 'version-index-twice', args, ['version', index], { offset, length: 4 });
  }

  #named(index: number): Named {
    const version = this.#byIndex.get(index);
    if (version !== undefined) return version;
    if (index === VER_NDX_LOCAL) return { index, kind: 'local' };
    return { index, kind: index === VER_NDX_GLOBAL ? 'global' : 'unknown' };
  }
}
