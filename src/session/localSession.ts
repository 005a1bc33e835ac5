/** A session in this thread: serves rows and views of an image that was read. The worker runs the same one. */
import { shortened } from '../elf/bytes/printable.ts';
import type { ComparedImage } from '../report/comparison/comparedImage.ts';
import { lookUp } from '../report/facts/nameLookup.ts';
import { MAX_NAME, parseName } from '../report/facts/nameQuery.ts';
import type { PastedAddress } from '../report/facts/parseAddress.ts';
import { type BudgetedOptions, budgetedReport } from '../report/output/budgetedJson.ts';
import { reportJson } from '../report/output/json.ts';
import { reportText } from '../report/output/textReport.ts';
import { buildReport, type Report } from '../report/report.ts';
import { sectionOfStrings } from '../report/tables/strings.ts';
import type { AddressView, BytePlaceView } from '../report/viewModel/bytes.ts';
import type { InstructionQuery } from '../report/viewModel/instructions.ts';
import type { LookupQuery, LookupView } from '../report/viewModel/lookup.ts';
import type { ImageSummary } from '../report/viewModel/summary.ts';
import type { RowQuery, RowWindow } from '../report/viewModel/table.ts';
import type { TableId } from '../report/viewModel/tableId.ts';
import { addressView } from '../report/views/addressView.ts';
import { asked } from '../report/views/asked.ts';
import { bytesView } from '../report/views/bytesView.ts';
import { bloomViews, chainViews } from '../report/views/chainViews.ts';
import { consumerDetailView } from '../report/views/consumerViews.ts';
import { detailView, rowDetail } from '../report/views/detail/detail.ts';
import { rowView } from '../report/views/detail/rowView.ts';
import { bytePlaceView } from '../report/views/fieldsView.ts';
import { lookupView } from '../report/views/lookupView.ts';
import { summarizeInSlices } from '../report/views/summary.ts';
import { unlessAborted } from './cancellation.ts';
import type { SessionClock } from './clock/sessionClock.ts';
import { isCodeTable } from './code/codeTables.ts';
import type { SessionCode } from './code/sessionCode.ts';
import type { SessionInput } from './input.ts';
import type { ClockQuery, Copy, CopyQuery, ExportFormat, Session, SessionOptions } from './model.ts';
import { resolveInProcess } from './program/resolveInProcess.ts';
import { previewRows } from './rows/previewRows.ts';
import { SliceScheduler } from './rows/sliceScheduler.ts';
import { TableQueries } from './rows/tableQueries.ts';
import { SessionError } from './sessionError.ts';
import { ownOf, readImage, type SessionState, sessionStateOf } from './sessionState.ts';
import type { SessionStrings } from './strings/sessionStrings.ts';
import { isSymtabAlone } from './symtabAlone.ts';
import { english, type SessionWords } from './words.ts';

/** Bytes of one view: more is asked for in pieces. */
export const MAX_BYTES = 64 * 1024;

/** Characters shown of a text that is no name. */
const MAX_TEXT_SHOWN = 100;

/** The same report as it is written and as tools have it. A table costs nothing until its rows are asked for. */
function inEnglish(report: Report): Report {
  const { subject } = report;
  return subject.words === english ? report : buildReport({ ...subject, words: english });
}

export class LocalSession implements Session {
  /** It ends with the thread that asks. */
  readonly ended = new Promise<never>(() => undefined);
  private readonly input: SessionInput;
  private readonly words: SessionWords;
  private readonly closed = new AbortController();
  private state: SessionState;
  /** Made once for each report: several views ask for it. */
  private summarized: { readonly report: Report; readonly summary: ImageSummary } | undefined;
  private reading: Promise<void> | undefined;
  private clocked: SessionClock | undefined;
  private stringed: { readonly report: Report; readonly strings: SessionStrings } | undefined;
  private coded: { readonly report: Report; readonly code: SessionCode } | undefined;

  constructor(input: SessionInput, words: SessionWords, state: SessionState) {
    this.input = input;
    this.words = words;
    this.state = state;
    if (state.image.preview === undefined) this.reading = Promise.resolve();
  }

  async summary(signal?: AbortSignal): Promise<ImageSummary> {
    const { report } = this.state;
    if (this.summarized?.report === report) return this.summarized.summary;
    const summary = await this.scheduler(signal).run(summarizeInSlices(report));
    this.summarized = { report, summary };
    return summary;
  }

  async whole(signal?: AbortSignal): Promise<ImageSummary> {
    await this.readWhole(signal);
    return this.summary(signal);
  }

  async configure(options: SessionOptions, signal?: AbortSignal): Promise<ImageSummary> {
    await this.readWhole(signal);
    const scheduler = this.scheduler(signal);
    const { image, own, options: before } = this.state;
    const symtab = options.symtab || isSymtabAlone(image);
    const wanted = symtab === before.symtab ? image : await readImage(this.input, { symtab, scheduler });
    this.state = await sessionStateOf(this.input, this.words, wanted, own, { ...options, symtab }, scheduler);
    return this.summary(signal);
  }

  async code(follow: boolean, signal?: AbortSignal): ReturnType<Session['code']> {
    return (await this.sessionCode(signal)).view(follow === true, signal);
  }

  async strings(section: number, signal?: AbortSignal): ReturnType<Session['strings']> {
    return (await this.sessionStrings(signal)).view(section, signal);
  }

  async instructions(query: InstructionQuery, signal?: AbortSignal): ReturnType<Session['instructions']> {
    return (await this.sessionCode(signal)).instructions(query, signal);
  }

  async clock({ measure, parts }: ClockQuery, signal?: AbortSignal): ReturnType<Session['clock']> {
    const found = parts ?? (await this.clockParts({ measure: measure === true, code: true }, signal));
    const { SessionClock } = await import('./clock/sessionClock.ts');
    this.clocked ??= new SessionClock();
    return this.clocked.view(this.state.report.subject, this.input.source, found);
  }

  async clockParts(
    { measure, code }: Parameters<Session['clockParts']>[0],
    signal?: AbortSignal,
  ): ReturnType<Session['clockParts']> {
    const { clockCode, sampled } = await import('./clock/clockParts.ts');
    const followed = code ? await (await this.sessionCode(signal)).followed(signal) : undefined;
    return { ...(followed && { code: clockCode(followed) }), ...(measure ? sampled() : {}) };
  }

  async rows(query: RowQuery, signal?: AbortSignal): Promise<RowWindow> {
    const { preview } = this.state.image;
    if (preview !== undefined) {
      const window = await previewRows(this.state.report, preview, query);
      if (window !== undefined) return window;
      await this.readWhole(signal);
    }
    return (await this.queries(query.table, signal)).rows(query);
  }

  async detail(table: TableId, index: number, signal?: AbortSignal): ReturnType<Session['detail']> {
    await this.readWhole(signal);
    const section = sectionOfStrings(table);
    if (section !== undefined) {
      const { table: strings } = await (await this.sessionStrings(signal)).found(section, signal);
      return rowDetail(this.state.report.subject, strings, index);
    }
    return isCodeTable(table)
      ? (await this.sessionCode(signal)).detail(table, index, signal)
      : detailView(this.state.report, table, index);
  }

  async consumer(id: string, signal?: AbortSignal): ReturnType<Session['consumer']> {
    await this.readWhole(signal);
    const { subject } = this.state.report;
    const finding = subject.findings.find((each) => each.id === id);
    return finding && consumerDetailView(subject, finding);
  }

  async chains(
    kind: 'gnu' | 'sysv',
    start: number,
    count: number,
    filter = '',
    signal?: AbortSignal,
  ): ReturnType<Session['chains']> {
    await this.readWhole(signal);
    const { subject } = this.state.report;
    if (filter.trim() === '') return chainViews(subject, kind, start, count);
    const queries = await this.queries(kind === 'gnu' ? 'gnuBuckets' : 'sysvBuckets', signal);
    return chainViews(subject, kind, start, count, await queries.indices(filter));
  }

  async bloom(start: number, count: number, signal?: AbortSignal): ReturnType<Session['bloom']> {
    await this.readWhole(signal);
    return bloomViews(this.state.report.subject, start, count);
  }

  async bytes(offset: number, length: number, signal?: AbortSignal): ReturnType<Session['bytes']> {
    const { size } = this.input.source;
    const { start, end } = asked(offset, length, size, size);
    const reading = this.input.source.read(start, Math.min(end - start, MAX_BYTES));
    const bytes = await unlessAborted(reading, signal);
    return bytesView(this.words, start, bytes, end - start);
  }

  async copy(query: CopyQuery, signal?: AbortSignal): Promise<Copy> {
    await this.readWhole(signal);
    return (await this.queries(query.table, signal)).copy(query);
  }

  async locate(query: RowQuery, index: number, signal?: AbortSignal): Promise<number> {
    await this.readWhole(signal);
    return (await this.queries(query.table, signal)).locate(query, index);
  }

  async find(table: TableId, name: string, consumer = '', signal?: AbortSignal): Promise<number> {
    await this.readWhole(signal);
    return (await this.queries(table, signal)).find(name, consumer);
  }

  async resolveAddress(address: PastedAddress, signal?: AbortSignal): Promise<AddressView> {
    await this.readWhole(signal);
    const { subject } = this.state.report;
    return addressView(subject, address, await resolveInProcess(subject, address, this.scheduler(signal)));
  }

  async fieldsAt(offset: number, signal?: AbortSignal): Promise<BytePlaceView> {
    await this.readWhole(signal);
    return bytePlaceView(this.state.report.subject, asked(offset, 1, Number.MAX_SAFE_INTEGER, 1).start);
  }

  async lookUp(query: LookupQuery, signal?: AbortSignal): Promise<LookupView> {
    const { text, consumer, release } = query;
    const wanted = parseName(text);
    if (wanted === undefined)
      throw new SessionError('notAName', { text: shortened(text, MAX_TEXT_SHOWN), most: MAX_NAME });
    await this.readWhole(signal);
    const { subject } = this.state.report;
    const who =
      consumer === undefined ? [] : [{ id: consumer, ...(release === undefined ? {} : { release }) }];
    return lookupView(subject, await this.scheduler(signal).run(lookUp(subject, wanted, who)));
  }

  async compared(code: boolean, signal?: AbortSignal): Promise<ComparedImage> {
    await this.readWhole(signal);
    const read = code ? await (await this.sessionCode(signal)).comparable(signal) : undefined;
    const { comparedImage } = await import('../report/comparison/makeCompared.ts');
    return comparedImage(this.state.report, read);
  }

  async budgetedJson(options: BudgetedOptions, signal?: AbortSignal): Promise<string> {
    await this.readWhole(signal);
    return this.scheduler(signal).run(budgetedReport(inEnglish(this.state.report), options));
  }

  async *export(format: ExportFormat, signal?: AbortSignal): ReturnType<Session['export']> {
    await this.readWhole(signal);
    const scheduler = this.scheduler(signal);
    const report = inEnglish(this.state.report);
    const chunks = format === 'json' ? reportJson(report) : reportText(report);
    for (const chunk of chunks) {
      if (scheduler.due) await scheduler.yieldIfDue();
      yield chunk.slice();
    }
  }

  async dispose(): Promise<void> {
    this.closed.abort();
    this.state.orders.clear();
    await this.input.source.dispose();
  }

  /** What the preview left out is read once, for as long as the session is open; whoever needs it waits. */
  private readWhole(signal: AbortSignal | undefined): Promise<void> {
    this.reading ??= this.replacePreview();
    return unlessAborted(this.reading, signal);
  }

  private async replacePreview(): Promise<void> {
    const { options } = this.state;
    const scheduler = this.scheduler();
    const image = await readImage(this.input, { symtab: options.symtab, scheduler });
    const own = await ownOf(this.input, image, scheduler);
    this.state = await sessionStateOf(this.input, this.words, image, own, options, scheduler);
  }

  private async queries(table: TableId, signal?: AbortSignal): Promise<TableQueries> {
    if (isCodeTable(table))
      return (await this.sessionCode(signal)).queries(table, this.scheduler(signal), signal);
    const section = sectionOfStrings(table);
    if (section !== undefined) {
      const found = await (await this.sessionStrings(signal)).found(section, signal);
      return new TableQueries(
        found.table,
        found.orders,
        this.scheduler(signal),
        this.words.session,
        () => undefined,
      );
    }
    const { report, orders } = this.state;
    return new TableQueries(
      report.table(table),
      orders,
      this.scheduler(signal),
      this.words.session,
      () => inEnglish(report).table(table),
      (of, index) => rowView(report, of, index),
    );
  }

  /** Sections of the image as it is now. */
  private async sessionStrings(signal?: AbortSignal): Promise<SessionStrings> {
    await this.readWhole(signal);
    const { SessionStrings } = await import('./strings/sessionStrings.ts');
    const { report } = this.state;
    if (this.stringed?.report !== report)
      this.stringed = { report, strings: new SessionStrings(report, this.words, this.input.source) };
    return this.stringed.strings;
  }

  /** Loaded when it is first asked for: it is as large as all the rest. */
  private async sessionCode(signal?: AbortSignal): Promise<SessionCode> {
    await this.readWhole(signal);
    const { SessionCode } = await import('./code/sessionCode.ts');
    const { report } = this.state;
    if (this.coded?.report !== report)
      this.coded = { report, code: new SessionCode(report.subject, this.words, this.input.source) };
    return this.coded.code;
  }

  private scheduler(signal?: AbortSignal): SliceScheduler {
    return new SliceScheduler(this.closed.signal, signal);
  }
}
