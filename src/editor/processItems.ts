/** The lines of the process picker. */
import { sentenceIn } from '../elf/codedError.ts';
import { type ListItem, listItem } from '../plainText/listItem.ts';
import type { Runtime } from '../session/program/processProgram.ts';
import type { ProcessEntry } from '../sources/processList.ts';
import type { EditorWords } from './catalogues.ts';

export interface ProcessChoice {
  readonly pid: number;
  readonly readable: boolean;
}

/** Its detail is the command, or why the process cannot be read. */
export type ProcessItem = ListItem<ProcessChoice>;

/** Those that can be read first; in each part the newest first, for those are what one looks for. */
export function processItems(
  words: EditorWords,
  entries: readonly ProcessEntry[],
  users: ReadonlyMap<number, string>,
  runtimes: ReadonlyMap<number, Runtime>,
): readonly ProcessItem[] {
  const newestFirst = entries.toSorted((a, b) => b.pid - a.pid);
  const items = newestFirst.map((entry) => item(words, entry, users, runtimes.get(entry.pid)));
  return [...items.filter(({ readable }) => readable), ...items.filter(({ readable }) => !readable)];
}

function item(
  words: EditorWords,
  { pid, own, name, command, uid, refusal }: ProcessEntry,
  users: ReadonlyMap<number, string>,
  runtime: Runtime | undefined,
): ProcessItem {
  const user = uid === undefined ? undefined : (users.get(uid) ?? words.userNumber(uid));
  const parts = [String(pid), user, runtimeText(words, runtime), own ? words.ownProcess : undefined];
  const readable = refusal === undefined;
  const entry = {
    ...(readable ? {} : { icon: 'circle-slash' }),
    label: name,
    description: parts.filter((part) => part !== undefined).join(' · '),
    detail: refusal === undefined ? command : sentenceIn(words.language, refusal),
  };
  return listItem(entry, { pid, readable });
}

function runtimeText(words: EditorWords, runtime: Runtime | undefined): string | undefined {
  switch (runtime?.kind) {
    case 'go':
      return runtime.goVersion === '' ? 'Go' : runtime.goVersion.replace(/^go(?=\d)/, 'Go ');
    case 'libc':
      return runtime.name;
    case 'packed':
      return words.packedProgram(runtime.packer);
    case 'static':
      return words.staticProgram;
    case undefined:
      return undefined;
  }
}
