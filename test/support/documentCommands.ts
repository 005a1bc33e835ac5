/** The commands that a document gives, as they stand in its code blocks marked `sh`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** One a line, without comments and line ends that go on. */
export function commandsOf(document: string): readonly string[] {
  const text = readFileSync(path.join(root, document), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
}
