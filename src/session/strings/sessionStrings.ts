/** Strings of the sections of an opened image, looked for when they are asked for. */
import { shown } from '../../elf/bytes/printable.ts';
import type { ByteSource } from '../../elf/imageSource.ts';
import { MAX_STRING_BYTES, MAX_STRINGS, sectionStrings } from '../../report/facts/sectionStrings.ts';
import { hasStrings, stringBytes } from '../../report/facts/stringSections.ts';
import { repeated } from '../../report/format.ts';
import type { Report } from '../../report/report.ts';
import { stringsTable } from '../../report/tables/strings.ts';
import type { ReportTable } from '../../report/tables/table.ts';
import type { ChoiceView } from '../../report/viewModel/choices.ts';
import type { StringsView } from '../../report/viewModel/strings.ts';
import { unlessAborted } from '../cancellation.ts';
import { SharedTask } from '../code/sharedTask.ts';
import { OrderCache } from '../rows/order.ts';
import { SliceScheduler } from '../rows/sliceScheduler.ts';
import type { SessionWords } from '../words.ts';

/** Sections that a reader may choose from. */
export const MAX_SECTIONS_OFFERED = 1000;
/** Sections whose strings are kept: each may have 64 MiB. */
const KEPT = 2;

interface Found {
  readonly table: ReportTable;
  readonly orders: OrderCache;
  readonly note?: string;
}

export class SessionStrings {
  readonly #report: Report;
  readonly #words: SessionWords;
  readonly #source: ByteSource;
  readonly #tasks = new Map<number, SharedTask<Found>>();

  constructor(report: Report, words: SessionWords, source: ByteSource) {
    this.#report = report;
    this.#words = words;
    this.#source = source;
  }

  /** @param section its index; of one without bytes, and of 0, the one that most likely has some is taken */
  async view(section: number, signal?: AbortSignal): Promise<StringsView | undefined> {
    const { image } = this.#report.subject;
    const sections = this.#sections();
    const index = hasStrings(image, section) ? section : Number(this.#likely(sections)?.value ?? 0);
    if (index === 0) return undefined;
    const { table, note } = await this.found(index, signal);
    return { title: this.#nameOf(index), table: table.view, sections, ...(note !== undefined && { note }) };
  }

  /** Strings of a section, each looked for once. */
  found(section: number, signal?: AbortSignal): Promise<Found> {
    let task = this.#tasks.get(section);
    if (task === undefined) {
      task = new SharedTask((withdrawn) => this.#look(section, withdrawn));
      for (const oldest of this.#tasks.keys()) {
        if (this.#tasks.size < KEPT) break;
        this.#tasks.delete(oldest);
      }
      this.#tasks.set(section, task);
    }
    return task.wait(signal);
  }

  async #look(section: number, signal: AbortSignal): Promise<Found> {
    const { image } = this.#report.subject;
    const range = stringBytes(image, section) ?? { offset: 0, length: 0 };
    const found = await unlessAborted(
      sectionStrings(this.#source, range, new SliceScheduler(signal)),
      signal,
    );
    return {
      table: stringsTable(this.#words, section, found),
      orders: new OrderCache(),
      ...(found.looked < range.length && {
        note: this.#words.session.stringsCut(found.looked, range.length, {
          bytes: MAX_STRING_BYTES,
          strings: MAX_STRINGS,
        }),
      }),
    };
  }

  #sections(): readonly ChoiceView[] {
    const { image } = this.#report.subject;
    const offered: ChoiceView[] = [];
    for (let at = 1; at < image.sections.length && offered.length < MAX_SECTIONS_OFFERED; at++)
      if (hasStrings(image, at)) offered.push({ value: String(at), text: `${this.#nameOf(at)} (${at})` });
    return offered;
  }

  #likely(sections: readonly ChoiceView[]): ChoiceView | undefined {
    const named = (name: string) =>
      sections.find(
        ({ value }) => this.#report.subject.image.sections.at(Number.parseInt(value, 10))?.name === name,
      );
    return named('.rodata') ?? named('.comment') ?? sections[0];
  }

  #nameOf(index: number): string {
    return shown(repeated(this.#report.subject.image.sections.at(index)?.name ?? ''));
  }
}
