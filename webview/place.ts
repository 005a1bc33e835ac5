/** A place of the page: what a link leads to, and what is come back to. */
import type { TableId } from '../src/protocol.ts';

export interface PageLocation {
  readonly tab: string;
  readonly part?: string;
  /** Row of a table of that tab. */
  readonly table?: TableId;
  readonly index?: number;
  readonly name?: string;
  /** Rows of it. */
  readonly filter?: string;
  readonly consumer?: string;
  /** Address of code, as the host tells places. */
  readonly place?: string;
}
