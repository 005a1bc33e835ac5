/**
 * Texts for the parts of VS Code that parse them, so that a name from a file stays that name. Each function answers
 * one parser. A reader sees the same text; what cannot be written otherwise gets a backslash that is seen.
 */
import { shown } from '../elf/bytes/printable.ts';

/**
 * VS Code's parser of linked text (vs/base/common/linkedText.ts) reads `[label](command:id)` in notifications and in
 * what stands below an input box. It knows no escape, so the backslash between the brackets is seen. Which schemes
 * become links differs between releases, and the Markdown of lists takes any: none is let through.
 */
const LINK = /\](?=\()/g;

/** VS Code's parser of labels with icons (vs/base/browser/ui/iconLabel/iconLabels.ts); its escape is not seen. */
const ICON = /\$\([a-z0-9-]+(?:~[a-z]+)?\)/gi;

/** For notifications and the titles of their progress: links are parsed, icons are not. */
export function withoutLinks(text: string): string {
  return shown(text).replace(LINK, ']\\');
}

/** For the status bar: icons are parsed, links are not. */
export function withoutIcons(text: string): string {
  return shown(text).replace(ICON, '\\$&');
}

/**
 * For input boxes (links, then icons) and for lists: these parse icons, and show the text once more, as Markdown, when
 * it is pointed at. A progress title, too: a notification that is hidden goes on in the status bar.
 */
export function withoutLinksAndIcons(text: string): string {
  return withoutLinks(text).replace(ICON, '\\$&');
}
