/** The tabs of matrices: each for what was asked for, brought back with it after a reload. */
import * as vscode from 'vscode';
import { displayLanguage } from '../plainText/displayLanguage.ts';
import { withLateProgress } from '../plainText/messages.ts';
import type { ElsewhereTarget, RevealTarget, TabTarget } from '../protocol.ts';
import { MOST_IMAGES } from '../report/comparison/matrix.ts';
import { isCancelled } from '../session/cancellation.ts';
import { type MatrixImages, type MatrixPlace, MatrixSession } from '../session/matrixSession.ts';
import { sessionLanguages } from '../session/words.ts';
import { clockTime } from './clockTime.ts';
import type { Comparing } from './compareCommands.ts';
import { editorWords } from './display.ts';
import { labelOf } from './documentLabel.ts';
import { EditorError } from './editorError.ts';
import { keptAddresses } from './keptAddresses.ts';
import { type MatrixReading, matrixImages } from './matrixImages.ts';
import { fileName } from './openImage.ts';
import { PageView } from './pageView.ts';
import { FilesWatch } from './watchFile.ts';

const viewType = 'vdsoExplorer.matrix';
/** Milliseconds after which a notification says that images are read. */
const LATE_MS = 500;

export interface MatrixServices extends MatrixReading {
  readonly extensionUri: vscode.Uri;
  readonly generator: string;
  readonly comparing: Comparing;
  /** Opens an image, at a place of it. */
  openImage(uri: vscode.Uri, target: RevealTarget | TabTarget | undefined): Promise<void>;
}

export class MatrixTabs {
  readonly #services: MatrixServices;
  readonly #views = new Set<PageView<MatrixSession>>();

  constructor(services: MatrixServices) {
    this.#services = services;
  }

  /** The view whose tab is the active one. */
  get active(): PageView<MatrixSession> | undefined {
    return [...this.#views].find((view) => view.active);
  }

  /** @param wanted files, folders and our own addresses */
  show(wanted: readonly vscode.Uri[]): void {
    const panel = vscode.window.createWebviewPanel(
      viewType,
      editorWords.matrixTitle,
      vscode.ViewColumn.Active,
    );
    this.#open(panel, wanted);
  }

  /** A panel that VS Code brings back. @param state what its page has kept */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const wanted = keptAddresses(state);
    // It never came so far as to keep anything.
    if (wanted.length === 0) panel.dispose();
    else this.#open(panel, wanted);
  }

  #open(panel: vscode.WebviewPanel, wanted: readonly vscode.Uri[]): void {
    const { extensionUri, log, generator } = this.#services;
    let current = new AbortController();
    let files: FilesWatch | undefined;
    const kept = wanted.slice(0, MOST_IMAGES).map((uri) => uri.toString());
    const openSession = () => {
      // By other settings: what is read for those before is wanted by nobody.
      current.abort();
      files?.dispose();
      current = new AbortController();
      const { signal } = current;
      const begun = clockTime(Date.now());
      // From before they are read on: it takes minutes where there are many.
      const watch = new FilesWatch((uri, event) => view.markStale(editorWords[event](fileName(uri), begun)));
      files = watch;
      const read = (code: boolean) => this.#read(wanted, { code, unwanted: signal, watch });
      return new MatrixSession({ read, generator, kept }, sessionLanguages.in(displayLanguage));
    };
    const view = new PageView<MatrixSession>(panel, {
      extensionUri,
      log,
      openSession,
      openElsewhere: (session, target) => this.#follow(session, target),
    });
    this.#views.add(view);
    panel.onDidDispose(() => {
      current.abort();
      files?.dispose();
      this.#views.delete(view);
    });
  }

  async #read(
    wanted: readonly vscode.Uri[],
    { code, unwanted, watch }: { code: boolean; unwanted: AbortSignal; watch: FilesWatch },
  ): Promise<MatrixImages> {
    try {
      return await withLateProgress(editorWords.readingImages, LATE_MS, unwanted, ({ signal, report }) =>
        matrixImages(wanted, this.#services, { code, signal, report, reads: (file) => watch.add(file) }),
      );
    } catch (error) {
      throw isCancelled(error) ? new EditorError('readingCancelled', {}) : error;
    }
  }

  async #follow(session: MatrixSession, target: ElsewhereTarget): Promise<void> {
    if (!('opens' in target)) return;
    const place = await session.place(target.row, target.column);
    if (place === undefined) return;
    const uri = vscode.Uri.parse(place.id, true);
    if (target.opens === 'image') return this.#services.openImage(uri, revealOf(place));
    if (place.baseline === undefined) return;
    const labels = [labelOf(vscode.Uri.parse(place.baseline, true)), labelOf(uri)] as const;
    await this.#services.comparing.compare({ from: place.baseline, to: place.id }, labels);
  }
}

/** Where the page of an image has what a row is about. */
function revealOf({ of, key }: MatrixPlace): RevealTarget | TabTarget {
  switch (of.kind) {
    case 'consumer':
      return { tab: 'consumers', consumer: of.consumer.id, ...(key === undefined ? {} : { name: key }) };
    case 'symbol':
      return { table: 'symbols', name: of.name };
    case 'clock':
      return { tab: 'code', part: 'clockPaths' };
  }
}
