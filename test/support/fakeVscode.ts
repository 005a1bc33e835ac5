/**
 * A stand-in for the module `vscode`, for modules of src/plainText outside an extension host: it keeps what it is
 * given. Import this file before them, and them by `await import`.
 */
import assert from 'node:assert/strict';
import * as nodeModule from 'node:module';
import { posix } from 'node:path';

/** Each call, by the function's name. */
export const calls: { readonly name: string; readonly args: readonly unknown[] }[] = [];

/** What a function was given when it was called last. */
export function last(name: string): readonly unknown[] {
  return calls.findLast((call) => call.name === name)?.args ?? assert.fail(`${name} was not called`);
}

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

/** What of an address our modules look at. As VS Code's it refuses a scheme with other letters (its uri.ts). */
class Uri {
  readonly scheme: string;
  readonly path: string;
  constructor(scheme: string, path: string) {
    this.scheme = scheme;
    this.path = path;
  }
  static parse(text: string): Uri {
    const [, scheme = '', path = ''] = /^([^:]*):(?:\/\/)?(.*)$/.exec(text) ?? [];
    if (!/^[a-z][\w.+-]*$/i.test(scheme)) throw new Error('[UriError]: Scheme contains illegal characters.');
    return new Uri(scheme, path);
  }
  static joinPath({ scheme, path }: Uri, ...parts: readonly string[]): Uri {
    return new Uri(scheme, posix.join(path, ...parts));
  }
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    return `${this.scheme}://${this.path}`;
  }
}

/** What settings have changed. */
export const settings = new EventEmitter<{ affectsConfiguration(setting: string): boolean }>();

/** One of `workspace.createFileSystemWatcher`. */
class FileSystemWatcher {
  readonly pattern: Made;
  readonly changed = new EventEmitter<Uri>();
  readonly created = new EventEmitter<Uri>();
  readonly deleted = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  readonly onDidCreate = this.created.event;
  readonly onDidDelete = this.deleted.event;
  constructor(pattern: Made) {
    this.pattern = pattern;
    watchers.add(this);
  }
  dispose(): void {
    watchers.delete(this);
  }
}

/** Those that nobody has disposed of. */
export const watchers = new Set<FileSystemWatcher>();

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
    createWebviewPanel: kept('createWebviewPanel'),
  },
  workspace: {
    fs: { stat: kept('stat'), readDirectory: kept('readDirectory') },
    asRelativePath: ({ path }: Uri) => path,
    onDidChangeConfiguration: settings.event,
    createFileSystemWatcher: (pattern: Made) => new FileSystemWatcher(pattern),
  },
  Uri,
  FileType: { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 },
  ViewColumn: { Active: -1 },
  commands: { registerCommand: kept('registerCommand') },
  languages: { registerCodeLensProvider: kept('registerCodeLensProvider') },
  tasks: { registerTaskProvider: kept('registerTaskProvider') },
  EventEmitter,
  Disposable,
  RelativePattern: Made,
  Range: Made,
  CodeLens: Made,
  Task: Made,
  ProcessExecution: Made,
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
  TaskScope: { Global: 1, Workspace: 2 },
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
