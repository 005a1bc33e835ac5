/** Marks hash constants that do not match the name beside them, and offers to write the right ones. */
import * as vscode from 'vscode';
import { quickFix, warning } from '../../plainText/marks.ts';
import { type WrongHash, wrongHashes } from '../answers/wrongHashes.ts';
import { diagnosticWords } from '../english/diagnostics.ts';
import { hashLiteralsOf } from '../source/documentFacts.ts';
import { languages, mentionsVdso } from '../syntax/languages.ts';

/** After the last key: as long as it takes to write a number. */
const pauseMs = 300;

/** New ones take a moment to the window: a hover asked for meanwhile comes without them. */
const arrivalMs = 1000;

export interface Diagnostics extends vscode.Disposable {
  /** Whether hovers here show one of them. */
  isShown(uri: vscode.Uri, position: vscode.Position): boolean;
}

export function provideDiagnostics(selector: vscode.DocumentSelector): Diagnostics {
  const collection = vscode.languages.createDiagnosticCollection('vdso-explorer');
  const set = new Map<string, number>();
  const waiting = new Map<string, NodeJS.Timeout>();

  const forget = ({ uri }: vscode.TextDocument) => {
    clearTimeout(waiting.get(uri.toString()));
    waiting.delete(uri.toString());
    set.delete(uri.toString());
  };
  const check = (document: vscode.TextDocument) => {
    forget(document);
    if (!isChecked(document)) return;
    const diagnostics = wrongHashesOf(document).map((wrong) => diagnosticOf(wrong, document));
    if (diagnostics.length === 0 && !collection.has(document.uri)) return;
    collection.set(document.uri, diagnostics);
    set.set(document.uri.toString(), performance.now());
  };
  const checkLater = (document: vscode.TextDocument) => {
    forget(document);
    if (!isChecked(document)) return;
    waiting.set(
      document.uri.toString(),
      setTimeout(() => check(document), pauseMs),
    );
  };

  for (const document of vscode.workspace.textDocuments) check(document);
  const provided = vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) checkLater(document);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      forget(document);
      collection.delete(document.uri);
    }),
    vscode.languages.registerCodeActionsProvider(
      selector,
      { provideCodeActions: (document, _range, { diagnostics }) => quickFixes(document, diagnostics) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    { dispose: () => waiting.forEach((timer) => void clearTimeout(timer)) },
  );
  return {
    dispose: () => void provided.dispose(),
    isShown: (uri, position) => {
      const since = set.get(uri.toString());
      if (since === undefined || performance.now() - since < arrivalMs) return false;
      return collection.get(uri)?.some(({ range }) => range.contains(position)) ?? false;
    },
  };
}

/** Old revisions (`git:`) and other things that cannot be edited are nobody's to correct. */
function isChecked({ languageId, uri }: vscode.TextDocument): boolean {
  return (
    languages.some((each) => each === languageId) &&
    vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false
  );
}

function wrongHashesOf(document: vscode.TextDocument): readonly WrongHash[] {
  return mentionsVdso(document.getText()) ? wrongHashes(hashLiteralsOf(document)) : [];
}

function rangeOf({ start, end }: WrongHash, document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function diagnosticOf(wrong: WrongHash, document: vscode.TextDocument): vscode.Diagnostic {
  const { message, code } = wrong;
  return warning({ range: rangeOf(wrong, document), message, source: diagnosticWords.source, code });
}

/** From the text as it is now: a diagnostic may be a keystroke old. */
function quickFixes(document: vscode.TextDocument, shown: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  const ours = shown.filter(({ source }) => source === diagnosticWords.source);
  if (ours.length === 0) return [];
  const wrong = wrongHashesOf(document);
  const fixes = ours.flatMap((diagnostic) => {
    const found = wrong.find((each) => rangeOf(each, document).isEqual(diagnostic.range));
    return found ? [fix(found.fixTitle, [found], [diagnostic], document)] : [];
  });
  for (const each of fixes) each.isPreferred = true;
  const all = wrong.length > 1 && [fix(diagnosticWords.fixAll(wrong.length), wrong, ours, document)];
  return [...fixes, ...(all || [])];
}

function fix(
  title: string,
  wrong: readonly WrongHash[],
  diagnostics: readonly vscode.Diagnostic[],
  document: vscode.TextDocument,
): vscode.CodeAction {
  const action = quickFix(title);
  action.diagnostics = [...diagnostics];
  action.edit = new vscode.WorkspaceEdit();
  for (const each of wrong) action.edit.replace(document.uri, rangeOf(each, document), each.correction);
  return action;
}
