/**
 * Registers what must exist at activation and holds no logic: `await import` makes a bundle of its own out of
 * each face, which is read on first use.
 */
import * as vscode from 'vscode';
import type { EditorFace } from './editor/register.ts';
import type { LanguageFace } from './language/register.ts';
import type { ToolsFace } from './tools/register.ts';

const commands = [
  'inspectLive',
  'inspectProcess',
  'inspectFile',
  'inspectResource',
  'saveReport',
  'focusFilter',
  'revealSymbol',
  'resolveAddress',
  'showLog',
] as const;

/** A document without any of these holds nothing that the language face knows. */
const mentionsVdso = /vdso|VDSO|"__kernel_|"LINUX_/;

export function activate(context: vscode.ExtensionContext): void {
  let editorFace: Promise<EditorFace> | undefined;
  const editor = () =>
    (editorFace ??= import('./editor/register.ts').then((face) => face.createEditorFace(context)));
  let languageFace: Promise<LanguageFace> | undefined;
  const language = () =>
    (languageFace ??= import('./language/register.ts').then((face) => face.createLanguageFace()));
  let toolsFace: Promise<ToolsFace> | undefined;
  const tools = () =>
    (toolsFace ??= import('./tools/register.ts').then((face) => face.createToolsFace(context)));

  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions('A live image cannot be changed.');
  };
  const fileSystem: vscode.FileSystemProvider = {
    // A snapshot never changes, so there is nothing to watch.
    onDidChangeFile: () => new vscode.Disposable(() => {}),
    watch: () => new vscode.Disposable(() => {}),
    stat: async (uri) => (await editor()).fileSystem.stat(uri),
    readDirectory: async (uri) => (await editor()).fileSystem.readDirectory(uri),
    readFile: async (uri) => (await editor()).fileSystem.readFile(uri),
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
  const images: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: async (uri) => (await editor()).openDocument(uri),
    resolveCustomEditor: async (document, panel) => (await editor()).openView(document, panel),
  };

  const wakeLanguage = (document: vscode.TextDocument) => {
    if (languageFace || !/^go(-asm)?$/.test(document.languageId) || !mentionsVdso.test(document.getText()))
      return;
    void language();
  };
  const hovers: vscode.HoverProvider = {
    provideHover: async (document, position, token) =>
      mentionsVdso.test(document.getText())
        ? (await language()).provideHover(document, position, token)
        : undefined,
  };

  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('vdso', fileSystem, {
      isReadonly: true,
      isCaseSensitive: true,
    }),
    ...['vdsoExplorer.live', 'vdsoExplorer.elf'].map((viewType) =>
      vscode.window.registerCustomEditorProvider(viewType, images, {
        supportsMultipleEditorsPerDocument: true,
      }),
    ),
    ...commands.map((name) =>
      vscode.commands.registerCommand(`vdsoExplorer.${name}`, async (...args: unknown[]) =>
        (await editor()).commands[name](...args),
      ),
    ),
    ...(['inspect_vdso', 'check_vdso_consumers'] as const).map((name) =>
      vscode.lm.registerTool<object>(name, {
        invoke: async (options, token) => (await tools())[name].invoke(options, token),
        prepareInvocation: async (options, token) =>
          (await tools())[name].prepareInvocation?.(options, token),
      }),
    ),
    // Go assembly is plain text, or another extension's language, where the file's name does not say go-asm.
    vscode.languages.registerHoverProvider(
      [{ language: 'go' }, { language: 'go-asm' }, { pattern: '**/*.s' }],
      hovers,
    ),
    vscode.workspace.onDidOpenTextDocument(wakeLanguage),
  );
  for (const document of vscode.workspace.textDocuments) wakeLanguage(document);
}
