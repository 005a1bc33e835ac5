/** What every view is given. */
import type {
  ByteRange,
  ImageSummary,
  LinkTarget,
  RevealTarget,
  RowView,
  TableId,
  TableView,
} from '../src/protocol.ts';
import type { ClockStore } from './clockStore.ts';
import type { Narrowed } from './find/narrowed.ts';
import type { Host } from './host.ts';
import type { PageLocation } from './place.ts';
import type { Store } from './state.ts';

/** The panel beside or below the view. */
export interface InspectorApi {
  /** Shows a row's details; `takeFocus` moves the focus into the panel, Escape brings it back. */
  open(
    table: TableId,
    row: RowView | undefined,
    returnFocus: HTMLElement,
    takeFocus: boolean,
    /** Which of its cells, where these have details of their own. */
    column?: number,
  ): void;
  /** Goes where a part of a value leads. */
  follow(to: LinkTarget): void;
  /** Puts a text on the clipboard. */
  copy(text: string): Promise<void>;
  /** What the image is, in a line. */
  about(): string;
  /** Moves the focus to the bytes, unless `takeFocus` says otherwise. */
  showBytes(label: string, range: ByteRange, returnFocus: HTMLElement, takeFocus?: boolean): void;
  isOpen(): boolean;
  /** Whether details would take the place of the view: there is no room for both. */
  covers(): boolean;
  /** Empties the panel because another view is shown. */
  hide(): void;
  close(): void;
}

export interface Context {
  readonly host: Host;
  readonly store: Store;
  readonly summary: ImageSummary;
  readonly inspector: InspectorApi;
  readonly clock: ClockStore;
  readonly go: (place: PageLocation) => void;
  /** Where a table or one of its rows is shown. */
  readonly placeOf: (target: RevealTarget) => PageLocation;
  /** Replaces the summary after a request that makes a new one; failures are shown. */
  readonly apply: (request: Promise<ImageSummary>) => void;
  readonly report: (error: unknown) => void;
}

/** What a table needs of it. */
export type TableContext = Pick<Context, 'host' | 'store' | 'inspector' | 'report'>;

/** What a tab shows. Made when the tab is first opened. */
export interface View {
  readonly element: HTMLElement;
  /** When what comes later than the element is there. */
  readonly ready?: Promise<void>;
  /** The two pieces of `element`, where a view around it places them by itself. */
  readonly head?: HTMLElement;
  readonly body?: HTMLElement;
  /** Ctrl/Cmd+F; false when this has no filter of its own: the page's is shown then. */
  focusFilter?(): boolean;
  /** Leaves only what has these words, where that comes in windows; undefined where all of it stands in the page. */
  narrow?(filter: string): Promise<Narrowed> | undefined;
  /** Shows a part or row of this view. */
  show?(place: PageLocation): void;
  /** What is shown: `show` leads back to it. */
  here?(): Omit<PageLocation, 'tab'>;
  dispose?(): void;
}

/** Under which the chosen key of a consumer's page is kept. */
export function keptKey(consumer: string): string {
  return `key-${consumer}`;
}

export function tableWithId(summary: ImageSummary, id: TableId): TableView | undefined {
  return summary.tables.find((table) => table.id === id);
}

export function eventRange(item: { offset?: number; length?: number }): ByteRange | undefined {
  return item.offset === undefined ? undefined : { offset: item.offset, length: item.length ?? 1 };
}
