/** What was found in a document, until it changes: hovers, hints and diagnostics ask for the same. */
import type * as vscode from 'vscode';
import { syntaxOf } from '../syntax/languages.ts';
import type { Syntax } from '../syntax/syntax.ts';
import type { Condition } from './condition.ts';
import { findConditions } from './conditions.ts';
import { findHashLiterals, type HashLiteral } from './hashLiterals.ts';
import { findNames, type NameLocation } from './vdsoNames.ts';

/** Taking a longer text apart would be felt while typing, and nobody writes tables in one. */
const longestText = 2_000_000;

export const hashLiteralsOf: (document: vscode.TextDocument) => readonly HashLiteral[] =
  once(findHashLiterals);
export const conditionsOf: (document: vscode.TextDocument) => readonly Condition[] = once(findConditions);
export const namesOf: (document: vscode.TextDocument) => readonly NameLocation[] = once(findNames);

function once<Fact>(find: (text: string, syntax: Syntax) => readonly Fact[]) {
  const known = new WeakMap<vscode.TextDocument, { version: number; facts: readonly Fact[] }>();
  return (document: vscode.TextDocument): readonly Fact[] => {
    const { version } = document;
    const before = known.get(document);
    if (before?.version === version) return before.facts;
    const text = document.getText();
    const facts =
      text.length > longestText ? [] : find(text, syntaxOf(document.languageId, document.uri.path));
    known.set(document, { version, facts });
    return facts;
  };
}
