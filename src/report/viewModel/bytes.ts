/** Bytes of the file and addresses, and what lies there. */
import type { ImageTableId } from './tableId.ts';

/** What lies at an address. */
export interface AddressView {
  /** As understood: "0x7ffd1234". */
  readonly address: string;
  /** "__vdso_clock_gettime + 0x12" */
  readonly title: string;
  /** How it was taken, whether it is beyond the symbol's end, the symbol's other names. */
  readonly notes: readonly string[];
  /** The symbol's row. */
  readonly row?: { readonly table: 'symbols' | 'symtab'; readonly index: number };
}

/** What a byte of the file belongs to. */
export interface BytePlaceView {
  readonly offset: string;
  /** Most specific first. */
  readonly fields: readonly {
    /** "st_value of symbol 6 (__vdso_time)" */
    readonly text: string;
    /** "0x1d8 – 0x1e0 · 8 bytes" */
    readonly bytes: string;
    readonly offset: number;
    readonly length: number;
    readonly row?: { readonly table: ImageTableId; readonly index: number };
  }[];
  /** Set where nothing has it. */
  readonly note?: string;
}

/** Rows of a hex view, 16 bytes each. */
export interface BytesView {
  readonly title: string;
  readonly rows: readonly { readonly offset: string; readonly hex: string; readonly ascii: string }[];
  /** Set when only the first part is shown. */
  readonly note?: string;
}
