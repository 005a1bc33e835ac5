/** The lines of the process picker. Names and commands are other programs' texts: shown escaped. */
import { shown } from '../elf/printable.ts';
import type { Runtime } from '../session/processProgram.ts';
import type { ProcessEntry } from '../sources/processList.ts';
import { sentences } from './english.ts';

export interface ProcessItem {
  readonly pid: number;
  readonly label: string;
  readonly description: string;
  /** The command, or why the process cannot be read. */
  readonly detail: string;
  readonly readable: boolean;
}

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
  const user = uid === undefined ? undefined : (users.get(uid) ?? sentences.userNumber(uid));
  const parts = [String(pid), user, runtimeText(runtime), own ? sentences.ownProcess : undefined];
  const readable = refusal === undefined;
  return {
    pid,
    label: `${readable ? '' : '$(circle-slash) '}${plain(name)}`,
    description: plain(parts.filter((part) => part !== undefined).join(' · ')),
    detail: plain(refusal?.message ?? command),
    readable,
  };
}

function runtimeText(runtime: Runtime | undefined): string | undefined {
  switch (runtime?.kind) {
    case 'go':
      return runtime.goVersion.replace(/^go(?=\d)/, 'Go ');
    case 'libc':
      return runtime.name;
    case 'static':
      return sentences.staticProgram;
    case undefined:
      return undefined;
  }
}

/** Escaped, and without what VS Code would draw as an icon: "$(name)". */
function plain(text: string): string {
  return shown(text).replace(/\$\([\w~-]+\)/g, '\\$&');
}
