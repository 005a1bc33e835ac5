/** What a hover is asked about besides the name. */
import type { LiveLookups } from './liveImage.ts';

/** The live image, or why there is none. */
export type Live =
  | { readonly kind: 'image'; readonly image: LiveLookups }
  | { readonly kind: 'none'; readonly reason: string };

export interface HoverContext {
  readonly path: string;
  readonly isGo: boolean;
  /** Release of Go whose keys are looked up where the file has none; undefined for the newest. */
  readonly release?: string;
  readonly live: Live;
  /** Someone else's hover shows declarations and constants beside this one. */
  readonly besideGopls?: boolean;
  /** The constant under the cursor is marked as wrong, which the same hover shows. */
  readonly marked?: boolean;
}
