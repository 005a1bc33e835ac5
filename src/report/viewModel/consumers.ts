/** Consumers and their keys. */
import type { Outcome } from '../../consumers/model.ts';
import type { FieldView } from './fields.ts';
import type { ReplayView } from './replay.ts';
import type { Tone } from './tone.ts';

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
