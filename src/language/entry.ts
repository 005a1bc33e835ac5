/**
 * The part of the language face that is there from activation on: decides, at the price of one search in a text,
 * whether a document concerns it, and loads the rest for the first one that does.
 */
import * as vscode from 'vscode';
import { registerCommand } from '../plainText/commands.ts';
import type { Log } from '../plainText/log.ts';
import type { LanguageFace } from './register.ts';
import { hoverSelector, languages, mentionsVdso } from './syntax/languages.ts';

/** For when-clauses: the active editor's document has vDSO names. */
const contextKey = 'vdsoExplorer.inSourceWithNames';

export function registerLanguageFace(load: () => Promise<LanguageFace>, log: Log): vscode.Disposable {
  let face: Promise<LanguageFace> | undefined;
  const language = () => (face ??= load());
  const searched = new WeakMap<vscode.TextDocument, { version: number; concerns: boolean }>();

  const concerns = (document: vscode.TextDocument): boolean => {
    const { version } = document;
    const before = searched.get(document);
    if (before?.version === version) return before.concerns;
    const now = { version, concerns: mentionsVdso(document.getText()) };
    searched.set(document, now);
    return now.concerns;
  };
  const isSource = ({ languageId }: vscode.TextDocument) => languages.some((each) => each === languageId);
  const wake = (document: vscode.TextDocument) => {
    if (!face && isSource(document) && concerns(document)) void language();
  };
  let told: boolean | undefined;
  const tellMenus = (document = vscode.window.activeTextEditor?.document) => {
    const now = document !== undefined && isSource(document) && concerns(document);
    if (now === told) return;
    told = now;
    void vscode.commands.executeCommand('setContext', contextKey, now);
  };

  for (const document of vscode.workspace.textDocuments) wake(document);
  tellMenus();
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(hoverSelector, {
      provideHover: async (document, position, token) =>
        concerns(document) ? (await language()).provideHover(document, position, token) : undefined,
    }),
    registerCommand('vdsoExplorer.showInLiveImage', log, async () => (await language()).showInLiveImage()),
    vscode.workspace.onDidOpenTextDocument(wake),
    // While it concerns nobody, only the changed lines are looked at: names come there, or nowhere.
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!isSource(document)) return;
      const before = searched.get(document);
      const still =
        before && !before.concerns && !contentChanges.some((change) => mayBring(document, change));
      if (still) searched.set(document, { version: document.version, concerns: false });
      wake(document);
      if (document === vscode.window.activeTextEditor?.document) tellMenus(document);
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => tellMenus(editor?.document)),
  );
}

function mayBring(document: vscode.TextDocument, change: vscode.TextDocumentContentChangeEvent): boolean {
  const { line } = change.range.start;
  return (
    mentionsVdso(change.text) || mentionsVdso(document.lineAt(Math.min(line, document.lineCount - 1)).text)
  );
}
