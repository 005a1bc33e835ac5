/**
 * One opened image. After a preview, rows of the dynamic symbols in the image's order are answered at once, and
 * all that needs the whole image waits for it. The same interface stands in front of an image parsed in this thread and of one in
 * a worker; faces know only this.
 */

import type { ClockParts } from '../clocks/question.ts';
import type { Selection } from '../consumers/model.ts';
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import type { PastedAddress } from '../report/facts/parseAddress.ts';
import type { BudgetedOptions } from '../report/output/budgetedJson.ts';
import type { CopyFormat } from '../report/tables/copy.ts';
import type { AddressView, BytePlaceView, BytesView } from '../report/viewModel/bytes.ts';
import type { ClockView } from '../report/viewModel/clock.ts';
import type { CodeView } from '../report/viewModel/code.ts';
import type { ConsumerDetailView } from '../report/viewModel/consumers.ts';
import type { DetailView } from '../report/viewModel/detail.ts';
import type { BloomView, ChainView } from '../report/viewModel/hashTables.ts';
import type { InstructionQuery, InstructionWindow } from '../report/viewModel/instructions.ts';
import type { LookupQuery, LookupView } from '../report/viewModel/lookup.ts';
import type { StringsView } from '../report/viewModel/strings.ts';
import type { ImageSummary } from '../report/viewModel/summary.ts';
import type { RowQuery, RowWindow } from '../report/viewModel/table.ts';
import type { TableId } from '../report/viewModel/tableId.ts';

export interface SessionOptions {
  readonly selection: Selection;
  /** Evaluate consumers although the image is no vDSO. */
  readonly asVdso: boolean;
  /** Read .symtab as well. */
  readonly symtab: boolean;
}

export interface CopyQuery extends RowQuery {
  readonly format: CopyFormat;
  /** Only these, in the table's order; all when absent. JSON has whole rows, or the cells of one column. */
  readonly columns?: readonly string[];
}

export interface Copy {
  readonly text: string;
  /** Set when not all rows are in it: how many are, and what to do for the others. */
  readonly note?: string;
}

export interface ClockQuery {
  /** Take samples now. */
  readonly measure: boolean;
  /** What was found out elsewhere. */
  readonly parts?: ClockParts;
}

export type ExportFormat = 'text' | 'json';

/** Whatever takes a signal rejects with a SessionError "cancelled" when it aborts, and leaves everything as it was. */
export interface Session {
  /**
   * Resolves, with the reason, when what reads the image ends although nobody closed the session (out of memory).
   * Every request is rejected from then on.
   */
  readonly ended: Promise<Error>;
  summary(signal?: AbortSignal): Promise<ImageSummary>;
  /** Reads and checks what a preview left out, if there was one (SessionInput.preview), and gives the summary of all. */
  whole(signal?: AbortSignal): Promise<ImageSummary>;
  /** Evaluates again with other options; the tables stay. */
  configure(options: SessionOptions, signal?: AbortSignal): Promise<ImageSummary>;
  rows(query: RowQuery, signal?: AbortSignal): Promise<RowWindow>;
  detail(table: TableId, index: number, signal?: AbortSignal): Promise<DetailView>;
  /** Keys and replays of one consumer of the summary; undefined for another id. */
  consumer(id: string, signal?: AbortSignal): Promise<ConsumerDetailView | undefined>;
  /** @param filter of the table of buckets: only those that it lets through are counted and given */
  chains(
    kind: 'gnu' | 'sysv',
    start: number,
    count: number,
    filter?: string,
    signal?: AbortSignal,
  ): Promise<readonly ChainView[]>;
  bloom(start: number, count: number, signal?: AbortSignal): Promise<readonly BloomView[]>;
  bytes(offset: number, length: number, signal?: AbortSignal): Promise<BytesView>;
  /**
   * What the code does: its tables are asked for by their ids from then on. Of a small image the ways of all exported
   * functions are followed, of others when `follow` says so. Nothing of it is loaded before.
   */
  code(follow: boolean, signal?: AbortSignal): Promise<CodeView>;
  /** Strings of a section: its table is asked for by its id from then on. Undefined where no section has bytes. */
  strings(section: number, signal?: AbortSignal): Promise<StringsView | undefined>;
  /** The code at a place, as instructions. */
  instructions(query: InstructionQuery, signal?: AbortSignal): Promise<InstructionWindow>;
  /** Why clock calls of the image's process are slow. Nothing of it is loaded before it is asked for. */
  clock(query: ClockQuery, signal?: AbortSignal): Promise<ClockView>;
  /** What of it is a matter of a worker: what the code can do, and samples. */
  clockParts(
    wanted: { readonly measure: boolean; readonly code: boolean },
    signal?: AbortSignal,
  ): Promise<ClockParts>;
  copy(query: CopyQuery, signal?: AbortSignal): Promise<Copy>;
  /** Index in the filtered and sorted order of `query` at which row `index` stands, -1 when filtered out. */
  locate(query: RowQuery, index: number, signal?: AbortSignal): Promise<number>;
  /** First row of this name, of `keys` a key of this consumer (by its id; '' for anybody's); -1 when there is none. */
  find(table: TableId, name: string, consumer?: string, signal?: AbortSignal): Promise<number>;
  /** What lies at an address, absolute in the image's process or relative to the image. */
  resolveAddress(address: PastedAddress, signal?: AbortSignal): Promise<AddressView>;
  /** Fields and rows that the byte at this offset of the file belongs to. */
  fieldsAt(offset: number, signal?: AbortSignal): Promise<BytePlaceView>;
  /** A name's hashes, where they lead, and the search of the consumer that is named. */
  lookUp(query: LookupQuery, signal?: AbortSignal): Promise<LookupView>;
  /** What is compared of the image with another one. @param code also its code: it is disassembled for that */
  compared(code: boolean, signal?: AbortSignal): Promise<ComparedImage>;
  /** As much of the report as fits, as JSON; what was left out is counted in it. */
  budgetedJson(options: BudgetedOptions, signal?: AbortSignal): Promise<string>;
  /** The whole report as UTF-8, in pieces of some tens of kilobytes: each in memory of its own. */
  export(format: ExportFormat, signal?: AbortSignal): AsyncIterable<Uint8Array<ArrayBuffer>>;
  dispose(): Promise<void>;
}
