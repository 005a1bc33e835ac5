/** "Declared in `src/runtime/vdso_linux.go`": whether the tree has that file, and the name in it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Reading } from './reading.ts';

const told = /Declared in ((?:`[^`]+`(?: and |, )?)+)\./;

/** What is told of a name and is not so. @param top the folder of the package */
export async function notDeclared({ hovered }: Reading, top: string): Promise<readonly string[]> {
  const places = new Set<string>();
  for (const { file, name, text = '' } of hovered) {
    // The tree's own top: usr/share/go-1.27.
    const root = file.slice(0, Math.max(0, file.indexOf('/src/')));
    for (const [, where = ''] of told.exec(text)?.[1]?.matchAll(/`([^`]+)`/g) ?? [])
      places.add(`${path.join(root, where)} ${name.replace(/^m_/, '')}`);
  }
  const wrong: string[] = [];
  for (const place of places) {
    const [file = '', name = ''] = place.split(' ');
    const source = await readFile(path.join(top, file), 'utf8').catch(() => '');
    // With a keyword, in a list of names, or in a block or a struct; assembly declares by TEXT.
    const declared = new RegExp(
      `^(?:\\s*(?:func|type|var|const)\\s+(?:\\w+, )*|\\s+(?:\\w+, )*)${name}\\b(?!\\s*(?::=|\\())|^func ${name}\\(`,
      'm',
    );
    if (!declared.test(source)) wrong.push(place);
  }
  return wrong;
}
