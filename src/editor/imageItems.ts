/** The lines of the list of images. */
import type * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';
import type { InnerImage } from '../elf/innerImage.ts';
import { type ListItem, listItem } from '../plainText/listItem.ts';
import { headerAbiText, type Words } from '../report/words.ts';

export interface ImageChoice {
  /** Where it is to be opened. */
  readonly uri: vscode.Uri;
  /** All that are listed are meant, and not one. */
  readonly all?: boolean;
}

/** "linux-vdso.so.1 — x86-64 · Linux 6.12.9 · 8.0 KiB", and below it where it lies. */
export function imageItem(words: Words, image: InnerImage, uri: vscode.Uri): ListItem<ImageChoice> {
  const { name, header, kernel, size, members, index } = image;
  const facts = [
    headerAbiText(words, header),
    ...(kernel === undefined ? [] : [`Linux ${shown(kernel)}`]),
    words.elf.byteSize(size),
  ];
  return listItem(
    {
      icon: 'file-binary',
      label: name === '' ? `#${index + 1}` : shown(name),
      description: facts.join(' · '),
      detail: members.map(shown).join(': '),
    },
    { uri },
  );
}
