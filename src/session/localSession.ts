/** A session in this thread: parses, evaluates and serves rows. The worker runs the same one. */
import type { ConsumerFinding } from '../consumers/model.ts';
import { roleOf } from '../consumers/role.ts';
import { problemSentence } from '../elf/english.ts';
import type { ElfImage, Glance } from '../elf/model.ts';
import { type ReadOptions, readElf } from '../elf/readElf.ts';
import { addressView } from '../report/addressView.ts';
import { type BriefOptions, briefReport } from '../report/brief.ts';
import { bytesView } from '../report/bytesView.ts';
import { bloomViews, chainViews } from '../report/chainViews.ts';
import { consumerDetailView } from '../report/consumerViews.ts';
import { copyRows } from '../report/copy.ts';
import { detailView } from '../report/detail/detail.ts';
import { reportJson } from '../report/json.ts';
import type { Report } from '../report/report.ts';
import { summarizeInSlices } from '../report/summary.ts';
import type { ReportTable } from '../report/table.ts';
import { reportText } from '../report/text.ts';
import type { AddressView, ImageSummary, RowQuery, RowWindow, TableId } from '../report/view.ts';
import { makeReport } from './makeReport.ts';
import type { CancelSignal, CopyQuery, ExportFormat, Session, SessionOptions } from './model.ts';
import type { SessionInput } from './openSession.ts';
import { OrderCache } from './order.ts';
import { Pacer } from './pacer.ts';
import { findProgram } from './programOf.ts';
import { SessionError } from './sessionError.ts';

/** Rows of one window, and bytes of one view: more is asked for in pieces. */
const MAX_ROWS = 10_000;
const MAX_BYTES = 64 * 1024;

/** Rows of one window that a first glance answers. */
const GLANCE_ROWS = 512;

/** Reads and evaluates an image, or takes a first glance at it. Rejects with a SessionError, or as the source does. */
export async function openLocal(input: SessionInput): Promise<LocalSession> {
  const { symtab, asVdso } = input.options;
  let image = await read(input, { symtab, ...(!asVdso && { glance: input.glance }) });
  // Runtimes are asked about all of a vDSO.
  if (image.glance !== undefined && roleOf(image, input.info) === 'vdso')
    image = await read(input, { symtab });
  return new LocalSession(input, image, await programOf(input, image));
}

async function read({ source }: SessionInput, options: ReadOptions): Promise<ElfImage> {
  const result = await readElf(source, options);
  if (result.kind === 'not-elf') throw new SessionError('not-elf', problemSentence(result.problem));
  return result.image;
}

async function programOf(input: SessionInput, image: ElfImage): Promise<ConsumerFinding | undefined> {
  return image.glance === undefined ? findProgram(image, input.source, input.info) : undefined;
}

export class LocalSession implements Session {
  private readonly input: SessionInput;
  private readonly orders = new OrderCache();
  private readonly closed = { aborted: false };
  private program: ConsumerFinding | undefined;
  private image: ElfImage;
  private options: SessionOptions;
  private report: Report;
  /** Made once for each report: several views ask for it. */
  private summarized: { readonly report: Report; readonly summary: ImageSummary } | undefined;
  private reading: Promise<void> | undefined;

  constructor(input: SessionInput, image: ElfImage, program?: ConsumerFinding) {
    this.input = input;
    this.image = image;
    this.program = program;
    this.options = input.options;
    this.report = this.evaluated();
    if (image.glance === undefined) this.reading = Promise.resolve();
  }

  async summary(): Promise<ImageSummary> {
    const { report } = this;
    if (this.summarized?.report === report) return this.summarized.summary;
    const summary = await new Pacer(this.closed).run(summarizeInSlices(report));
    this.summarized = { report, summary };
    return summary;
  }

  async whole(): Promise<ImageSummary> {
    await this.readWhole();
    return this.summary();
  }

  async configure(options: SessionOptions): Promise<ImageSummary> {
    await this.readWhole();
    if (options.symtab !== this.options.symtab)
      this.image = await read(this.input, { symtab: options.symtab });
    this.options = options;
    this.report = this.evaluated();
    // Rows say who looks them up, so an order that was filtered by that is out of date.
    this.orders.clear();
    return this.summary();
  }

  async rows(query: RowQuery, signal?: CancelSignal): Promise<RowWindow> {
    const { glance } = this.image;
    if (glance !== undefined) {
      const window = await this.glanced(query, glance);
      if (window !== undefined) return window;
      await this.readWhole();
    }
    const table = this.report.table(query.table);
    const start = Math.max(0, query.start);
    if (table === undefined) return { table: query.table, start, rows: [], matchCount: 0, rowCount: 0 };
    const order = await this.orders.order(table, query, signal);
    const indices = order.subarray(start, start + Math.min(Math.max(0, query.count), MAX_ROWS));
    return {
      table: query.table,
      start,
      rows: Array.from(indices, (index) => table.row(index)),
      matchCount: order.length,
      rowCount: table.rowCount,
    };
  }

  async detail(table: TableId, index: number): ReturnType<Session['detail']> {
    await this.readWhole();
    return detailView(this.report, table, index);
  }

  async consumer(id: string): ReturnType<Session['consumer']> {
    await this.readWhole();
    const { subject } = this.report;
    const finding = subject.findings.find((each) => each.id === id);
    return finding && consumerDetailView(subject, finding);
  }

  async chains(kind: 'gnu' | 'sysv', start: number, count: number): ReturnType<Session['chains']> {
    await this.readWhole();
    return chainViews(this.report.subject, kind, start, count);
  }

  async bloom(start: number, count: number): ReturnType<Session['bloom']> {
    await this.readWhole();
    return bloomViews(this.report.subject, start, count);
  }

  async bytes(offset: number, length: number): ReturnType<Session['bytes']> {
    const { size } = this.input.source;
    const start = Math.min(Math.max(0, Math.trunc(offset)), size);
    const wanted = Math.min(Math.max(0, Math.trunc(length)), size - start);
    const bytes = await this.input.source.read(start, Math.min(wanted, MAX_BYTES));
    return bytesView(start, bytes, wanted);
  }

  async copy(query: CopyQuery, signal?: CancelSignal): Promise<string> {
    await this.readWhole();
    const table = this.report.table(query.table);
    if (table === undefined) return '';
    const order = await this.orders.order(table, query, signal);
    const start = Math.max(0, query.start);
    const indices = Array.from(order.subarray(start, start + Math.max(0, query.count)));
    return copyRows(table, indices, query.format, query.column);
  }

  async locate(query: RowQuery, index: number): Promise<number> {
    await this.readWhole();
    const table = this.report.table(query.table);
    return table === undefined ? -1 : (await this.orders.order(table, query)).indexOf(index);
  }

  async find(table: TableId, name: string): Promise<number> {
    await this.readWhole();
    const found = this.report.table(table);
    return found === undefined ? -1 : rowNamed(found, name);
  }

  async resolveAddress(address: bigint): Promise<AddressView> {
    await this.readWhole();
    return addressView(this.report.subject, address);
  }

  async brief(options: BriefOptions): Promise<string> {
    await this.readWhole();
    return briefReport(this.report, options);
  }

  async *export(format: ExportFormat, signal?: CancelSignal): ReturnType<Session['export']> {
    await this.readWhole();
    const pacer = new Pacer(signal);
    const chunks = format === 'json' ? reportJson(this.report) : reportText(this.report);
    for (const chunk of chunks) {
      if (pacer.due) await pacer.breathe();
      yield chunk.slice();
    }
  }

  async dispose(): Promise<void> {
    this.closed.aborted = true;
    this.orders.clear();
    await this.input.source.dispose();
  }

  /** Rows as the image has them; undefined for what only the whole can answer. */
  private async glanced(query: RowQuery, glance: Glance): Promise<RowWindow | undefined> {
    const { report } = this;
    const table = report.table('symbols');
    const start = Math.max(0, query.start);
    const count = Math.min(Math.max(0, query.count), (table?.rowCount ?? 0) - start);
    const plain = query.table === 'symbols' && query.sort === undefined && query.filter.trim() === '';
    if (table === undefined || !plain || count > GLANCE_ROWS) return undefined;
    try {
      await glance.load(start, count);
    } catch {
      return undefined;
    }
    const rows = Array.from({ length: Math.max(0, count) }, (_, at) => table.row(start + at));
    return { table: 'symbols', start, rows, matchCount: table.rowCount, rowCount: table.rowCount };
  }

  /** What the first glance left out is read once; whoever needs it waits. */
  private readWhole(): Promise<void> {
    this.reading ??= this.replaceGlance();
    return this.reading;
  }

  private async replaceGlance(): Promise<void> {
    const { symtab } = this.options;
    const pace = new Pacer(this.closed);
    const image = await read(this.input, { symtab, pace });
    pace.check();
    this.program = await programOf(this.input, image);
    this.image = image;
    this.report = this.evaluated();
  }

  private evaluated(): Report {
    const { source, info, host, generator } = this.input;
    return makeReport(
      this.image,
      { ...info, size: source.size },
      host,
      this.options,
      generator,
      this.program,
    );
  }
}

async function rowNamed(table: ReportTable, name: string): Promise<number> {
  const pacer = new Pacer();
  for (let index = 0; index < table.rowCount; index++) {
    if (table.name(index) === name) return index;
    if (index % 1024 === 1023 && pacer.due) await pacer.breathe();
  }
  return -1;
}
