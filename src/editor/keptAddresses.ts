/** What the page of a matrix has kept, by which it is brought back after a reload. */
import * as vscode from 'vscode';
import { MOST_IMAGES } from '../report/comparison/matrix.ts';

/** @param state anything may be in it: what is no address is passed over */
export function keptAddresses(state: unknown): readonly vscode.Uri[] {
  const kept: unknown = typeof state === 'object' && state !== null && 'kept' in state ? state.kept : [];
  if (!Array.isArray(kept)) return [];
  return kept.slice(0, MOST_IMAGES).flatMap((each) => addressOf(each) ?? []);
}

function addressOf(text: unknown): vscode.Uri | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}
