/**
 * Marks hash constants that do not match the name beside them, offers to write the right ones, and marks comments that
 * silence nothing.
 */

import * as vscode from 'vscode';
import { quickFix, unnecessary, warning } from '../../plainText/marks.ts';
import { type SourceMarks, sourceMarks } from '../answers/sourceMarks.ts';
import type { WrongHash } from '../answers/wrongHashes.ts';
import { ignoreComment } from '../english/diagnostics.ts';
import { hashLiteralsOf } from '../source/documentFacts.ts';
import type { Ignore } from '../source/ignores.ts';
import { languages, mentionsVdso, syntaxOf } from '../syntax/languages.ts';
import { diagnostics as diagnosticWords } from '../words.ts';

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
    const { wrong, idle } = marksOf(document);
    const diagnostics = [
      ...wrong.map((each) => diagnosticOf(each, document)),
      ...idle.map((each) => idleDiagnosticOf(each, document)),
    ];
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

const noMarks: SourceMarks = { wrong: [], idle: [] };

function marksOf(document: vscode.TextDocument): SourceMarks {
  const text = document.getText();
  if (!mentionsVdso(text)) return noMarks;
  return sourceMarks(text, syntaxOf(document.languageId, document.uri.path), hashLiteralsOf(document));
}

function rangeOf({ start, end }: WrongHash | Ignore, document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function idleDiagnosticOf(idle: Ignore, document: vscode.TextDocument): vscode.Diagnostic {
  const { source } = diagnosticWords;
  const message = idle.unknown ? diagnosticWords.unknown : diagnosticWords.idle;
  return unnecessary({ range: rangeOf(idle, document), message, source, code: 'idle-ignore' });
}

function diagnosticOf(wrong: WrongHash, document: vscode.TextDocument): vscode.Diagnostic {
  const { message, code } = wrong;
  return warning({ range: rangeOf(wrong, document), message, source: diagnosticWords.source, code });
}

/** From the text as it is now: a diagnostic may be a keystroke old. */
function quickFixes(document: vscode.TextDocument, shown: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  const ours = shown.filter(({ source }) => source === diagnosticWords.source);
  if (ours.length === 0) return [];
  const { wrong, idle } = marksOf(document);
  const at = <Mark extends WrongHash | Ignore>(marks: readonly Mark[], { range }: vscode.Diagnostic) =>
    marks.find((each) => rangeOf(each, document).isEqual(range));
  const fixes = ours.flatMap((diagnostic) => {
    const found = at(wrong, diagnostic);
    return found ? [fix(found.fixTitle, [found], [diagnostic], document)] : [];
  });
  for (const each of fixes) each.isPreferred = true;
  const all = wrong.length > 1 && [fix(diagnosticWords.fixAll(wrong.length), wrong, ours, document)];
  const silent = ours.flatMap((diagnostic) => {
    if (at(idle, diagnostic)) return [removal(diagnostic, document)];
    return at(wrong, diagnostic) ? silencing(diagnostic, document) : [];
  });
  return [...fixes, ...(fixes.length > 0 ? all || [] : []), ...silent];
}

/** A line of its own above the marked one, but not between lines that a backslash joins. */
function silencing(diagnostic: vscode.Diagnostic, document: vscode.TextDocument): vscode.CodeAction[] {
  const { line } = diagnostic.range.start;
  if (line > 0 && document.lineAt(line - 1).text.endsWith('\\')) return [];
  const [indent = ''] = /^[ \t]*/.exec(document.lineAt(line).text) ?? [];
  const end = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const action = quickFix(diagnosticWords.ignore);
  action.diagnostics = [diagnostic];
  action.edit = new vscode.WorkspaceEdit();
  action.edit.insert(document.uri, document.lineAt(line).range.start, `${indent}${ignoreComment}${end}`);
  return [action];
}

/** The comment, and its line where nothing else stands in it. */
function removal(diagnostic: vscode.Diagnostic, document: vscode.TextDocument): vscode.CodeAction {
  const { start, end } = diagnostic.range;
  const before = document.lineAt(start.line).text.slice(0, start.character);
  const after = document.lineAt(end.line).text.slice(end.character);
  const whole = before.trim() === '' && after.trim() === '';
  const action = quickFix(diagnosticWords.removeIdle);
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  action.edit = new vscode.WorkspaceEdit();
  const range = whole
    ? new vscode.Range(start.line, 0, end.line + 1, 0)
    : new vscode.Range(start.line, before.trimEnd().length, end.line, end.character);
  action.edit.delete(document.uri, range);
  return action;
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
