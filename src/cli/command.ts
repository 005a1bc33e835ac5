/** What the command line asks for. */
import type { UserClock } from '../code/userClocks.ts';
import type { KernelImage } from '../consumers/catalog/kernelImages.ts';
import type { Selection } from '../consumers/model.ts';
import type { NameWanted } from '../consumers/verdict/lookUpName.ts';
import type { Requirement } from '../consumers/verdict/requirements.ts';
import type { MatrixRows } from '../report/comparison/matrix.ts';
import type { PastedAddress } from '../report/facts/parseAddress.ts';
import type { FormatOf } from './formats.ts';
import type { Shell } from './options.ts';

export type ImageWanted =
  | { readonly kind: 'live' }
  | { readonly kind: 'process'; readonly pid: number }
  | FileWanted;

export interface FileWanted {
  readonly kind: 'file';
  readonly path: string;
  /** The image of this number or name, where the file or folder holds images. */
  readonly inside?: string;
  /** It was said once for several files: one that holds no images is meant itself. */
  readonly saidOnce?: boolean;
}

export interface Inspect {
  readonly kind: 'inspect';
  readonly image: ImageWanted;
  /** summary: neither a format nor a part of the report was asked for. */
  readonly format: FormatOf<'inspect'>;
  readonly selection: Selection;
  readonly asVdso: boolean;
  readonly symtab: boolean;
  /** Write names of C++ and Rust as in the source, too. */
  readonly demangle: boolean;
  readonly replay: boolean;
  readonly sha256: boolean;
  /** A Go program whose own keys are looked up in the image, in place of those of the image's process. */
  readonly program?: string;
  readonly dump?: string;
  /** The dump may replace a file. */
  readonly force: boolean;
  /** Say what lies there, in place of the report. */
  readonly addresses: readonly PastedAddress[];
  /** Say what is known of these names, in place of the report. */
  readonly names: readonly string[];
  /** Look these names up as the selected consumers do, in place of the report. */
  readonly lookups: readonly NameWanted[];
  /** Say what these bytes of the file belong to, in place of the report. */
  readonly bytes: readonly number[];
  /** Write the strings of these sections, named or by index, in place of the report. */
  readonly strings: readonly string[];
  /** Consumers were named, so that each step of theirs is of interest. */
  readonly named: boolean;
  /** Also what the code does. */
  readonly code: boolean;
  /** As text, what it does for each clock, in place of the report. */
  readonly clocks: boolean;
  /** Names or addresses of code to write out, in place of the report. */
  readonly disassemble: readonly string[];
}

export interface Check {
  readonly kind: 'check';
  /** At least one; several are files. */
  readonly images: readonly ImageWanted[];
  readonly format: FormatOf<'check'>;
  readonly selection: Selection;
  readonly required: readonly Requirement[];
  /** Also a line for each that is not fulfilled, in the form in which compilers name a file's errors. */
  readonly lines: boolean;
  /** Clocks that must be served without the kernel, where the machine lets them. */
  readonly userClocks: readonly UserClock[];
}

export interface AtlasArguments {
  readonly kind: 'atlas';
  readonly format: FormatOf<'atlas'>;
  readonly selection: Selection;
  /** Consumers were named: their keys are wanted too. */
  readonly keys: boolean;
  readonly images: readonly KernelImage[];
}

/** Why clock calls are slow, in this process or in another. */
export interface ClockArguments {
  readonly kind: 'clock';
  readonly image: Exclude<ImageWanted, { readonly kind: 'file' }>;
  readonly format: FormatOf<'clock'>;
  readonly selection: Selection;
}

/** Two images, or saved reports about them. */
export interface DiffArguments {
  readonly kind: 'diff';
  readonly from: ImageWanted;
  readonly to: ImageWanted;
  readonly format: FormatOf<'diff'>;
  readonly selection: Selection;
  readonly asVdso: boolean;
  /** Also the parts themselves, line by line. */
  readonly full: boolean;
}

/** Many of them, a column each. */
export interface MatrixArguments {
  readonly kind: 'matrix';
  /** Files and folders, in their order. */
  readonly files: readonly FileWanted[];
  readonly live: boolean;
  readonly rows: MatrixRows;
  /** A file of its own, or one of the others. */
  readonly baseline?: FileWanted;
  readonly format: FormatOf<'matrix'>;
  readonly selection: Selection;
  readonly asVdso: boolean;
}

export type Command =
  | Inspect
  | Check
  | DiffArguments
  | MatrixArguments
  | ClockArguments
  | AtlasArguments
  | { readonly kind: 'completions'; readonly shell: Shell }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' };
