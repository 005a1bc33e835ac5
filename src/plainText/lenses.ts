/** What stands above lines of a text and can be clicked. */
import * as vscode from 'vscode';
import { withoutIcons } from './escape.ts';

export interface Lens {
  /** From 0. */
  readonly line: number;
  readonly title: string;
  readonly command: string;
  readonly args: readonly unknown[];
}

export function registerLenses(
  scheme: string,
  lensesOf: (uri: vscode.Uri) => Promise<readonly Lens[]>,
): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(
    { scheme },
    {
      async provideCodeLenses({ uri }) {
        return (await lensesOf(uri)).map(
          ({ line, title, command, args }) =>
            new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
              title: withoutIcons(title),
              command,
              arguments: [...args],
            }),
        );
      },
    },
  );
}
