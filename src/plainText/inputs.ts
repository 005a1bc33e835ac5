/** Input boxes and lists to choose from. */
import * as vscode from 'vscode';
import { withoutLinksAndIcons } from './escape.ts';
import type { PlainItem } from './listItem.ts';

export interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly placeHolder: string;
  /** What is to be said of the text so far; undefined for nothing. */
  validate(text: string): Promise<Remark | undefined>;
}

export interface Remark {
  readonly sentence: string;
  readonly severity: 'info' | 'warning' | 'error';
}

const SEVERITIES = {
  info: vscode.InputBoxValidationSeverity.Info,
  warning: vscode.InputBoxValidationSeverity.Warning,
  error: vscode.InputBoxValidationSeverity.Error,
} as const;

/** The text that was entered; undefined when none was. */
export function askForText({ title, prompt, placeHolder, validate }: Question): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: withoutLinksAndIcons(prompt),
    placeHolder,
    async validateInput(text) {
      const remark = await validate(text);
      return (
        remark && {
          message: withoutLinksAndIcons(remark.sentence),
          severity: SEVERITIES[remark.severity],
        }
      );
    },
  });
}

export function separator(label: string): PlainItem {
  return { isPlain: true, label: withoutLinksAndIcons(label), kind: vscode.QuickPickItemKind.Separator };
}

/** A list of `listItem`s, with separators between them. */
export function createPicker<Extra>(): vscode.QuickPick<PlainItem & Partial<Extra>> {
  return vscode.window.createQuickPick<PlainItem & Partial<Extra>>();
}
