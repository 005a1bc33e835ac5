/**
 * Inlay hints and no CodeLens: a key is one line of a table, and a lens above each line would double the table.
 * A hint stands behind the line, and moves nothing.
 */
import * as vscode from 'vscode';
import { inlayHint } from '../../plainText/marks.ts';
import type { Live } from '../answers/hoverContext.ts';
import { type KeyHint, keyHints } from '../answers/keyHints.ts';
import { revealCommand } from '../answers/markdown.ts';
import { conditionsOf, hashLiteralsOf, namesOf } from '../source/documentFacts.ts';
import { isGo, mentionsVdso } from '../syntax/languages.ts';
import { hints as hintWords } from '../words.ts';
import { goReleaseIn } from './treeReleases.ts';

const setting = 'vdsoExplorer.inlayHints';

export interface InlayHints extends vscode.Disposable {
  /** They are asked for anew. */
  refresh(): void;
}

export function provideInlayHints(selector: vscode.DocumentSelector, live: Promise<Live>): InlayHints {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: changed.event,
    async provideInlayHints(document, range, token) {
      if (vscode.workspace.getConfiguration('', document.uri).get(setting) !== true) return [];
      if (!mentionsVdso(document.getText())) return [];
      const [image, release] = await Promise.all([live, goReleaseIn(document)]);
      return token.isCancellationRequested ? [] : hintsIn(document, range, image, release);
    },
  };
  const provided = vscode.Disposable.from(
    changed,
    vscode.languages.registerInlayHintsProvider(selector, provider),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(setting) || change.affectsConfiguration('vdsoExplorer.go.release'))
        changed.fire();
    }),
  );
  return { refresh: () => changed.fire(), dispose: () => void provided.dispose() };
}

function hintsIn(
  document: vscode.TextDocument,
  range: vscode.Range,
  live: Live,
  release: string | undefined,
): vscode.InlayHint[] {
  const { path } = document.uri;
  const hintFor = keyHints({
    live,
    source: {
      path,
      isGo: isGo(document.languageId, path),
      conditions: conditionsOf(document),
      text: document.getText(),
    },
    literals: hashLiteralsOf(document),
    ...(release !== undefined && { release }),
  });
  const names = namesOf(document).filter((name) => range.contains(document.positionAt(name.start)));
  const lines = names.map(({ end }) => document.positionAt(end).line);
  return names.flatMap((name, at) => {
    const hint = hintFor(name);
    const line = lines[at];
    if (!hint || line === undefined) return [];
    // Behind the line in any case: where it has several names, each hint says whose it is. They are in order.
    const alone = lines[at - 1] !== line && lines[at + 1] !== line;
    const label = alone ? hint.label : hintWords.of(name.name, hint.label);
    return [hintAt(document.lineAt(line).range.end, { ...hint, label })];
  });
}

function hintAt(position: vscode.Position, { label, target }: KeyHint): vscode.InlayHint {
  const hint = inlayHint({
    position,
    label,
    tooltip: target ? hintWords.offset : hintWords.foreignTooltip,
    ...(target && { command: { id: revealCommand, argument: target } }),
  });
  hint.paddingLeft = true;
  return hint;
}
