/** What a view that narrows itself and the filter above it tell each other. */

/** How many of how many are left; a sentence where nothing can be. */
export type Narrowed = { readonly found: number; readonly of: number; readonly problem?: string };

/** A view shows all again, because something that was hidden had to be shown: an event of its element. */
export const UNFILTERED = 'unfiltered';
