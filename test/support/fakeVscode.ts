/**
 * A stand-in for the module `vscode`, for modules of src/plainText outside an extension host: it keeps what it is
 * given. Import this file before them, and them by `await import`.
 */
import * as nodeModule from 'node:module';

/** Each call, by the function's name. */
export const calls: { readonly name: string; readonly args: readonly unknown[] }[] = [];

function kept(name: string, answer?: unknown) {
  return (...args: readonly unknown[]) => {
    calls.push({ name, args });
    return answer;
  };
}

class Made {
  readonly args: readonly unknown[];
  constructor(...args: readonly unknown[]) {
    this.args = args;
  }
}

class FileSystemError extends Error {
  static readonly FileNotFound = (message: string) => new FileSystemError(message);
  static readonly FileNotADirectory = FileSystemError.FileNotFound;
  static readonly FileIsADirectory = FileSystemError.FileNotFound;
  static readonly NoPermissions = FileSystemError.FileNotFound;
}

class EventEmitter<Value> {
  readonly #listeners = new Set<(value: Value) => void>();
  readonly event = (listener: (value: Value) => void) => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };
  fire(value: Value): void {
    for (const listener of this.#listeners) listener(value);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

const Disposable = {
  from: (...all: readonly { dispose(): void }[]) => ({
    dispose: () => {
      for (const each of all) each.dispose();
    },
  }),
};

const channel = { info: kept('info'), warn: kept('warn'), error: kept('error'), show() {}, dispose() {} };

export const fake = {
  env: { language: 'en' },
  window: {
    showInformationMessage: kept('showInformationMessage'),
    showWarningMessage: kept('showWarningMessage'),
    showErrorMessage: kept('showErrorMessage'),
    setStatusBarMessage: kept('setStatusBarMessage'),
    withProgress: kept('withProgress'),
    showInputBox: kept('showInputBox'),
    createQuickPick: kept('createQuickPick'),
    createOutputChannel: () => channel,
  },
  commands: { registerCommand: kept('registerCommand') },
  EventEmitter,
  Disposable,
  MarkdownString: Made,
  Hover: Made,
  Diagnostic: Made,
  CodeAction: Made,
  InlayHint: Made,
  InlayHintLabelPart: Made,
  LanguageModelTextPart: Made,
  LanguageModelToolResult: Made,
  FileSystemError,
  CancellationError: class extends Error {},
  ProgressLocation: { Window: 10, Notification: 15 },
  InputBoxValidationSeverity: { Info: 1, Warning: 2, Error: 3 },
  QuickPickItemKind: { Separator: -1 },
  DiagnosticSeverity: { Warning: 1, Information: 2 },
  DiagnosticTag: { Unnecessary: 1 },
  CodeActionKind: { QuickFix: 'quickfix' },
};

const names = Object.keys(fake);
const key = '__fakeVscode';
Object.assign(globalThis, { [key]: fake });
const source = names.map((name) => `export const ${name} = globalThis.${key}.${name};`).join('\n');
const url = `data:text/javascript,${encodeURIComponent(source)}`;

type Resolved = { readonly url: string; readonly shortCircuit?: boolean };
type Resolve = (
  specifier: string,
  context: unknown,
  next: (specifier: string, context: unknown) => Resolved,
) => Resolved;

// Node has it since 22.15; the types that we use are older.
const { registerHooks } = nodeModule as unknown as { registerHooks(hooks: { resolve: Resolve }): void };
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url, shortCircuit: true } : next(specifier, context),
});
