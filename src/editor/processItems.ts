/** The lines of the process picker. */
import { type ListItem, listItem } from '../plainText/listItem.ts';
import type { Runtime } from '../session/program/processProgram.ts';
import type { ProcessEntry } from '../sources/processList.ts';
import { editorSentences } from './english.ts';

export interface ProcessChoice {
  readonly pid: number;
  readonly readable: boolean;
}

/** Its detail is the command, or why the process cannot be read. */
export type ProcessItem = ListItem<ProcessChoice>;

/** Those that can be read first; in each part the newest first, for those are what one looks for. */
export function processItems(
  entries: readonly ProcessEntry[],
  users: ReadonlyMap<number, string>,
  runtimes: ReadonlyMap<number, Runtime>,
): readonly ProcessItem[] {
  const newestFirst = entries.toSorted((a, b) => b.pid - a.pid);
  const items = newestFirst.map((entry) => item(entry, users, runtimes.get(entry.pid)));
  return [...items.filter(({ readable }) => readable), ...items.filter(({ readable }) => !readable)];
}

function item(
  { pid, own, name, command, uid, refusal }: ProcessEntry,
  users: ReadonlyMap<number, string>,
  runtime: Runtime | undefined,
): ProcessItem {
  const user = uid === undefined ? undefined : (users.get(uid) ?? editorSentences.userNumber(uid));
  const parts = [String(pid), user, runtimeText(runtime), own ? editorSentences.ownProcess : undefined];
  const readable = refusal === undefined;
  const entry = {
    ...(readable ? {} : { icon: 'circle-slash' }),
    label: name,
    description: parts.filter((part) => part !== undefined).join(' · '),
    detail: refusal?.message ?? command,
  };
  return listItem(entry, { pid, readable });
}

function runtimeText(runtime: Runtime | undefined): string | undefined {
  switch (runtime?.kind) {
    case 'go':
      return runtime.goVersion === '' ? 'Go' : runtime.goVersion.replace(/^go(?=\d)/, 'Go ');
    case 'libc':
      return runtime.name;
    case 'packed':
      return editorSentences.packedProgram(runtime.packer);
    case 'static':
      return editorSentences.staticProgram;
    case undefined:
      return undefined;
  }
}
