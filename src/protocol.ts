/**
 * What the editor (extension host) and its webview say to each other over the wire (src/rpc). One interface names
 * every request; call and result types are derived from it. Every request can fail and be cancelled.
 */
import type { ClockView } from './report/viewModel/clock.ts';
import type { ElsewhereTarget } from './report/viewModel/links.ts';
import type { ImageSummary } from './report/viewModel/summary.ts';
import type { RowQuery, RowWindow } from './report/viewModel/table.ts';
import type { ImageTableId, TableId } from './report/viewModel/tableId.ts';
import type { PageChoice, TablePageView } from './report/viewModel/tablePage.ts';
import type { CopyQuery, Session, SessionOptions } from './session/model.ts';

export type { Outcome } from './consumers/model.ts';
export { columnsOf } from './elf/bytes/columns.ts';
export type { Catalogue } from './elf/catalogue.ts';
export { choice, count } from './elf/english.ts';
export { Catalogues, type Language, languageOf } from './elf/language.ts';
export type { ByteRange } from './elf/table.ts';
export { ARROW } from './report/arrows.ts';
export { escapedMarkup } from './report/markup.ts';
export { worstFirst } from './report/outcomes.ts';
export type { CopyFormat } from './report/tables/copy.ts';
export type * from './report/viewModel/bytes.ts';
export type * from './report/viewModel/choices.ts';
export type * from './report/viewModel/clock.ts';
export type * from './report/viewModel/code.ts';
export type * from './report/viewModel/consumers.ts';
export type * from './report/viewModel/detail.ts';
export type * from './report/viewModel/fields.ts';
export type * from './report/viewModel/hashTables.ts';
export type * from './report/viewModel/instructions.ts';
export type * from './report/viewModel/links.ts';
export type * from './report/viewModel/lookup.ts';
export type * from './report/viewModel/memoryMap.ts';
export type * from './report/viewModel/replay.ts';
export type * from './report/viewModel/strings.ts';
export type * from './report/viewModel/summary.ts';
export type * from './report/viewModel/table.ts';
export type * from './report/viewModel/tableId.ts';
export type * from './report/viewModel/tablePage.ts';
export type * from './report/viewModel/tone.ts';
export type { CopyQuery, SessionOptions } from './session/model.ts';

/** Session's methods that the page asks as they are. */
export const sessionReads = [
  'rows',
  'consumer',
  'chains',
  'bloom',
  'bytes',
  'code',
  'instructions',
  'strings',
  'locate',
  'find',
  'lookUp',
  'fieldsAt',
] as const;

/**
 * What the webview may ask the host for. Session's readers, plus what needs VS Code. The pages of the atlas and of a
 * matrix have no image: their hosts answer what concerns tables, and refuse the rest.
 */
export interface HostApi extends Pick<Session, (typeof sessionReads)[number]> {
  /**
   * First request of every (re)loaded webview. The rows it shows first come along: one trip less before they do.
   * 'told': the state was on its way as an event before the page could ask. Asked again, the host gives it.
   */
  ready(first?: RowQuery): Promise<InitialState | { readonly kind: 'told' }>;
  /** @param column what is asked about, where a row's cells have details of their own (pages of no image) */
  detail(table: TableId, index: number, column?: number): ReturnType<Session['detail']>;
  /** What a page of no image is to show; rows and details are of that from then on. */
  choose(choice: PageChoice): Promise<TablePageView>;
  /** Why clock calls are slow; `measure` takes samples now. Answered for images of processes. */
  clock(measure: boolean): Promise<ClockView>;
  configure(change: Partial<Pick<SessionOptions, 'asVdso' | 'symtab'>>): Promise<ImageSummary>;
  /** Another release of a consumer, for this editor: "go", "1.21". */
  chooseRelease(consumer: string, release: string): Promise<ImageSummary>;
  /** Puts text on the clipboard. */
  copy(query: CopyQuery): Promise<void>;
  copyText(text: string): Promise<void>;
  /** Saves the report or runs one of the actions of `FailureView`. */
  run(action: ActionId): Promise<void>;
  /** Opens what a link leads to that is no place of this page. */
  openElsewhere(target: ElsewhereTarget): Promise<void>;
  /** What there is to go back and forward to, for the keys that do so. */
  navigable(ways: Navigable): Promise<void>;
  /** A script error of the webview, for the log. */
  reportError(message: string): Promise<void>;
}

export interface Navigable {
  readonly back: boolean;
  readonly forward: boolean;
}

export type ActionId =
  | 'retry'
  | 'listImages'
  | 'openLive'
  | 'openFile'
  | 'openText'
  | 'compare'
  | 'saveImage'
  | 'saveReport'
  | 'showLog';

/** Why there is no image, in a sentence, and what can be done instead. */
export interface FailureView {
  readonly title: string;
  readonly sentence: string;
  /** What can be told all the same. */
  readonly also?: readonly string[];
  readonly actions: readonly { readonly id: ActionId; readonly label: string }[];
}

export type InitialState =
  | {
      readonly kind: 'image';
      readonly summary: ImageSummary;
      readonly first?: FirstRows;
    }
  | { readonly kind: 'failure'; readonly failure: FailureView }
  /** A page of no image, which asks for what it is to show. */
  | { readonly kind: 'table' };

/** Rows that come with a state, and the question that they answer. */
export interface FirstRows {
  readonly query: RowQuery;
  readonly window: RowWindow;
}

/** What a page shows first that has shown nothing before. */
export const firstRows: RowQuery = { table: 'symbols', filter: '', start: 0, count: 100 };

/** A row to show: by name (a link from a hover) or by index. */
export interface RevealTarget {
  readonly table: ImageTableId;
  readonly name?: string;
  /** Whose key, by the consumer's id: several may have a key of one name. */
  readonly consumer?: string;
  readonly index?: number;
}

/** A tab to show. */
export interface TabTarget {
  readonly tab: 'clock' | 'code' | 'consumers';
  /** One of its parts. */
  readonly part?: string;
  /** Whose page, by the consumer's id, and the symbol of which of its keys. */
  readonly consumer?: string;
  readonly name?: string;
}

/** Pushed by the host without being asked; only to visible views. */
export type HostEvent =
  /** The image was read anew or its options changed elsewhere. */
  | { readonly type: 'state'; readonly state: InitialState }
  | { readonly type: 'reveal'; readonly target: RevealTarget | TabTarget }
  /** The file changed or vanished, its process ended, or what reads it did: what is shown was read before. */
  | { readonly type: 'stale'; readonly sentence: string }
  /** Ctrl/Cmd+F */
  | { readonly type: 'focusFilter' }
  /** Back or forward through what was followed in the page. */
  | { readonly type: 'navigate'; readonly by: -1 | 1 };
