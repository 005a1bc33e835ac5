/** Looking a name up. */
import type { Outcome } from '../../consumers/model.ts';
import type { FieldView } from './fields.ts';
import type { ReplayView } from './replay.ts';
import type { Tone } from './tone.ts';

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
