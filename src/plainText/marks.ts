/** What stands in and beside source code: diagnostics, quick fixes and hints, whose texts VS Code does not parse. */
import * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';

export interface Warning {
  readonly range: vscode.Range;
  readonly message: string;
  readonly source: string;
  readonly code: string;
}

export function warning(mark: Warning): vscode.Diagnostic {
  return marked(mark, vscode.DiagnosticSeverity.Warning);
}

/** What can go: shown faded, with a line below it. */
export function unnecessary(mark: Warning): vscode.Diagnostic {
  const diagnostic = marked(mark, vscode.DiagnosticSeverity.Information);
  diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}

function marked(
  { range, message, source, code }: Warning,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, shown(message), severity);
  diagnostic.source = source;
  diagnostic.code = code;
  return diagnostic;
}

export function quickFix(title: string): vscode.CodeAction {
  return new vscode.CodeAction(shown(title), vscode.CodeActionKind.QuickFix);
}

export interface Hint {
  readonly position: vscode.Position;
  readonly label: string;
  readonly tooltip: string;
  /** What a click runs. */
  readonly command?: { readonly id: string; readonly argument: object };
}

export function inlayHint({ position, label, tooltip, command }: Hint): vscode.InlayHint {
  const title = shown(label);
  const part = new vscode.InlayHintLabelPart(title);
  if (command) part.command = { title, command: command.id, arguments: [command.argument] };
  part.tooltip = shown(tooltip);
  return new vscode.InlayHint(position, [part]);
}
