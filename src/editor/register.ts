/** The editor face: the `vdso:` file system, the custom editors and the commands, wired together. */
import * as vscode from 'vscode';
import type { Selection } from '../consumers/model.ts';
import { byteSize } from '../elf/english.ts';
import { displayLanguage } from '../plainText/displayLanguage.ts';
import { sentenceOf } from '../plainText/errors.ts';
import type { Log } from '../plainText/log.ts';
import { loggable } from '../plainText/loggable.ts';
import { complain } from '../plainText/messages.ts';
import type { ActionId, SessionOptions } from '../protocol.ts';
import { AtlasSession } from '../session/atlasSession.ts';
import { cancelled, isCancelled } from '../session/cancellation.ts';
import { openSession, PREVIEW_SYMBOLS } from '../session/openSession.ts';
import { sessionLanguages } from '../session/words.ts';
import { nodeHost } from '../sources/nodeHost.ts';
import { asContainer } from './asContainer.ts';
import { AtlasTab } from './atlasTab.ts';
import { ChangedFile } from './changedFile.ts';
import { createCommands, type EditorCommands } from './commands.ts';
import { type Comparing, createComparing } from './compareCommands.ts';
import { ComparedFileSystem } from './comparedFileSystem.ts';
import { ComparedReader } from './comparedReader.ts';
import { Comparisons } from './comparisons.ts';
import { Containers, containerPath, stateOf } from './containers.ts';
import { editorWords } from './display.ts';
import { tabTitle } from './documentLabel.ts';
import { clockOfNoImage, failureView } from './failure.ts';
import { containerOf } from './fileOf.ts';
import { ImageDocument } from './imageDocument.ts';
import { ImageView } from './imageView.ts';
import { InnerImages } from './innerImages.ts';
import { knownPlaces } from './knownPlaces.ts';
import { ListedImages, orWhole } from './listedImages.ts';
import { LiveImages, type ProcessEnd } from './liveImages.ts';
import { MatrixTabs } from './matrixTabs.ts';
import { OpenDocuments } from './openDocuments.ts';
import { fileName, openImage, wholeFileLimit } from './openImage.ts';
import type { OpenedSession, Way } from './opening.ts';
import { readLiveImage, startOf } from './readLiveImage.ts';
import { saveImage, saveReport } from './saveFile.ts';
import { chosenConsumers, consumersSettings } from './selection.ts';
import { VdsoFileSystem } from './vdsoFileSystem.ts';
import { type Owner, ownerOf, ownerParts, parsePath, scheme } from './vdsoUri.ts';
import { watchFile } from './watchFile.ts';
import { watchProcess } from './watchProcess.ts';

export interface EditorFace {
  readonly fileSystem: VdsoFileSystem;
  readonly commands: EditorCommands;
  readonly compared: ComparedFileSystem;
  readonly comparing: Comparing;
  openDocument(uri: vscode.Uri): ImageDocument;
  openView(document: vscode.CustomDocument, panel: vscode.WebviewPanel): void;
  /** The tab of the atlas, which VS Code brings back after a reload. */
  restoreAtlas(panel: vscode.WebviewPanel): void;
  /** One of a matrix, with what its page has kept. */
  restoreMatrix(panel: vscode.WebviewPanel, state: unknown): void;
}

export function createEditorFace(context: vscode.ExtensionContext, log: Log): EditorFace {
  const images = new LiveImages({ read: (owner) => readLiveImage(owner), startOf });
  const worker = vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.cjs').fsPath;
  const containers = new Containers(worker);
  const inner = new InnerImages({
    label: (container) => containerPath(vscode.Uri.parse(container, true)),
    state: (container) => stateOf(vscode.Uri.parse(container, true)),
    takeOut: (...wanted) => containers.takeOut(...wanted),
    known: knownPlaces(context.workspaceState),
  });
  const ours = { live: images, inner };
  const reader = new ComparedReader({
    log,
    worker,
    async use(uri, way, signal, use) {
      const options = { selection: selectionFor(uri), asVdso: false, symtab: false };
      const opened = await open(uri, options, way, signal);
      try {
        return await use(opened.session);
      } finally {
        await opened.close();
      }
    },
  });
  const comparisons = new Comparisons({
    words: () => sessionLanguages.in(displayLanguage),
    async read(uri, asks, signal) {
      const read = (whole: boolean) => reader.read(vscode.Uri.parse(uri, true), whole, signal);
      const image = await (asks ? orWhole(read) : read(false));
      if (image === undefined) throw cancelled();
      return image;
    },
  });
  const compared = new ComparedFileSystem(comparisons, log);
  const comparing = createComparing(comparisons, 'vdsoExplorer.showDifferences', (uri) =>
    compared.touch(uri),
  );
  const documents = new OpenDocuments();
  const generator = `vdso-explorer ${context.extension.packageJSON.version}`;
  const atlas = new AtlasTab({
    extensionUri: context.extensionUri,
    log,
    openSession: () =>
      new AtlasSession({
        selection: selectionFor(undefined),
        machine: nodeHost.machine,
        language: displayLanguage,
        generator,
      }),
  });
  const listed = new ListedImages(containers, inner);
  const matrices = new MatrixTabs({
    reader,
    listed,
    log,
    comparing,
    generator,
    extensionUri: context.extensionUri,
    openImage: (uri, target) => commands.openAt(uri, target),
  });
  const commands: EditorCommands = createCommands(
    images,
    listed,
    comparing,
    documents.views,
    { atlas, matrices },
    log,
    context.extension.id,
  );

  async function open(
    uri: vscode.Uri,
    options: SessionOptions,
    way: Way,
    signal: AbortSignal,
  ): Promise<OpenedSession> {
    const started = performance.now();
    const { release, reads, readAt, ...image } = await openImage(uri, ours, way, signal);
    try {
      const input = { ...image, options, language: displayLanguage, generator, preview: PREVIEW_SYMBOLS };
      const session = await openSession(input, { script: worker, reads, reused: way.reused }, signal);
      log.info(`Opened ${uri.toString(true)}, ${byteSize(image.source.size)}, in ${since(started)}.`);
      const close = async () => {
        await session.dispose();
        release();
      };
      return { session, readAt, close };
    } catch (error) {
      release();
      throw (await asContainer(uri, error, reads)) ?? error;
    }
  }

  async function runAction(action: ActionId, document: ImageDocument): Promise<void> {
    const actions: Readonly<Record<ActionId, () => Promise<void>>> = {
      retry: () => document.reload(),
      listImages: () => commands.listImages(containerOf(document.uri) ?? document.uri),
      openLive: () => commands.inspectLive(),
      openFile: () => commands.inspectFile(),
      openText: async () => vscode.commands.executeCommand('vscode.openWith', document.uri, 'default'),
      compare: () => commands.compareWith(document.uri),
      saveImage: () => saveImage(document),
      saveReport: () => saveReport(document),
      showLog: () => commands.showLog(),
    };
    try {
      await actions[action]();
    } catch (error) {
      const sentence = sentenceOf(error);
      log.error(`${action} of ${document.uri.toString(true)} failed: ${loggable(error)}`);
      void complain(sentence, editorWords.actions.showLog).then((chosen) => chosen && log.show());
    }
  }

  /** Another image of the same process, or, by 0, those that lie in the file. */
  async function openOther({ uri }: ImageDocument, number: number): Promise<void> {
    if (number === 0) return commands.listImages(uri);
    const path = uri.scheme === scheme ? parsePath(uri.path) : undefined;
    if (path?.kind !== 'image' || !Number.isSafeInteger(number)) return;
    await commands.openImageOf(ownerOf(ownerParts(path.owner).process, number));
  }

  return {
    fileSystem: new VdsoFileSystem(ours, log),
    commands,
    compared,
    comparing,
    openDocument(uri) {
      const document = new ImageDocument(
        uri,
        { selection: selectionFor(uri), asVdso: false, symtab: false },
        {
          open,
          failureView: (failed, error) => {
            if (!isCancelled(error))
              log.error(`${failed.toString(true)} could not be opened: ${loggable(error)}`);
            return failureView(failed, error);
          },
          toldAllTheSame: clockOfNoImage,
          wholeRead: (read, started) =>
            log.info(`Checked all of ${read.toString(true)} in ${since(started)}.`),
        },
      );
      document.addDisposable(
        vscode.workspace.onDidChangeConfiguration((change) => {
          if (!consumersSettings.some((setting) => change.affectsConfiguration(setting, uri))) return;
          document.applySelection(selectionFor(uri)).catch((error: unknown) => {
            log.error(
              `The consumers chosen for ${uri.toString(true)} could not be taken: ${loggable(error)}`,
            );
          });
        }),
      );
      const other = otherProcess(uri);
      if (other !== undefined) {
        const told = (owner: Owner, end: ProcessEnd) =>
          owner === other.owner && document.markStale(editorWords[end](other.pid, document.readAt));
        document.addDisposable(images.onDidEnd(told));
      }
      const container = containerOf(uri);
      if (container !== undefined) followContainer(document, container);
      else if (uri.scheme !== scheme) followFile(document);
      documents.add(document);
      return document;
    },
    openView(document, panel) {
      if (!(document instanceof ImageDocument)) throw new TypeError('Not a document of this editor.');
      const title = tabTitle(document.uri);
      if (title !== undefined) panel.title = title;
      const view = new ImageView(document, panel, {
        extensionUri: context.extensionUri,
        log,
        runAction,
        openImage: (number) => openOther(document, number),
      });
      documents.addView(view, panel);
      const other = otherProcess(document.uri);
      if (other === undefined) return;
      watchProcess(panel, () => images.look(other.owner));
    },
    restoreAtlas: (panel) => atlas.open(panel),
    restoreMatrix: (panel, state) => matrices.restore(panel, state),
  };
}

/** What becomes of the file on disk: it is read anew by itself, or those who look at it are told. */
function followFile(document: ImageDocument): void {
  const { uri } = document;
  const name = fileName(uri);
  const mark = (event: 'changed' | 'vanished') =>
    document.markStale(editorWords[event](name, document.readAt));
  const isReadUnasked = (size: number) =>
    uri.scheme === 'file' &&
    size <= wholeFileLimit &&
    vscode.workspace.getConfiguration('vdsoExplorer', uri).get('reloadChangedFiles', true);
  const file = new ChangedFile({
    state: async () => vscode.workspace.fs.stat(uri),
    isReadUnasked,
    mark: () => mark('changed'),
    read: () => document.reloadQuietly(),
  });
  document.addDisposable(file);
  document.addDisposable(
    watchFile(uri, (event) => {
      if (event === 'vanished') {
        file.vanished();
        mark(event);
      } else file.changed();
    }),
  );
}

/** An image that was taken out of a file is of the file as it was then: only who asks is shown another one. */
function followContainer(document: ImageDocument, container: vscode.Uri): void {
  const name = fileName(container);
  document.addDisposable(
    watchFile(container, (event) => {
      const say = event === 'changed' ? editorWords.containerChanged : editorWords.vanished;
      document.markStale(say(name, document.readAt));
    }),
  );
}

function since(started: number): string {
  return `${(performance.now() - started).toFixed(1)} ms`;
}

function selectionFor(uri: vscode.Uri | undefined): Selection {
  const settings = vscode.workspace.getConfiguration('vdsoExplorer', uri);
  return chosenConsumers(settings.get('consumers', []), settings.get('go.release', 'newest'));
}

/** Who has the image of this address, where that is another process. */
function otherProcess(uri: vscode.Uri): { readonly owner: Owner; readonly pid: number } | undefined {
  const path = uri.scheme === scheme ? parsePath(uri.path) : undefined;
  if (path?.kind !== 'image') return undefined;
  const { owner } = path;
  const { process } = ownerParts(owner);
  return process === 'live' ? undefined : { owner, pid: process };
}
