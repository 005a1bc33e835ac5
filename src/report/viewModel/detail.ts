import type { FieldView } from './fields.ts';
import type { ReplayView } from './replay.ts';
import type { StringsTableId } from './tableId.ts';

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
