/** What the palette, the menus and links run. */
import * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';
import { sentenceOf } from '../plainText/errors.ts';
import type { Log } from '../plainText/log.ts';
import { loggable } from '../plainText/loggable.ts';
import { askFirst, complain, inform } from '../plainText/messages.ts';
import type { RevealTarget, TabTarget } from '../protocol.ts';
import { SourceError } from '../sources/sourceError.ts';
import type { AtlasTab } from './atlasTab.ts';
import type { Comparing } from './compareCommands.ts';
import { pickOther } from './comparePicker.ts';
import { editorWords } from './display.ts';
import { labelOf } from './documentLabel.ts';
import { type Listed, pickImage } from './imagesPicker.ts';
import type { ImageView } from './imageView.ts';
import { parseLink } from './link.ts';
import type { ListedImages } from './listedImages.ts';
import type { LiveImages } from './liveImages.ts';
import { pickMany } from './manyPicker.ts';
import type { MatrixTabs } from './matrixTabs.ts';
import { pickProcess } from './processPicker.ts';
import { askForAddress } from './resolveAddress.ts';
import { sampleSource } from './sampleSource.ts';
import { saveImage, saveReport, saveTable } from './saveFile.ts';
import { imagePath, type Owner, scheme } from './vdsoUri.ts';

export interface EditorCommands {
  /** Opens it even when there is none: the editor then says why, and what can be done instead. */
  openImageOf(owner: Owner): Promise<vscode.Uri>;
  inspectLive(): Promise<void>;
  inspectProcess(...args: readonly unknown[]): Promise<void>;
  inspectFile(): Promise<void>;
  inspectResource(...args: readonly unknown[]): Promise<void>;
  listImages(...args: readonly unknown[]): Promise<void>;
  findImages(...args: readonly unknown[]): Promise<void>;
  compareWith(...args: readonly unknown[]): Promise<void>;
  compareMany(...args: readonly unknown[]): Promise<void>;
  showDifferences(...args: readonly unknown[]): Promise<void>;
  showAtlas(): Promise<void>;
  showConsumers(): Promise<void>;
  showClock(): Promise<void>;
  saveReport(): Promise<void>;
  saveImage(): Promise<void>;
  focusFilter(): Promise<void>;
  goBack(): Promise<void>;
  goForward(): Promise<void>;
  revealSymbol(...args: readonly unknown[]): Promise<void>;
  resolveAddress(...args: readonly unknown[]): Promise<string | undefined>;
  showLog(): Promise<void>;
  openSettings(): Promise<void>;
  trySample(): Promise<void>;
  /** A link that somebody followed. */
  openLink(uri: vscode.Uri): Promise<void>;
  /** Opens an image at a place of it. */
  openAt(uri: vscode.Uri, target: RevealTarget | TabTarget | undefined): Promise<void>;
}

/** x86-64's, arm64's and most others' soname: the tab's name where no live image can be read. */
const usualName = 'linux-vdso.so.1';

/** Tabs that are of no image. */
export interface PageTabs {
  readonly atlas: AtlasTab;
  readonly matrices: MatrixTabs;
}

export function createCommands(
  images: LiveImages,
  listed: ListedImages,
  comparing: Comparing,
  views: ReadonlySet<ImageView>,
  { atlas, matrices }: PageTabs,
  log: Log,
  extensionId: string,
): EditorCommands {
  const activeView = () => [...views].find((view) => view.active);

  async function openImageOf(owner: Owner): Promise<vscode.Uri> {
    const name = await images.get(owner).then(
      (snapshot) => snapshot.name,
      () => usualName,
    );
    const uri = vscode.Uri.from({ scheme, path: imagePath(owner, name) });
    await openEditor(uri);
    return uri;
  }

  function revealIn(uri: vscode.Uri, target: RevealTarget | TabTarget | undefined): void {
    if (!target) return;
    const candidates = [...views].filter((view) => view.document.uri.toString() === uri.toString());
    (candidates.find((view) => view.active) ?? candidates[0])?.reveal(target);
  }

  /** The list itself can fail: no /proc, no Linux. */
  async function chooseProcess(): Promise<number | undefined> {
    try {
      return await pickProcess(log);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      log.warn(`No list of processes: ${loggable(error)}`);
      const chosen = await complain(sentenceOf(error), editorWords.actions.openFile);
      if (chosen !== undefined) await commands.inspectFile();
      return undefined;
    }
  }

  async function chooseFiles(): Promise<readonly vscode.Uri[]> {
    const active = activeResource();
    return (
      (await vscode.window.showOpenDialog({
        canSelectMany: true,
        openLabel: editorWords.openDialog,
        ...(active?.scheme === 'file' && { defaultUri: vscode.Uri.joinPath(active, '..') }),
      })) ?? []
    );
  }

  /** Images of live processes are read when they are chosen: their addresses name them. Rejects with a SourceError. */
  async function addressOf(owner: Owner): Promise<vscode.Uri> {
    const { name } = await images.get(owner);
    return ours(imagePath(owner, name));
  }

  async function chooseOther(first: vscode.Uri): Promise<vscode.Uri | undefined> {
    const { others, live } = await known(first.toString());
    const choice = await pickOther(labelOf(first), others, live);
    if (choice === undefined || 'uri' in choice) return choice?.uri;
    if (choice.ask === 'process') {
      const pid = await chooseProcess();
      return pid === undefined ? undefined : addressOf(pid);
    }
    const [file] = await chooseFiles();
    if (file === undefined || choice.ask === 'file') return file;
    return pickImage(listed.of(file), log);
  }

  /** @param from what they lie in */
  async function choose(images: Listed, from: vscode.Uri): Promise<void> {
    const uri = await pickImage(images, log, () => matrices.show([from]));
    if (uri !== undefined) await openEditor(uri);
  }

  /** Images that are open, by what their tabs are called, and the address of this machine's own where there is one. */
  async function known(own?: string) {
    const opened = new Map([...views].map(({ document: { uri } }) => [uri.toString(), uri]));
    if (own !== undefined) opened.delete(own);
    const live = await addressOf('live').catch(() => undefined);
    if (live !== undefined) opened.delete(live.toString());
    const others = [...opened.values()].map((uri) => ({ uri, label: labelOf(uri) }));
    return { others, live: live?.toString() === own ? undefined : live };
  }

  const commands: EditorCommands = {
    openImageOf,
    async inspectLive() {
      await openImageOf('live');
    },
    /** With a process id as argument, without asking. */
    async inspectProcess(argument) {
      const pid = typeof argument === 'number' ? argument : await chooseProcess();
      if (pid !== undefined) await openImageOf(pid);
    },
    async inspectFile() {
      for (const uri of await chooseFiles()) await openEditor(uri);
    },
    /** From a menu with the resource and all selected ones; otherwise the active editor's. */
    async inspectResource(clicked, selected) {
      const selection = Array.isArray(selected) ? selected.filter((each) => each instanceof vscode.Uri) : [];
      const single = clicked instanceof vscode.Uri ? clicked : activeResource();
      const uris = selection.length > 0 ? selection : single ? [single] : await chooseFiles();
      for (const uri of uris) await openEditor(uri);
    },
    /** From a menu with the file; otherwise asks for one. */
    async listImages(clicked) {
      const [container] = clicked instanceof vscode.Uri ? [clicked] : await chooseFiles();
      if (container === undefined) return;
      await choose(listed.of(container), container);
    },
    /** From a menu with the folder; otherwise asks for one. */
    async findImages(clicked) {
      const folder = clicked instanceof vscode.Uri ? clicked : await chooseFolder();
      if (folder !== undefined) await choose(listed.below(folder), folder);
    },
    /** Two that are selected; one that is clicked on, or the active one, with another that is asked for. */
    async compareWith(clicked, selected) {
      const both = Array.isArray(selected) ? selected.filter((each) => each instanceof vscode.Uri) : [];
      const [first = clicked instanceof vscode.Uri ? clicked : activeView()?.document.uri, second] = both;
      if (both.length > 2 || first === undefined) return void inform(editorWords.compareTwo);
      const other = second ?? (await chooseOther(first));
      if (other === undefined) return;
      const pair = { from: first.toString(), to: other.toString() };
      await comparing.compare(pair, [labelOf(first), labelOf(other)]);
    },
    /** Those that are selected, or those that are asked for. */
    async compareMany(clicked, selected) {
      const all = Array.isArray(selected) ? selected : [clicked];
      const uris = all.filter((each) => each instanceof vscode.Uri);
      if (uris.length > 0) return matrices.show(uris);
      const { others, live } = await known();
      const wanted = await pickMany(others, live);
      if (wanted.length > 0) matrices.show(wanted);
    },
    showDifferences: (...args) => comparing.showDifferences(args[0], args[1], args[2]),
    async showAtlas() {
      atlas.show();
    },
    /** Of the active image, or else of the live one. */
    async showConsumers() {
      const view = activeView();
      if (view) view.reveal({ table: 'keys' });
      else revealIn(await openImageOf('live'), { table: 'keys' });
    },
    /** Of the active image where it has one: a process has it mapped; else of the live one. */
    async showClock() {
      const view = activeView();
      if (view?.document.uri.scheme === scheme) view.reveal({ tab: 'clock' });
      else revealIn(await openImageOf('live'), { tab: 'clock' });
    },
    async saveReport() {
      const view = activeView();
      if (atlas.active) await saveTable(atlas.active.session, 'atlas', editorWords.savingAtlas);
      else if (matrices.active) await saveTable(matrices.active.session, 'matrix', editorWords.savingMatrix);
      else if (view) await saveReport(view.document);
      else void inform(editorWords.noEditor);
    },
    async saveImage() {
      const view = activeView();
      if (view) await saveImage(view.document);
      else void inform(editorWords.noImageToSave);
    },
    async goBack() {
      activeView()?.navigate(-1);
    },
    async goForward() {
      activeView()?.navigate(1);
    },
    async focusFilter() {
      (atlas.active ?? matrices.active ?? activeView())?.focusFilter();
    },
    async revealSymbol(argument) {
      revealIn(await openImageOf('live'), revealTarget(argument));
    },
    /** With the address as argument, without asking. */
    async resolveAddress(argument) {
      const view = activeView();
      if (view) return askForAddress(view, typeof argument === 'string' ? argument : undefined);
      void inform(editorWords.noImageOpen);
      return undefined;
    },
    async showLog() {
      log.show();
    },
    async openSettings() {
      await vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`);
    },
    async trySample() {
      const document = await vscode.workspace.openTextDocument({ language: 'go', content: sampleSource });
      await vscode.window.showTextDocument(document);
    },
    async openAt(uri, target) {
      await openEditor(uri);
      revealIn(uri, target);
    },
    async openLink(uri) {
      const link = parseLink(uri);
      if (link === undefined) {
        void complain(editorWords.badLink);
        return;
      }
      if (link.file === undefined) {
        revealIn(await openImageOf('live'), link.target);
        return;
      }
      const consent = await askFirst(editorWords.openLink(shown(link.file)), editorWords.open);
      if (!consent) return;
      const file = vscode.Uri.file(link.file);
      await openEditor(file);
      revealIn(file, link.target);
    },
  };
  return commands;
}

function ours(path: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path });
}

/** Undefined when none was chosen. */
async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [chosen] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: editorWords.findImagesHere,
      ...(folders[0] && { defaultUri: folders[0].uri }),
    })) ?? [];
  return chosen;
}

async function openEditor(uri: vscode.Uri): Promise<void> {
  const viewType = uri.scheme === scheme ? 'vdsoExplorer.live' : 'vdsoExplorer.elf';
  await vscode.commands.executeCommand('vscode.openWith', uri, viewType, { preview: false });
}

function activeResource(): vscode.Uri | undefined {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) return input.uri;
  return undefined;
}

/** Links come from hovers, but anyone may run the command. */
function revealTarget(argument: unknown): RevealTarget | undefined {
  if (typeof argument !== 'object' || argument === null || !('name' in argument)) return undefined;
  if (typeof argument.name !== 'string') return undefined;
  const { table = 'symbols', consumer } = argument as {
    readonly table?: unknown;
    readonly consumer?: unknown;
  };
  if (table !== 'symbols' && table !== 'versions' && table !== 'keys') return undefined;
  return { table, name: argument.name, ...(typeof consumer === 'string' && { consumer }) };
}
