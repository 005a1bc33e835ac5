/** Why there is no image, as a view with a sentence and what can be done instead. */
import type * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';
import { sentenceOf } from '../plainText/errors.ts';
import type { ActionId, FailureView } from '../protocol.ts';
import { SourceError } from '../sources/sourceError.ts';
import { editorWords } from './display.ts';
import { fileName, UnknownAddress, WholeFileQuestion } from './openImage.ts';
import { scheme } from './vdsoUri.ts';

export function failureView(uri: vscode.Uri, error: unknown): FailureView {
  const title = fileName(uri);
  const sentence = shown(sentenceOf(error));
  if (error instanceof WholeFileQuestion) {
    const retry = { id: 'retry', label: editorWords.readItWhole } as const;
    return { title, sentence, actions: [retry, ...labelled(['openFile'])] };
  }
  if (error instanceof UnknownAddress) {
    return { title, sentence, actions: labelled(['openLive', 'openFile']) };
  }
  return { title, sentence, actions: labelled(actionsFor(uri, error)) };
}

function actionsFor(uri: vscode.Uri, error: unknown): readonly ActionId[] {
  const actions = new Set<ActionId>();
  // Where the file itself can be read, the text editor may fare better than we did.
  if (uri.scheme !== scheme && !(error instanceof SourceError)) actions.add('openText');
  const remedies: readonly ActionId[] = error instanceof SourceError ? error.remedies : ['openFile', 'retry'];
  for (const remedy of remedies) actions.add(remedy);
  actions.add('showLog');
  return [...actions];
}

function labelled(ids: readonly ActionId[]): FailureView['actions'] {
  return ids.map((id) => ({ id, label: editorWords.actions[id] }));
}
