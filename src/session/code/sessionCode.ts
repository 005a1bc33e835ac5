/** What is asked of the code of an opened image. Loaded with the first question about it. */
import { comparableCode } from '../../code/comparable/comparableCode.ts';
import type { FunctionCode, ImageCode } from '../../code/imageCode.ts';
import { demangle } from '../../demangle/demangle.ts';
import { hex } from '../../elf/bytes/hex.ts';
import { shown } from '../../elf/bytes/printable.ts';
import type { ByteSource } from '../../elf/imageSource.ts';
import type { CodeRead } from '../../report/comparison/makeCompared.ts';
import { makeSubject, type Subject } from '../../report/subject.ts';
import { toldAddress } from '../../report/tables/functions.ts';
import { withSourceName } from '../../report/tables/sourceName.ts';
import type { ReportTable } from '../../report/tables/table.ts';
import type { CodeView } from '../../report/viewModel/code.ts';
import type { DetailView } from '../../report/viewModel/detail.ts';
import type { InstructionQuery, InstructionWindow } from '../../report/viewModel/instructions.ts';
import type { CodeTableId } from '../../report/viewModel/tableId.ts';
import { asked } from '../../report/views/asked.ts';
import { type CodeFacts, codeTables, codeView, functionDetail } from '../../report/views/codeView.ts';
import { rowDetail } from '../../report/views/detail/detail.ts';
import { instructionView } from '../../report/views/instructionViews.ts';
import { OrderCache } from '../rows/order.ts';
import { SliceScheduler } from '../rows/sliceScheduler.ts';
import { TableQueries } from '../rows/tableQueries.ts';
import { english, type SessionWords } from '../words.ts';
import { ImageListing, type ListingOptions } from './imageListing.ts';
import { InstructionList } from './instructionList.ts';
import { originalOf } from './original.ts';
import { type CodePart, PART, partAt } from './parts.ts';

/** Instructions of one window: more is asked for in pieces. */
const MAX_INSTRUCTIONS_SHOWN = 1000;
/** Listings whose rows are kept, each some tens of kilobytes. */
const KEPT_LISTS = 8;

export class SessionCode {
  readonly #subject: Subject;
  readonly #words: SessionWords;
  readonly #code: ImageListing;
  readonly #lists = new Map<bigint, InstructionList>();
  /** What was told last, of functions that were followed or not. */
  #told:
    | { readonly followed: boolean; readonly tables: readonly ReportTable[]; readonly orders: OrderCache }
    | undefined;

  constructor(subject: Subject, words: SessionWords, source: ByteSource, options?: ListingOptions) {
    this.#subject = subject;
    this.#words = words;
    const original = () => originalOf(subject.image, subject.source);
    this.#code = new ImageListing(subject.image, source, { original, ...options });
  }

  /** @param follow whether the ways of all exported functions are to be followed, of a large image, too */
  async view(follow: boolean, signal?: AbortSignal): Promise<CodeView> {
    await this.#followed(follow, signal);
    return codeView(this.#subject, this.#facts(), this.#tables().tables);
  }

  /** What all exported functions do, as far as the budget of one image goes. */
  followed(signal?: AbortSignal): Promise<ImageCode> {
    return this.#code.all.wait(signal);
  }

  /** As it is held against another image's. */
  async comparable(signal?: AbortSignal): Promise<CodeRead> {
    const followed = await this.followed(signal);
    const { listing, functions, naming } = this.#code;
    const scheduler = new SliceScheduler(signal);
    const instructions = await comparableCode(listing, functions, naming, followed.patched, scheduler);
    return { followed, instructions };
  }

  async queries(id: CodeTableId, scheduler: SliceScheduler, signal?: AbortSignal): Promise<TableQueries> {
    await this.#followed(false, signal);
    const { orders } = this.#tables();
    const inEnglish = (): ReportTable | undefined =>
      codeTables(makeSubject({ ...this.#subject, words: english }), this.#facts()).find(
        (each) => each.id === id,
      );
    return new TableQueries(
      this.#table(id),
      orders,
      scheduler,
      this.#words.session,
      inEnglish,
      (table, index) => withSourceName(table, table.row(index)),
    );
  }

  async detail(id: CodeTableId, index: number, signal?: AbortSignal): Promise<DetailView> {
    await this.#followed(false, signal);
    if (id !== 'functions') return rowDetail(this.#subject, this.#table(id), index);
    const facts = this.#facts();
    const own = await this.#code.codeOf(index, signal);
    return functionDetail(this.#subject, facts, index, own);
  }

  async instructions(query: InstructionQuery, signal?: AbortSignal): Promise<InstructionWindow> {
    const { words } = this.#subject;
    const { words: say } = words.code;
    const place = placeOf(query.place);
    const part = place === undefined ? undefined : await partAt(this.#code, place);
    if (place === undefined || part === undefined) {
      const none = { row: 0, rowCount: 0, arrowColumns: 0, start: 0, rows: [] };
      return { from: '', title: query.place, about: '', note: say.noCode(query.place), ...none };
    }
    await this.#followed(false, signal);
    const list = await this.#list(part, signal);
    const own = part.position === undefined ? undefined : await this.#code.codeOf(part.position, signal);
    const { start, end } = asked(query.start, query.count, list.length, MAX_INSTRUCTIONS_SHOWN);
    const lines = await list.rows(this.#code, start, end);
    const facts = this.#listingFacts(list, own);
    return {
      from: hex(part.from | part.odd),
      ...this.#head(list, own),
      row: list.rowAt(place) ?? 0,
      rowCount: list.length,
      arrowColumns: list.arrows.columns,
      start,
      rows: lines.map((line, at) => instructionView(facts, line, start + at)),
    };
  }

  #head(
    list: InstructionList,
    own: FunctionCode | undefined,
  ): Pick<InstructionWindow, 'title' | 'about' | 'note' | 'before' | 'after' | 'functionIndex'> {
    const { words } = this.#subject;
    const { words: say } = words.code;
    const { position, start, whole, from, odd } = list.part;
    const { listing, functions } = this.#code;
    const { machine } = listing.disassembler;
    const symbol = position === undefined ? undefined : functions.at(position)?.symbol;
    const told = toldAddress(listing.stretches, start);
    const begin = from - start;
    const end = begin + BigInt(list.bytes);
    const section = listing.stretchAt(start)?.section;
    const notes = [
      ...(machine.family === 'unknown'
        ? [words.code.incomplete({ code: 'machine', machine: this.#subject.image.header.machine })]
        : []),
      ...(end - begin < whole ? [say.part(begin, end, whole)] : []),
    ];
    const about = [
      told,
      words.elf.byteSize(whole),
      ...(section === undefined ? [] : [shown(section)]),
      ...(own === undefined ? [] : [words.code.paths[own.path]]),
    ];
    return {
      title: symbol === undefined ? told : shown(demangle(symbol.name) ?? symbol.name),
      about: about.join(' · '),
      ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
      ...(begin > 0n ? { before: hex(this.#beginOf(start, begin / PART - 1n) | odd) } : {}),
      ...(end < whole ? { after: hex((start + end) | odd) } : {}),
      ...(position === undefined ? {} : { functionIndex: position }),
    };
  }

  /** Where a part of a function begins, as far as that is known. */
  #beginOf(start: bigint, number: bigint): bigint {
    const begin = start + number * PART;
    return this.#code.boundaries.get(begin) ?? begin;
  }

  #listingFacts(list: InstructionList, own: FunctionCode | undefined) {
    const { image, words } = this.#subject;
    const { listing } = this.#code;
    return {
      words,
      image,
      arrows: list.arrows,
      rowAt: (address: bigint) => list.rowAt(address),
      reachedFrom: (row: number) => list.reachedFrom(row),
      told: (address: bigint) => toldAddress(listing.stretches, address),
      isCode: (address: bigint) => listing.stretchAt(address) !== undefined,
      code: own,
      odd: list.part.odd,
    };
  }

  async #list(part: CodePart, signal: AbortSignal | undefined): Promise<InstructionList> {
    const known = this.#lists.get(part.from);
    if (known !== undefined) return known;
    const made = await InstructionList.of(this.#code, part, new SliceScheduler(signal));
    const { start, from } = part;
    const behind = ((from - start) / PART + 1n) * PART;
    if (made.bytes > 0 && from - start + BigInt(made.bytes) >= behind)
      this.#code.boundaries.set(start + behind, from + BigInt(made.bytes));
    for (const oldest of this.#lists.keys()) {
      if (this.#lists.size < KEPT_LISTS) break;
      this.#lists.delete(oldest);
    }
    this.#lists.set(part.from, made);
    return made;
  }

  async #followed(follow: boolean, signal: AbortSignal | undefined): Promise<void> {
    if (follow || this.#code.small) await this.#code.all.wait(signal);
  }

  #facts(): CodeFacts {
    const { all, functions, listing, exported } = this.#code;
    const code = all.result;
    const followed = code && new Map(code.functions.map((each) => [each.symbol.value, each]));
    return { index: functions, stretches: listing.stretches, followed, code, exported };
  }

  #tables() {
    const followed = this.#code.all.result !== undefined;
    if (this.#told?.followed !== followed)
      this.#told = { followed, tables: codeTables(this.#subject, this.#facts()), orders: new OrderCache() };
    return this.#told;
  }

  #table(id: CodeTableId): ReportTable | undefined {
    return this.#tables().tables.find((each) => each.id === id);
  }
}

/** As places are told: an address in hexadecimal. */
function placeOf(text: string): bigint | undefined {
  return /^0x[\da-f]{1,16}$/.test(text) ? BigInt(text) : undefined;
}
