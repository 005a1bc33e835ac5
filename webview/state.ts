/** What survives a reload: where the reader was. Never file contents. */
import type { PageChoice, TableId } from '../src/protocol.ts';
import { debounce } from './dom.ts';
import type { Host } from './host.ts';
import type { PageLocation } from './place.ts';

export interface TableState {
  filter?: string;
  /** What stands in the filter's field, until rows are asked for by it. */
  typed?: string;
  sort?: { column: string; descending: boolean };
  /** Identity of the selected row. */
  selected?: number;
  /** Its name, as shown: by this it is found again in an image that was read anew. */
  selectedName?: string;
  column?: number;
  /** First visible row and horizontal scroll position in pixels. */
  top?: number;
  left?: number;
  /** Columns that the reader has shown or hidden. */
  columns?: Record<string, boolean>;
  /** Column widths the reader has changed, in pixels. */
  widths?: Record<string, number>;
}

/** Places of the page in the order in which they were followed, and which of them is shown. */
export interface TrailState {
  readonly places: readonly PageLocation[];
  readonly at: number;
}

export interface ViewState {
  version: 1;
  /** Undefined before anything was shown. */
  tab?: string;
  /** Chosen part of a tab that has several. */
  parts: Record<string, string>;
  tables: Partial<Record<TableId, TableState>>;
  /** First visible row of a drawing. */
  drawings: Record<string, number>;
  /** Sizes in pixels that the reader has chosen. */
  inspector: { open: boolean; width?: number; height?: number };
  consumer?: string;
  trail?: TrailState;
  /** Names that are looked up, and who looks, by where the field stands. */
  lookups?: Record<string, { text: string; consumer: string }>;
  /** Section whose strings are shown. */
  strings?: number;
  /** Words by which what is shown is filtered, by tab. */
  finds?: Record<string, string>;
  /** The place whose code is shown, and the row chosen in it. */
  code?: { place: string; row?: number };
  /** What a page of no image shows. */
  choice?: PageChoice;
  /** By what its host brings it back. */
  kept?: readonly string[];
}

export interface Store {
  readonly view: ViewState;
  table(id: TableId): TableState;
  /**
   * Writes at once, since the page may be hidden, and end, right after it; call after changing `view`. What is kept
   * already is not written again: showing it changes nothing.
   */
  save(): void;
  /** For what changes with every frame: writes when it has come to rest. */
  saveSoon(): void;
}

export function openStore(host: Host): Store {
  const saved = host.loadState();
  const view = isViewState(saved) ? saved : fresh();
  let kept = JSON.stringify(view);
  const write = (): void => {
    const now = JSON.stringify(view);
    if (now === kept) return;
    kept = now;
    host.saveState(view);
  };
  const saveSoon = debounce(120, write);
  // A reload does not wait for timers.
  window.addEventListener('pagehide', write);
  return {
    view,
    table(id) {
      const known = view.tables[id];
      if (known !== undefined) return known;
      const made: TableState = {};
      view.tables[id] = made;
      return made;
    },
    save: write,
    saveSoon,
  };
}

function isViewState(value: unknown): value is ViewState {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1;
}

function fresh(): ViewState {
  return {
    version: 1,
    parts: {},
    tables: {},
    drawings: {},
    inspector: { open: false },
  };
}
