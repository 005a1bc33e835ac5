/** Instructions of a function. */

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
