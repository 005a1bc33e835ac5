/** Why there is no image, as a view with a sentence and what can be done instead. */
import type * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';
import { type ForeignFormat, isTextFormat } from '../elf/problems/foreignFormat.ts';
import { sentenceOf } from '../plainText/errors.ts';
import type { ActionId, FailureView } from '../protocol.ts';
import type { SessionFailures } from '../session/failures.ts';
import { SessionError } from '../session/sessionError.ts';
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
