/** A page that is of no image: what was chosen last, and all that is asked of its table. */
import type { ReportTable } from '../report/tables/table.ts';
import type { DetailView } from '../report/viewModel/detail.ts';
import type { RowQuery, RowWindow } from '../report/viewModel/table.ts';
import type { PageChoice, TablePageView } from '../report/viewModel/tablePage.ts';
import type { Copy, CopyQuery, ExportFormat } from './model.ts';
import { OrderCache } from './rows/order.ts';
import { SliceScheduler } from './rows/sliceScheduler.ts';
import { TableQueries } from './rows/tableQueries.ts';
import { english, type SessionWords } from './words.ts';

/** What a choice comes to. */
export interface Chosen<Choice extends PageChoice> {
  readonly choice: Choice;
  readonly table: ReportTable;
}

interface Last<Made> {
  readonly made: Made;
  /** Of its table alone. */
  readonly orders: OrderCache;
}

/** Whatever takes a signal rejects with a SessionError "cancelled" when it aborts, and leaves everything as it was. */
export abstract class TablePage<
  Choice extends PageChoice = PageChoice,
  Made extends Chosen<Choice> = Chosen<Choice>,
> {
  protected readonly words: SessionWords;
  /** What the last choice came to. */
  private last: Last<Made> | undefined;

  constructor(words: SessionWords) {
    this.words = words;
  }

  /** @param wanted what it names that is not known counts as not chosen */
  async choose(wanted: Partial<Choice>, signal?: AbortSignal): Promise<TablePageView & { choice: Choice }> {
    return this.page((await this.chosen(wanted, signal)).made);
  }

  async rows(query: RowQuery, signal?: AbortSignal): Promise<RowWindow> {
    return (await this.queries(signal)).rows(query);
  }

  async copy(query: CopyQuery, signal?: AbortSignal): Promise<Copy> {
    return (await this.queries(signal)).copy(query);
  }

  async locate(query: RowQuery, index: number, signal?: AbortSignal): Promise<number> {
    return (await this.queries(signal)).locate(query, index);
  }

  async find(name: string, signal?: AbortSignal): Promise<number> {
    return (await this.queries(signal)).find(name);
  }

  /** @param column of the table: one of those that answer, or of those before them, which stand for the whole row */
  async detail(index: number, column = 0, signal?: AbortSignal): Promise<DetailView | undefined> {
    return this.detailOf(await this.current(signal), index, column);
  }

  /** What the terminal writes for the same choice. */
  async export(format: ExportFormat, signal?: AbortSignal): Promise<readonly Uint8Array[]> {
    const scheduler = new SliceScheduler(signal);
    const pieces: Uint8Array[] = [];
    for (const piece of await this.exported(await this.current(signal), format, scheduler)) {
      // It is good until the next is asked for.
      pieces.push(piece.slice());
      if (scheduler.due) await scheduler.yieldIfDue();
    }
    return pieces;
  }

  protected abstract known(wanted: Partial<Choice>, signal?: AbortSignal): Choice | Promise<Choice>;
  protected abstract make(choice: Choice, scheduler: SliceScheduler, signal?: AbortSignal): Promise<Made>;
  protected abstract page(made: Made): TablePageView & { choice: Choice };
  protected abstract detailOf(made: Made, index: number, column: number): DetailView | undefined;
  protected abstract exported(
    made: Made,
    format: ExportFormat,
    scheduler: SliceScheduler,
  ): Iterable<Uint8Array> | Promise<Iterable<Uint8Array>>;
  /** As JSON has it, whatever language it is shown in. */
  protected abstract inEnglish(
    made: Made,
    scheduler: SliceScheduler,
  ): ReportTable | undefined | Promise<ReportTable | undefined>;

  protected async current(signal?: AbortSignal): Promise<Made> {
    return (await this.latest(signal)).made;
  }

  private async chosen(wanted: Partial<Choice>, signal?: AbortSignal): Promise<Last<Made>> {
    const choice = await this.known(wanted, signal);
    const { last } = this;
    if (last !== undefined && JSON.stringify(last.made.choice) === JSON.stringify(choice)) return last;
    const made = await this.make(choice, new SliceScheduler(signal), signal);
    this.last = { made, orders: new OrderCache() };
    return this.last;
  }

  private async latest(signal?: AbortSignal): Promise<Last<Made>> {
    return this.last ?? this.chosen({}, signal);
  }

  private async queries(signal?: AbortSignal): Promise<TableQueries> {
    const { made, orders } = await this.latest(signal);
    const scheduler = new SliceScheduler(signal);
    return new TableQueries(made.table, orders, scheduler, this.words.session, () =>
      this.words === english ? made.table : this.inEnglish(made, scheduler),
    );
  }
}
