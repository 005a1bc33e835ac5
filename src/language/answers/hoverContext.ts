/** What a hover is asked about besides the name. */
import type { TreeRelease } from '../source/treeRelease.ts';
import type { LiveLookups } from './liveImage.ts';

/** The live image, or why there is none. */
export type Live =
  | { readonly kind: 'image'; readonly image: LiveLookups }
  | { readonly kind: 'none'; readonly reason: string };

export interface HoverContext {
  readonly path: string;
  /** Of the document, for links into it. */
  readonly uri?: string;
  /** Release of Go that the settings name; undefined: the tree's, or the newest. */
  readonly release?: string;
  /** Of the source tree that the file is in, where it says so. */
  readonly tree?: TreeRelease;
  readonly live: Live;
  /** Someone else's hover shows declarations and constants beside this one. */
  readonly besideGopls?: boolean;
  /** The constant under the cursor is marked as wrong, which the same hover shows. */
  readonly marked?: boolean;
}
