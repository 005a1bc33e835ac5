import type * as vscode from 'vscode';
import { isGo } from '../syntax/languages.ts';
import { conditionsOf, hashLiteralsOf } from './documentFacts.ts';
import { type HoverTarget, subjectAt } from './subject.ts';

/** What stands at a position of a document. */
export function subjectIn(document: vscode.TextDocument, position: vscode.Position): HoverTarget | undefined {
  const line = document.lineAt(position.line);
  const { path } = document.uri;
  return subjectAt({
    path,
    isGo: isGo(document.languageId, path),
    literals: () => hashLiteralsOf(document),
    text: () => document.getText(),
    conditions: () => conditionsOf(document),
    line: line.text,
    lineStart: document.offsetAt(line.range.start),
    column: position.character,
  });
}
