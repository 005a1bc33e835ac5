import type { BuiltImage, Shape } from '../support/elf/index.ts';
import type { TableName } from '../support/view.ts';

/** One damage to a good image, and what must come of it. */
export interface DamageCase {
  /** The damage in words: the test's name. */
  readonly name: string;
  /** What is damaged: fullImage unless said otherwise. */
  readonly image?: (shape: Shape) => BuiltImage;
  readonly damage: (image: BuiltImage) => BuiltImage;
  /** Problem code that must be reported. */
  readonly code: string;
  /** Field or table that the problem's byte range must touch; without it the problem need not have a range. */
  readonly at?: string;
  /** The sentence need not say the number that one field was damaged to: it says what follows from it. */
  readonly unsaid?: true;
  /** What may look different: whole tables, or fields of one (`symbols:fullName`). Everything else must not. */
  readonly changes: readonly (TableName | `${TableName}:${string}`)[];
  /** Shapes in which the damage makes sense; all by default. */
  readonly in?: (shape: Shape) => boolean;
}

export const SYSV: readonly TableName[] = ['sysvHash', 'sysvBuckets', 'sysvChains', 'sysvHistogram'];
export const GNU: readonly TableName[] = ['gnuHash', 'gnuBloom', 'gnuBuckets', 'gnuChains', 'gnuHistogram'];
export const NAMES_OF_VERSIONS = ['symbols:fullName'] as const;

/** No address of the image, in either class. */
export const NOWHERE = 0x70000000n;
/** No number of anything that an image of a few kilobytes can have. */
export const HUGE = 0x7fffffffn;
