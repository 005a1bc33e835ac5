/** Why there is no image, as a view with a sentence and what can be done instead. */
import type * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';
import { type ForeignFormat, isTextFormat } from '../elf/problems/foreignFormat.ts';
import { displayLanguage } from '../plainText/displayLanguage.ts';
import { sentenceOf } from '../plainText/errors.ts';
import type { ActionId, FailureView } from '../protocol.ts';
import type { SessionFailures } from '../session/failures.ts';
import { SessionError } from '../session/sessionError.ts';
import { sessionLanguages } from '../session/words.ts';
import { SourceError } from '../sources/sourceError.ts';
import { editorWords } from './display.ts';
import { EditorError } from './editorError.ts';
import { fileName, UnknownAddress, WholeFileQuestion } from './openImage.ts';
import { ownerParts, parsePath, scheme } from './vdsoUri.ts';

export function failureView(uri: vscode.Uri, error: unknown): FailureView {
  const title = fileName(uri);
  const sentence = shown(sentenceOf(error));
  if (error instanceof WholeFileQuestion) {
    const retry = { id: 'retry', label: editorWords.readItWhole } as const;
    return { title, sentence, actions: [retry, ...labelled(['openFile'])] };
  }
  if (error instanceof EditorError && (error.code === 'isContainer' || error.code === 'innerGone')) {
    return { title, sentence, actions: labelled(['listImages', 'retry', 'openFile', 'showLog']) };
  }
  if (error instanceof UnknownAddress) {
    return { title, sentence, actions: labelled(['openLive', 'openFile']) };
  }
  return { title, sentence, actions: labelled(actionsFor(uri, error)) };
}

function actionsFor(uri: vscode.Uri, error: unknown): readonly ActionId[] {
  const actions = new Set<ActionId>();
  if (uri.scheme !== scheme && mayBeText(error)) actions.add('openText');
  const remedies: readonly ActionId[] = error instanceof SourceError ? error.remedies : ['openFile', 'retry'];
  for (const remedy of remedies) actions.add(remedy);
  actions.add('showLog');
  return [...actions];
}

/** Where the file itself can be read, the text editor may fare better than we did; what is known to be no text it cannot show. */
function mayBeText(error: unknown): boolean {
  if (error instanceof SourceError) return false;
  if (!(error instanceof SessionError) || error.code !== 'notElf') return true;
  const { problem } = error.args as SessionFailures['notElf'];
  return isTextFormat(problem.args['format'] as ForeignFormat);
}

function labelled(ids: readonly ActionId[]): FailureView['actions'] {
  return ids.map((id) => ({ id, label: editorWords.actions[id] }));
}

/** A process without a vDSO has a clock all the same, and a slow one: why is told in the place of its page. */
export async function clockOfNoImage(uri: vscode.Uri, error: unknown): Promise<readonly string[]> {
  const none = error instanceof SourceError && (error.code === 'noVdso' || error.code === 'baseNotMapped');
  const path = none && uri.scheme === scheme ? parsePath(uri.path) : undefined;
  if (path?.kind !== 'image') return [];
  const { process } = ownerParts(path.owner);
  const { clockWithoutImage } = await import('../session/clock/sessionClock.ts');
  const words = await sessionLanguages.read(displayLanguage);
  return clockWithoutImage(words, process === 'live' ? undefined : process);
}
