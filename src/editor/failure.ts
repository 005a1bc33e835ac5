/** Why there is no image, as a view with a sentence and what can be done instead. */
import type * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';
import type { ActionId, FailureView } from '../protocol.ts';
import { byteSize } from '../report/format.ts';
import { SourceError } from '../sources/sourceError.ts';
import { actionLabels, editorSentences } from './english.ts';
import { UnknownAddress, WholeFileQuestion } from './openImage.ts';
import { scheme } from './vdsoUri.ts';

export function failureView(uri: vscode.Uri, error: unknown): FailureView {
  const name = shown(uri.path.slice(uri.path.lastIndexOf('/') + 1));
  if (error instanceof WholeFileQuestion) {
    const sentence = editorSentences.tooLarge(name, byteSize(error.size));
    return {
      title: name,
      sentence,
      actions: [{ id: 'retry', label: editorSentences.readItWhole }, ...labelled(['openFile'])],
    };
  }
  if (error instanceof UnknownAddress) {
    const sentence =
      error.imageName === undefined
        ? editorSentences.unknownAddress(shown(uri.path))
        : editorSentences.unknownLiveName(name, error.imageName);
    return { title: name, sentence, actions: labelled(['openLive', 'openFile']) };
  }
  const sentence = shown(error instanceof Error ? error.message : String(error));
  return { title: name, sentence, actions: labelled(actionsFor(uri, error)) };
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
  return ids.map((id) => ({ id, label: actionLabels[id] }));
}
