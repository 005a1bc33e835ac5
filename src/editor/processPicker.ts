/** "Inspect vDSO of a Process…": the list at once, what each process runs as it becomes known. */
import { list } from '../elf/english.ts';
import { createPicker, separator } from '../plainText/inputs.ts';
import type { PlainItem } from '../plainText/listItem.ts';
import type { Log } from '../plainText/log.ts';
import { type Runtime, recognizeProcess } from '../session/program/processProgram.ts';
import type { FileReader } from '../sources/fileReader.ts';
import { nodeFiles } from '../sources/nodeFiles.ts';
import { nodeProcFs } from '../sources/nodeProcFs.ts';
import { listProcesses, type ProcessEntry } from '../sources/processList.ts';
import { readUserNames } from '../sources/userNames.ts';
import { editorWords } from './display.ts';
import { type ProcessChoice, type ProcessItem, processItems } from './processItems.ts';

/** Milliseconds between two updates of the list. */
const UPDATE_MS = 150;
/** Programs looked at together. */
const TOGETHER = 4;

/** The process chosen; undefined when none was. Rejects with a SourceError when there is no list. */
export async function pickProcess(log: Log): Promise<number | undefined> {
  const picker = createPicker<ProcessChoice>();
  picker.title = editorWords.pickProcessTitle;
  picker.placeholder = editorWords.pickProcess;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.keepScrollPosition = true;
  picker.busy = true;
  let open = true;
  const chosen = new Promise<number | undefined>((resolve) => {
    picker.onDidAccept(() => {
      // The first one when several fit, as Enter takes it.
      resolve(picker.selectedItems[0]?.pid ?? picker.activeItems[0]?.pid);
      picker.hide();
    });
    picker.onDidHide(() => {
      open = false;
      resolve(undefined);
    });
  });
  picker.show();
  try {
    const [entries, users] = await Promise.all([listProcesses(nodeProcFs), readUserNames(nodeProcFs)]);
    log.info(`Listed ${entries.length} processes, of which cannot be read: ${refusals(entries)}.`);
    const runtimes = new Map<number, Runtime>();
    const update = () => {
      const active = picker.activeItems[0]?.pid;
      picker.items = withSeparators(processItems(editorWords, entries, users, runtimes));
      const same = picker.items.find(({ pid }) => pid !== undefined && pid === active);
      if (same !== undefined) picker.activeItems = [same];
    };
    if (open) update();
    let known = 0;
    const timer = setInterval(() => {
      if (!open || runtimes.size === known) return;
      known = runtimes.size;
      update();
    }, UPDATE_MS);
    void recognizeAll(nodeFiles, entries, runtimes, () => open).finally(() => {
      clearInterval(timer);
      if (!open) return;
      update();
      picker.busy = false;
    });
    return await chosen;
  } finally {
    open = false;
    picker.dispose();
  }
}

/** Codes of why processes cannot be read, each with how many. */
function refusals(entries: readonly ProcessEntry[]): string {
  const counts = new Map<string, number>();
  for (const { refusal } of entries) {
    if (refusal !== undefined) counts.set(refusal.code, (counts.get(refusal.code) ?? 0) + 1);
  }
  return list([...counts].map(([code, count]) => `${code} ${count}`)) || '0';
}

/** What the readable processes run, a few at a time, for as long as `wanted`. */
export async function recognizeAll(
  files: FileReader,
  entries: readonly ProcessEntry[],
  runtimes: Map<number, Runtime>,
  wanted: () => boolean = () => true,
): Promise<void> {
  const readable = entries.filter(({ refusal }) => refusal === undefined);
  let next = 0;
  const worker = async () => {
    for (let entry = readable[next++]; entry !== undefined && wanted(); entry = readable[next++]) {
      const runtime = await recognizeProcess(files, entry.pid);
      if (runtime !== undefined) runtimes.set(entry.pid, runtime);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
}

function withSeparators(items: readonly ProcessItem[]): (PlainItem & Partial<ProcessChoice>)[] {
  const lines: (PlainItem & Partial<ProcessChoice>)[] = [...items];
  const firstUnreadable = items.findIndex(({ readable }) => !readable);
  if (firstUnreadable >= 0) lines.splice(firstUnreadable, 0, separator(editorWords.unreadableProcesses));
  return lines;
}
