/**
 * What a face shows: plain data made of display strings, so that the webview, the terminal and the
 * hovers format nothing themselves. Everything here survives structured clone and JSON.
 */
import type { Outcome } from '../consumers/model.ts';
import type { QuickFilter } from './filterTerm.ts';

/** Tables of an image. */
export type ImageTableId =
  | 'symbols'
  | 'symtab'
  | 'versions'
  | 'gnuBuckets'
  | 'gnuBloom'
  | 'sysvBuckets'
  | 'keys'
  | 'segments'
  | 'sections'
  | 'dynamic'
  | 'relocations'
  | 'notes'
  | 'problems';

/** Tables of what the code does: made when the code is looked at. */
export type CodeTableId = 'functions' | 'clockPaths' | 'patched';

/** The strings of a section, by its index: looked for when the table is first asked for. */
export type StringsTableId = `strings/${number}`;

/** Tables of pages that are of no image. */
export type PageTableId = 'atlas' | 'matrix';

/** Tables that there is one of. */
export type SingleTableId = ImageTableId | CodeTableId | PageTableId;

export type TableId = SingleTableId | StringsTableId;

export interface ColumnView {
  readonly id: string;
  readonly title: string;
  /** One sentence for the header's tooltip. */
  readonly explain: string;
  readonly align: 'start' | 'end';
  /** Shown in the editor's monospace font (numbers, names, hex). */
  readonly mono: boolean;
  /** Typical width in characters; the last 'wide' column takes what is left. */
  readonly width: number;
  readonly sortable: boolean;
  /** Shown only where a reader has chosen it. */
  readonly hidden?: true;
  /** Sentences, which take two lines. */
  readonly wraps?: true;
}

export interface TableView {
  readonly id: TableId;
  readonly title: string;
  readonly columns: readonly ColumnView[];
  /** All rows, before any filter. */
  readonly rowCount: number;
  /** Shown when there are none: why, and what that means. */
  readonly emptyText: string;
  /** The first row that answers something, where others come before it: the first symbol that is defined here. */
  readonly opensAt?: number;
  /** Words that ask a question of their own in a filter of this table. */
  readonly quickFilters?: readonly QuickFilter[];
}

/** Emphasis of a row or chip: always accompanied by words or an icon, never colour alone. */
export type Tone = 'good' | 'warn' | 'bad' | 'muted' | 'plain';

export interface RowView {
  /** Index in the unsorted, unfiltered table: the row's identity. */
  readonly index: number;
  readonly cells: readonly string[];
  /** Of each cell that is one, else null (JSON knows no undefined): it has its drawing beside its words. */
  readonly outcomes?: readonly (Outcome | null)[];
  /** Positions of cells that are not as what they are held against: marked, beside what their words say. */
  readonly others?: readonly number[];
  readonly tone?: Tone;
  /** The name of a symbol as the image has it, where its cell has that of the source. */
  readonly mangled?: { readonly cell: number; readonly name: string };
  /** Parts of cells that lead somewhere, those of one cell in their order. */
  readonly links?: readonly CellLinkView[];
  /** File range of the row's bytes. */
  readonly offset?: number;
  readonly length?: number;
}

export interface RowQuery {
  readonly table: TableId;
  /** As it is typed, see docs/filter.md. */
  readonly filter: string;
  readonly sort?: { readonly column: string; readonly descending: boolean };
  readonly start: number;
  readonly count: number;
}

export interface RowWindow {
  readonly table: TableId;
  readonly start: number;
  readonly rows: readonly RowView[];
  /** Rows after the filter. */
  readonly matchCount: number;
  readonly rowCount: number;
  /** Texts that the filter looks for, in lower case, in all columns or in one: to be marked. */
  readonly marks?: readonly { readonly text: string; readonly column?: string }[];
  /** Why the filter finds nothing: a sentence. */
  readonly problem?: string;
}

/**
 * A table, a row of it or those of its rows that a filter lets through, the page of a consumer, the ELF header, or
 * another image of the same process by its number: 0 lists those that lie in this file. Of a matrix a cell, by its row
 * and its column in the table: the image there, or the comparison of that one with the baseline.
 */
export type LinkTarget = PlaceTarget | ElsewhereTarget;

/** What the page shows itself. */
export type PlaceTarget =
  | { readonly table: ImageTableId; readonly index?: number; readonly filter?: string }
  | { readonly consumer: string }
  | { readonly part: 'header' };

/** What the host opens. */
export type ElsewhereTarget =
  | { readonly image: number }
  | { readonly row: number; readonly column: number; readonly opens: 'image' | 'comparison' };

export interface LinkView {
  /** As it stands in the value that it is a part of. */
  readonly text: string;
  readonly to: LinkTarget;
}

export interface CellLinkView extends LinkView {
  /** Position of the cell. */
  readonly cell: number;
}

export interface FieldView {
  readonly label: string;
  readonly value: string;
  /** What the field is, for a tooltip; '' where the label says it all. */
  readonly explain: string;
  readonly offset?: number;
  readonly length?: number;
  /** Parts of the value that lead somewhere, in their order. */
  readonly links?: readonly LinkView[];
}

export interface FactView extends FieldView {
  readonly tone: Tone;
}

export interface StepView {
  readonly text: string;
  readonly result: 'pass' | 'fail' | 'info';
  readonly offset?: number;
  readonly length?: number;
}

export interface ReplayView {
  readonly title: string;
  readonly outcome: Outcome;
  readonly why: string;
  readonly steps: readonly StepView[];
  /** Whose it is, where that has a page of its own. */
  readonly consumer?: string;
  /** Shows it in a terminal. */
  readonly command?: string;
}

/** What lies at an address. */
export interface AddressView {
  /** As understood: "0x7ffd1234". */
  readonly address: string;
  /** "__vdso_clock_gettime + 0x12" */
  readonly title: string;
  /** How it was taken, whether it is beyond the symbol's end, the symbol's other names. */
  readonly notes: readonly string[];
  /** The symbol's row. */
  readonly row?: { readonly table: 'symbols' | 'symtab'; readonly index: number };
}

/** What a byte of the file belongs to. */
export interface BytePlaceView {
  readonly offset: string;
  /** Most specific first. */
  readonly fields: readonly {
    /** "st_value of symbol 6 (__vdso_time)" */
    readonly text: string;
    /** "0x1d8 – 0x1e0 · 8 bytes" */
    readonly bytes: string;
    readonly offset: number;
    readonly length: number;
    readonly row?: { readonly table: ImageTableId; readonly index: number };
  }[];
  /** Set where nothing has it. */
  readonly note?: string;
}

/** A name to look up, "NAME" or "NAME@VERSION", and who looks for it; nobody where no consumer is named. */
export interface LookupQuery {
  readonly text: string;
  readonly consumer?: string;
  readonly release?: string;
}

/** What comes of looking a name up. */
export interface LookupView {
  /** As it was understood: "__vdso_time@LINUX_2.6". */
  readonly title: string;
  /** Both hashes, and where each leads in its table. */
  readonly fields: readonly FieldView[];
  /** Of a name that is not there: that it is not, and what may have been meant. */
  readonly notes: readonly string[];
  /** Names that may have been meant, to look up in its place: as the image has them, and as they are shown. */
  readonly nearest: readonly { readonly name: string; readonly text: string }[];
  /** Row of `symbols` that has the name. */
  readonly symbolIndex?: number;
  readonly buckets: readonly { readonly kind: 'gnu' | 'sysv'; readonly bucket: number }[];
  readonly searches: readonly {
    readonly consumer: string;
    readonly release: string;
    /** "musl 1.2.6" */
    readonly label: string;
    readonly outcome: Outcome;
    readonly tone: Tone;
    readonly outcomeText: string;
    readonly paragraphs: readonly string[];
    readonly fields: readonly FieldView[];
    /** The search for the name, for its node, and how the consumer reads the image before. */
    readonly replays: readonly ReplayView[];
  }[];
}

/** Everything about one row, shown below or beside its table. */
export interface DetailView {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** C declaration of a vDSO function. */
  readonly prototype?: string;
  readonly fields: readonly FieldView[];
  readonly replays: readonly ReplayView[];
  /** Where its code is, to be disassembled (see InstructionQuery). */
  readonly code?: string;
  /** A section whose strings can be looked for. */
  readonly strings?: StringsTableId;
}

/** Strings of a section. */
export interface StringsView {
  /** The section's name. */
  readonly title: string;
  readonly table: TableView;
  /** Set where not all of it was looked through. */
  readonly note?: string;
  /** Sections that may have strings. */
  readonly sections: readonly ChoiceView[];
}

/** Rows of a hex view, 16 bytes each. */
export interface BytesView {
  readonly title: string;
  readonly rows: readonly { readonly offset: string; readonly hex: string; readonly ascii: string }[];
  /** Set when only the first part is shown. */
  readonly note?: string;
}

export interface ChipView {
  readonly consumer: string;
  readonly release: string;
  /** "Go 1.27" */
  readonly label: string;
  readonly outcome: Outcome;
  /** "2 of 3 keys" */
  readonly text: string;
  /** The whole sentence. */
  readonly tooltip: string;
  readonly tone: Tone;
}

export interface KeyView {
  readonly variable: string;
  readonly symbol: string;
  readonly version: string;
  readonly outcome: Outcome;
  readonly tone: Tone;
  readonly outcomeText: string;
  readonly why: string;
  readonly fallback: string;
  /** Value, address in process N, table and bucket. */
  readonly fields: readonly FieldView[];
  /** Hash constants and whether they are right, indices. */
  readonly more: readonly FieldView[];
  readonly replay: ReplayView;
  /** Row of `symbols` it resolves to. */
  readonly symbolIndex?: number;
}

/** A consumer's verdict. */
export interface ConsumerView {
  readonly id: string;
  readonly release: string;
  readonly releases: readonly string[];
  readonly name: string;
  /** It takes the image as a whole and looks no name up: its keys are needs, with words in the place of the symbol. */
  readonly wholeImage?: true;
  /** It is the file itself, or a library of its process, with keys of its own. */
  readonly program?: true;
  readonly arch: string;
  readonly outcome: Outcome;
  readonly tone: Tone;
  readonly outcomeText: string;
  readonly why: string;
}

/** All of one consumer; asked for when it is looked at, because the replays of all of them are large. */
export interface ConsumerDetailView extends ConsumerView {
  readonly version?: KeyView;
  readonly keys: readonly KeyView[];
  /** How this consumer reads the image before it looks for a key. */
  readonly preparation: ReplayView;
  readonly quirks: readonly string[];
}

/** A region of the memory map; start and end are fractions of the whole strip (0..1). */
export interface MapRegionView {
  readonly label: string;
  readonly kind: 'mapping' | 'segment' | 'table' | 'section' | 'gap';
  /** Strip 0 is the mapping or file, 1 the segments, 2 the tables and sections. */
  readonly lane: number;
  readonly start: number;
  readonly end: number;
  /** "0x2a8 – 0x2e4 · 60 bytes" */
  readonly text: string;
  readonly offset?: number;
  readonly length?: number;
}

export interface HashView {
  readonly kind: 'gnu' | 'sysv';
  readonly title: string;
  readonly fields: readonly FieldView[];
  /** How many buckets hold chains of a length; length 0 is an empty bucket. */
  readonly histogram: readonly {
    readonly chainLength: number;
    readonly buckets: number;
    readonly text: string;
  }[];
  /** Runtime keys and the bucket each lands in. */
  readonly keys: readonly {
    readonly bucket: number;
    readonly symbol: string;
    readonly text: string;
    readonly tone: Tone;
  }[];
  readonly bucketTable: ImageTableId;
  readonly bloomTable?: ImageTableId;
}

/** One bucket as drawn: the chain's entries in order. Comes with rows of gnuBuckets and sysvBuckets. */
export interface ChainView {
  readonly bucket: number;
  readonly entries: readonly {
    readonly symbolIndex: number;
    readonly name: string;
    readonly hash: string;
    /** "Go · vdsoClockgettimeSym" for runtime keys, '' otherwise. */
    readonly lookedUpBy: string;
    readonly last: boolean;
  }[];
  /** Set when the chain is longer than what is drawn, or damaged. */
  readonly note?: string;
}

/** Bloom words as drawn: which bits are set. */
export interface BloomView {
  readonly index: number;
  /** Hexadecimal word, and its bits from the least significant one as '0'/'1'. */
  readonly word: string;
  readonly bits: string;
}

/** Why clock calls are slow, or are not. */
export interface ClockView {
  readonly verdict: 'user' | 'kernel' | 'unclear';
  readonly tone: Tone;
  readonly text: string;
  /** How, and when in milliseconds since the epoch. */
  readonly measured?: { readonly text: string; readonly at: number };
  /** Why the figures of the process that measures say nothing of this one. */
  readonly leftOut?: string;
  readonly causes: readonly {
    readonly code: string;
    readonly tone: Tone;
    /** "slow", "may be slow", "no cause" */
    readonly effect: string;
    readonly text: string;
    /** A file, and what it says. */
    readonly evidence?: string;
    /** Where the code is that it speaks of (see InstructionQuery). */
    readonly place?: string;
  }[];
  /** Commands are for a POSIX shell. */
  readonly advice: readonly { readonly text: string; readonly command?: string }[];
  /** Stands where there is none. */
  readonly noAdvice: string;
  /** What the header says from now on. */
  readonly fact: FactView;
}

export interface ImageSummary {
  /**
   * Set on a preview of a large image: why only the symbols are there, in their order in the image. Nothing was
   * checked yet, so that `health` says nothing of problems.
   */
  readonly checking?: string;
  /** The file's name; of an image without a file its soname. */
  readonly title: string;
  /** Set where the image calls itself otherwise than its file is called. */
  readonly soname?: string;
  /** What a reader must know first of where it comes from, one fact each: "live", "x86-64", "Linux 6.18.44". */
  readonly brief: readonly string[];
  /** "live, process 4711 (extension host)" */
  readonly origin: string;
  /** "x86-64 · ELF64 LE · 8.0 KiB" */
  readonly format: string;
  readonly role: 'vdso' | 'elf';
  /** True when consumers were evaluated although the role is elf. */
  readonly asVdso: boolean;
  /** Kernel note, build id, provider, clock source and what it means. */
  readonly facts: readonly FactView[];
  /** Of `facts`, whether this machine's clock source lets clock calls stay in user space. */
  readonly clock?: FactView;
  /** The worst outcome first. */
  readonly chips: readonly ChipView[];
  readonly consumers: readonly ConsumerView[];
  /** That of the dynamic symbols first. */
  readonly tables: readonly TableView[];
  readonly header: readonly FieldView[];
  readonly hashes: readonly HashView[];
  readonly memoryMap: {
    readonly fromLabel: string;
    readonly toLabel: string;
    readonly regions: readonly MapRegionView[];
    /** Set when regions are too many to draw: how many are not. */
    readonly note?: string;
  };
  readonly health: {
    readonly tone: Tone;
    /** In a word or two: "Healthy", "1 error, 2 warnings". */
    readonly short: string;
    /** The whole sentence. */
    readonly text: string;
    readonly errors: number;
    readonly warnings: number;
    readonly notes: number;
  };
  /** Set when a .symtab exists and was not loaded: "184,835 more symbols in .symtab". */
  readonly symtabOffer?: string;
}

/** What the code does, as far as it was followed. */
export interface CodeView {
  /** Functions first; clocks and patched sites where there are some. */
  readonly tables: readonly TableView[];
  /** The functions whose ways were followed, to be drawn to the scale of the longest. */
  readonly ribbon: readonly RibbonLaneView[];
  /** What is said of all: of clocks, of hypervisors, of a machine that nobody reads. */
  readonly notes: readonly string[];
  /** Set where ways are followed only when somebody wants it: how many functions that is about. */
  readonly offer?: string;
}

export interface RibbonLaneView {
  /** All names of the function. */
  readonly name: string;
  /** "user space, or the kernel where it must" */
  readonly text: string;
  readonly tone: Tone;
  /** To disassemble it (see InstructionQuery). */
  readonly place: string;
  readonly regions: readonly RibbonRegionView[];
}

/** Part of a function; start and end are fractions of the longest one (0..1). */
export interface RibbonRegionView {
  readonly kind: 'way' | 'unreached' | 'loop' | 'counter' | 'kernel';
  readonly start: number;
  readonly end: number;
  /** "enters the kernel: clock_gettime · 0xb12" */
  readonly text: string;
  readonly place: string;
}

/** Instructions to show. */
export interface InstructionQuery {
  /** An address in hexadecimal; all of the function that holds it is shown. */
  readonly place: string;
  readonly start: number;
  readonly count: number;
}

/** Where an instruction's address leads. */
export interface CodeLinkView {
  /** "__vdso_time+0x1f" */
  readonly text: string;
  /** To disassemble it; absent for data. */
  readonly place?: string;
  /** Its row, where it is of the same listing. */
  readonly row?: number;
  /** File range, of data in the file. */
  readonly offset?: number;
  readonly length?: number;
}

export interface InstructionView {
  /** "0xaf0" */
  readonly address: string;
  readonly bytes: string;
  /** "lea rax, [rip - 0x3f80]" */
  readonly assembly: string;
  readonly link?: CodeLinkView;
  /** What else is to be said: how far it jumps, from where it is reached, what a relocation writes into it. */
  readonly note: string;
  /** It enters the kernel or reads a counter: marked, beside the words of the note. */
  readonly mark?: 'kernel' | 'counter';
  /** For each column of the drawing what of a jump's line passes the row: bits of ARROW (report/arrows.ts). */
  readonly arrows: readonly number[];
  /** File range. */
  readonly offset: number;
  readonly length: number;
}

/** A function, or 64 KiB of a longer one, as instructions. */
export interface InstructionWindow {
  /** Of the first row: another address of the same listing has the same. */
  readonly from: string;
  readonly title: string;
  /** Address, size, section, and what its ways come to. */
  readonly about: string;
  /** Why no instructions are shown, or which part of a long function this is. */
  readonly note?: string;
  /** Places of the parts before and behind. */
  readonly before?: string;
  readonly after?: string;
  /** Its row of the table of functions. */
  readonly functionIndex?: number;
  /** Row of the place that was asked for. */
  readonly row: number;
  readonly rowCount: number;
  /** Columns that the drawing of jumps has. */
  readonly arrowColumns: number;
  readonly start: number;
  readonly rows: readonly InstructionView[];
}

/** What a page of no image is about, by the ids of its lists to choose from. */
export type PageChoice = Readonly<Record<string, string>>;

/** What the page of the atlas is about: kernels of one architecture, and all runtimes or the releases of one. */
export type AtlasChoice = {
  readonly arch: string;
  /** A consumer's id, '' for all of them. */
  readonly consumer: string;
  /** One of its releases, '' for all of them. */
  readonly release: string;
};

/** What the page of the matrix is about. */
export type MatrixChoice = {
  /** One of `MATRIX_ROWS`. */
  readonly rows: string;
  /** Id of the image that the others are held against, '' for none. */
  readonly baseline: string;
  /** '' for all rows, 'differing' for those that are not the same everywhere. */
  readonly shown: string;
};

export interface ChoiceView {
  readonly value: string;
  readonly text: string;
}

/** A page that is of no image: lists to choose from, and a table of what was chosen. */
export interface TablePageView {
  readonly title: string;
  /** What the answers are made of: what that is called, and sentences. */
  readonly about: { readonly title: string; readonly paragraphs: readonly string[] };
  /** As it was asked for, where there is such a thing. */
  readonly choice: PageChoice;
  readonly lists: readonly ChoiceListView[];
  readonly table: TableView;
  /** The cell whose details stand beside the table, where there is room, when it is shown for the first time. */
  readonly opensAt?: { readonly row: number; readonly column: number };
  /** What its host needs to bring the page back, kept with its state. */
  readonly kept?: readonly string[];
}

export interface ChoiceListView {
  readonly id: string;
  readonly label: string;
  readonly options: readonly ChoiceView[];
  /** Another list, which has other options with each of these. */
  readonly clears?: string;
}
