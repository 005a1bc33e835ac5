/** Words into options and what is no option. */
import { parseArgs } from 'node:util';
import { shortened, shown } from '../elf/bytes/printable.ts';
import { OPTIONS } from './options.ts';
import { UsageError } from './refusal.ts';

export type Values = ReturnType<typeof parsed>['values'];

function parsed(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
}

/** Characters of options in one word, as in -hV. Node takes longer ones apart in time that grows with their square. */
const LONGEST_GROUP = 16;

export function parseOptions(args: readonly string[]): ReturnType<typeof parsed> {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const group = options.find((word) => /^-[^-]/.test(word) && word.length > LONGEST_GROUP);
  if (group !== undefined) throw new UsageError('unknownOption', { text: shortened(group, LONGEST_GROUP) });
  try {
    return parsed(args);
  } catch (error) {
    // parseArgs says it in a sentence or two; the first one is enough.
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError('notUnderstood', {
      message: shown(message.split('. ')[0] ?? message).replace(/\.$/, ''),
    });
  }
}
