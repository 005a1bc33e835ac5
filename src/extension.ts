/**
 * Registers what must exist at activation and holds no logic: `await import` makes a bundle of its own out of
 * each face, which is read on first use.
 */
import * as vscode from 'vscode';
import { checkProgram, offeredCheck } from './editor/checkTask.ts';
import type { EditorFace } from './editor/register.ts';
import { registerLanguageFace } from './language/entry.ts';
import { registerCommand } from './plainText/commands.ts';
import { displayLanguage } from './plainText/displayLanguage.ts';
import { registerLenses } from './plainText/lenses.ts';
import { createLog } from './plainText/log.ts';
import { registerTasks } from './plainText/tasks.ts';
import { nodeHost } from './sources/nodeHost.ts';
import type { ToolsFace } from './tools/register.ts';

const commands = [
  'inspectLive',
  'inspectProcess',
  'inspectFile',
  'inspectResource',
  'listImages',
  'findImages',
  'compareWith',
  'compareMany',
  'showDifferences',
  'showAtlas',
  'showConsumers',
  'showClock',
  'saveReport',
  'saveImage',
  'focusFilter',
  'goBack',
  'goForward',
  'revealSymbol',
  'resolveAddress',
  'showLog',
  'openSettings',
  'trySample',
] as const;

/** A face is told in one language, whose words are there before it is; English ones come with it. */
async function editorWordsRead(): Promise<void> {
  if (displayLanguage !== 'en')
    await (await import('./editor/catalogues.ts')).readEditorCatalogue(displayLanguage);
}

export function activate(context: vscode.ExtensionContext): void {
  const { version } = context.extension.packageJSON as { readonly version: string };
  const log = createLog(
    'vDSO Explorer',
    `vDSO Explorer ${version}, VS Code ${vscode.version}, ${nodeHost.description}.`,
  );
  let editorFace: Promise<EditorFace> | undefined;
  const comparedChanges = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const editor = () =>
    (editorFace ??= editorWordsRead().then(async () => {
      const face = (await import('./editor/register.ts')).createEditorFace(context, log);
      face.compared.onDidChange((changes) => comparedChanges.fire(changes));
      return face;
    }));
  let toolsFace: Promise<ToolsFace> | undefined;
  const tools = () =>
    (toolsFace ??= import('./tools/register.ts').then((face) => face.createToolsFace(context, log)));

  const refuse = async () => (await editor()).fileSystem.refuse();
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
  /** Texts of comparisons, which are made when they are read. */
  const comparedTexts: vscode.FileSystemProvider = {
    ...fileSystem,
    onDidChangeFile: comparedChanges.event,
    stat: async (uri) => (await editor()).compared.stat(uri),
    readDirectory: async (uri) => (await editor()).fileSystem.readDirectory(uri),
    readFile: async (uri) => (await editor()).compared.readFile(uri),
  };
  const images: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: async (uri) => (await editor()).openDocument(uri),
    resolveCustomEditor: async (document, panel) => (await editor()).openView(document, panel),
  };

  context.subscriptions.push(
    log,
    vscode.workspace.registerFileSystemProvider('vdso', fileSystem, {
      isReadonly: true,
      isCaseSensitive: true,
    }),
    vscode.workspace.registerFileSystemProvider('vdso-compared', comparedTexts, {
      isReadonly: true,
      isCaseSensitive: true,
    }),
    registerLenses('vdso-compared', async (uri) => (await editor()).comparing.lenses(uri)),
    ...['vdsoExplorer.live', 'vdsoExplorer.elf'].map((viewType) =>
      vscode.window.registerCustomEditorProvider(viewType, images, {
        supportsMultipleEditorsPerDocument: true,
      }),
    ),
    vscode.window.registerWebviewPanelSerializer('vdsoExplorer.atlas', {
      deserializeWebviewPanel: async (panel) => (await editor()).restoreAtlas(panel),
    }),
    vscode.window.registerWebviewPanelSerializer('vdsoExplorer.matrix', {
      deserializeWebviewPanel: async (panel, state) => (await editor()).restoreMatrix(panel, state),
    }),
    ...commands.map((name) =>
      registerCommand(`vdsoExplorer.${name}`, log, async (...args) =>
        (await editor()).commands[name](...args),
      ),
    ),
    ...(['inspect_vdso', 'check_vdso_consumers', 'compare_vdso_images'] as const).map((name) =>
      vscode.lm.registerTool<object>(name, {
        invoke: async (options, token) => (await tools())[name].invoke(options, token),
        prepareInvocation: async (options, token) =>
          (await tools())[name].prepareInvocation?.(options, token),
      }),
    ),
    vscode.window.registerUriHandler({
      handleUri: async (uri) => (await editor()).commands.openLink(uri),
    }),
    registerTasks('vdso', 'vDSO Explorer', '$vdso', [offeredCheck], (definition) =>
      checkProgram(definition, context.asAbsolutePath('dist/cli.cjs')),
    ),
    registerLanguageFace(
      async () => (await import('./language/register.ts')).createLanguageFace(context, log),
      log,
    ),
  );
}
