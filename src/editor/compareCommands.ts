/** Comparing two images: which ones, the summary, and VS Code's own editors over the texts that differ. */
import * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';
import type { Lens } from '../plainText/lenses.ts';
import { inform, withLateProgress } from '../plainText/messages.ts';
import { COMPARED_PARTS } from '../report/comparison/comparison.ts';
import { isCancelled } from '../session/cancellation.ts';
import {
  type ComparedAddress,
  type ComparedPair,
  comparedScheme,
  parseCompared,
  partAddress,
  summaryAddress,
} from './comparedUri.ts';
import type { Comparisons } from './comparisons.ts';
import type { DifferingText } from './comparisonText.ts';
import { editorWords } from './display.ts';

/** Milliseconds after which a notification says what goes on. */
const LATE_MS = 500;

export interface Comparing {
  /** Shows the summary. @param labels what both are called */
  compare(pair: ComparedPair, labels: readonly [string, string]): Promise<void>;
  /** Shows texts that differ side by side. @param part of `COMPARED_PARTS`; all otherwise */
  showDifferences(from: unknown, to: unknown, part: unknown): Promise<void>;
  lenses(uri: vscode.Uri): Promise<readonly Lens[]>;
}

/** @param command id of what shows differences @param touch the text at this address is to be read again */
export function createComparing(
  comparisons: Comparisons,
  command: string,
  touch: (uri: vscode.Uri) => void,
): Comparing {
  const at = (address: ComparedAddress) => vscode.Uri.from({ scheme: comparedScheme, ...address });

  async function sideBySide(pair: ComparedPair, texts: readonly DifferingText[]): Promise<void> {
    const sides = ({ part, name }: DifferingText) =>
      [at(partAddress(pair.from, part, name)), at(partAddress(pair.to, part, name))] as const;
    const { title } = await comparisons.summary(pair);
    const [only] = texts;
    if (only === undefined) return void inform(editorWords.nothingDiffers);
    if (texts.length === 1) {
      const [left, right] = sides(only);
      await vscode.commands.executeCommand('vscode.diff', left, right, shown(`${only.title}: ${title}`));
      return;
    }
    const resources = texts.map((text) => {
      const [left, right] = sides(text);
      return [right, left, right];
    });
    await vscode.commands.executeCommand('vscode.changes', shown(title), resources);
  }

  return {
    async compare(pair, [from, to]) {
      const uri = at(summaryAddress(pair, `${from} ↔ ${to}`));
      try {
        await withLateProgress(editorWords.comparing(from, to), LATE_MS, undefined, ({ signal }) =>
          comparisons.anew(pair, signal),
        );
      } catch (error) {
        if (isCancelled(error)) return;
        throw error;
      }
      touch(uri);
      await vscode.window.showTextDocument(uri, { preview: false });
    },
    async showDifferences(from, to, part) {
      if (typeof from !== 'string' || typeof to !== 'string') return;
      const known = COMPARED_PARTS.find((each) => each === part);
      await sideBySide({ from, to }, await comparisons.differing({ from, to }, known));
    },
    async lenses(uri) {
      const path = parseCompared(uri);
      if (path?.kind !== 'summary') return [];
      const { from, to } = path;
      const { leads } = await comparisons.summary({ from, to });
      return leads.map(({ line, part }) => ({
        line,
        title: part === undefined ? editorWords.showAllDifferences : editorWords.showDifferences,
        command,
        args: [from, to, part],
      }));
    },
  };
}
