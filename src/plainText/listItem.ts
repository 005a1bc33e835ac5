/** Entries of lists to choose from. */
import type * as vscode from 'vscode';
import { withoutLinksAndIcons } from './escape.ts';

export interface ListEntry {
  /** Name of one of VS Code's icons, before the label. */
  readonly icon?: string;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** Made by `listItem` and `separator`, so that a list holds nothing else. */
export type PlainItem = vscode.QuickPickItem & { readonly isPlain: true };

export type ListItem<Extra> = PlainItem & Omit<ListEntry, 'icon'> & Extra;

/** `extra`: what the list's owner wants to find again in the chosen item. */
export function listItem<Extra extends object>(entry: ListEntry, extra: Extra): ListItem<Extra> {
  const { icon, label, description, detail } = entry;
  return {
    ...extra,
    isPlain: true,
    label: `${icon === undefined ? '' : `$(${icon}) `}${withoutLinksAndIcons(label)}`,
    description: withoutLinksAndIcons(description),
    detail: withoutLinksAndIcons(detail),
  };
}
