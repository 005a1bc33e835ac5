/** The list of images in a container: it fills while the container is looked through. */
import type * as vscode from 'vscode';
import { displayLanguage } from '../plainText/displayLanguage.ts';
import { createPicker, separator } from '../plainText/inputs.ts';
import { listItem, type PlainItem } from '../plainText/listItem.ts';
import type { Log } from '../plainText/log.ts';
import { inform } from '../plainText/messages.ts';
import { isCancelled } from '../session/cancellation.ts';
import type { Findings, FoundImage } from '../session/containers/look.ts';
import { sessionLanguages } from '../session/words.ts';
import type { ContainerNotice } from '../sources/containers/notices.ts';
import { sourcesWords } from '../sources/words.ts';
import { editorWords } from './display.ts';
import { type ImageChoice, imageItem } from './imageItems.ts';

/** Milliseconds between two updates of the list. */
const UPDATE_MS = 150;
/** Remarks that stand in the list; all of them are logged. */
const REMARKS = 20;

export interface Listed {
  /** What it is called in titles, safe to show. */
  readonly name: string;
  /** Looks through it until the signal aborts. */
  findings(signal: AbortSignal): AsyncGenerator<Findings>;
  /** Keeps what was found; its address. */
  keep(found: FoundImage): vscode.Uri | Promise<vscode.Uri>;
}

/**
 * The address of the image that was chosen, or of the only one; undefined when there is none. Rejects as the look does.
 * @param compare all that are listed are wanted side by side; where there is none, that is not offered
 */
export async function pickImage(
  { name, findings, keep }: Listed,
  log: Log,
  compare?: () => void,
): Promise<vscode.Uri | undefined> {
  const words = sessionLanguages.in(displayLanguage);
  const controller = new AbortController();
  const picker = createPicker<ImageChoice>();
  picker.title = editorWords.imagesTitle(name);
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.keepScrollPosition = true;
  picker.busy = true;
  // Whether a large file is to be read whole is asked in front of it; once something is read it may close as others do.
  picker.ignoreFocusOut = true;
  const chosen = new Promise<vscode.Uri | undefined>((resolve) => {
    picker.onDidAccept(() => {
      const item = picker.selectedItems[0] ?? picker.activeItems[0];
      if (item?.all === true) {
        picker.hide();
        return compare?.();
      }
      if (item?.uri === undefined) return log.show();
      resolve(item.uri);
      picker.hide();
    });
    picker.onDidHide(() => {
      controller.abort();
      resolve(undefined);
    });
  });
  picker.show();
  const items: (PlainItem & ImageChoice)[] = [];
  const remarks: string[] = [];
  let changed = false;
  const update = (): void => {
    if (!changed) return;
    changed = false;
    const active = picker.activeItems[0]?.uri ?? items[0]?.uri;
    const all = compare !== undefined && items.length > 1 ? allItems(items.length) : [];
    picker.items = [...all, ...items, ...remarkItems(remarks)];
    const same = picker.items.find(({ uri }) => uri !== undefined && uri === active);
    if (same !== undefined) picker.activeItems = [same];
  };
  const timer = setInterval(update, UPDATE_MS);
  try {
    const looked = (async (): Promise<vscode.Uri | undefined> => {
      for await (const found of findings(controller.signal)) {
        picker.ignoreFocusOut = false;
        picker.placeholder = found.done
          ? editorWords.pickImage(items.length + found.images.length)
          : looking(name, found);
        for (const each of found.images) items.push(imageItem(words, each.image, await keep(each)));
        for (const notice of found.notices) remarks.push(remark(notice));
        changed ||= found.images.length > 0 || found.notices.length > 0;
      }
      update();
      picker.busy = false;
      for (const each of remarks) log.warn(each);
      if (items.length === 1 && remarks.length === 0) return items[0]?.uri;
      if (items.length > 0) return chosen;
      picker.hide();
      const [first, ...more] = remarks;
      const sentence =
        first === undefined
          ? editorWords.noImages(name)
          : editorWords.noImagesButNotices(name, first, more.length);
      void inform(sentence, editorWords.actions.showLog).then((action) => action && log.show());
      return undefined;
    })();
    looked.catch(() => undefined);
    return await Promise.race([looked, chosen]);
  } catch (error) {
    if (isCancelled(error)) return undefined;
    throw error;
  } finally {
    clearInterval(timer);
    controller.abort();
    picker.dispose();
  }
}

/** Above them: of a long list nobody sees the end. */
function allItems(images: number): (PlainItem & Partial<ImageChoice>)[] {
  const label = editorWords.compareThese(images);
  return [listItem({ icon: 'table', label, description: '', detail: '' }, { all: true })];
}

function looking(name: string, { passed, size }: Findings): string {
  if (size === 0) return editorWords.lookedFolder(name, passed);
  return editorWords.looking(name, Math.min(100, Math.floor((100 * passed) / size)));
}

function remark({ code, args }: ContainerNotice): string {
  const sentences = sourcesWords.in(displayLanguage).containerNotices;
  return (sentences[code] as (args: ContainerNotice['args']) => string)(args);
}

function remarkItems(remarks: readonly string[]): (PlainItem & Partial<ImageChoice>)[] {
  if (remarks.length === 0) return [];
  const items = remarks
    .slice(0, REMARKS)
    .map((sentence) => listItem({ icon: 'circle-slash', label: sentence, description: '', detail: '' }, {}));
  return [separator(editorWords.leftOut), ...items];
}
