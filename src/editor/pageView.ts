/** A tab that is of no image: its page and its requests. The atlas has one, and each matrix. */
import * as vscode from 'vscode';
import type { Log } from '../plainText/log.ts';
import { warn } from '../plainText/messages.ts';
import type { ElsewhereTarget, HostApi, HostEvent } from '../protocol.ts';
import type { Handlers } from '../rpc/api.ts';
import type { Server } from '../rpc/server.ts';
import { nextTurn } from '../session/rows/nextTurn.ts';
import type { TablePage } from '../session/tablePage.ts';
import { editorWords } from './display.ts';
import { EditorError } from './editorError.ts';
import { consumersSettings } from './selection.ts';
import { servePanel } from './servePage.ts';
import { loadPage } from './webviewPage.ts';

export interface PageServices<Session extends TablePage> {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  /** By the settings as they are now. */
  openSession(): Session;
  /** Opens what a link of the page leads to, where there are such. */
  openElsewhere?(session: Session, target: ElsewhereTarget): Promise<void>;
}

export class PageView<Session extends TablePage = TablePage> {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: PageServices<Session>;
  readonly #page: Server<HostEvent>;
  #session: Session;
  /** Why what is shown may not be what is on disk. */
  #stale: string | undefined;

  constructor(panel: vscode.WebviewPanel, services: PageServices<Session>) {
    this.#panel = panel;
    this.#services = services;
    this.#session = services.openSession();
    this.#page = servePanel(panel, this.#handlers(), services.log, editorWords);
    loadPage(panel.webview, services.extensionUri);
    const settings = vscode.workspace.onDidChangeConfiguration((change) => {
      if (consumersSettings.some((setting) => change.affectsConfiguration(setting))) this.#renew();
    });
    panel.onDidDispose(() => settings.dispose());
  }

  get active(): boolean {
    return this.#panel.active;
  }

  /** What is shown; it is another one after the settings have changed. */
  get session(): Session {
    return this.#session;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  focusFilter(): void {
    this.#page.tell({ type: 'focusFilter' });
  }

  /** What is shown was read before: told beside it, also to a page that comes later, until it is read anew. */
  markStale(sentence: string): void {
    if (this.#stale === sentence) return;
    this.#stale = sentence;
    this.#tellStale();
  }

  #tellStale(): void {
    if (this.#stale !== undefined) this.#page.tell({ type: 'stale', sentence: this.#stale });
  }

  #renew(): void {
    this.#stale = undefined;
    this.#session = this.#services.openSession();
    this.#page.tell({ type: 'state', state: { kind: 'table' } });
  }

  #handlers(): Partial<Handlers<HostApi>> {
    return {
      ready: async () => {
        // After this answer, which the page takes before it takes events.
        void nextTurn().then(() => this.#tellStale());
        return { kind: 'table' };
      },
      choose: (signal, choice) => this.#session.choose(choice ?? {}, signal),
      rows: (signal, query) => this.#session.rows(query, signal),
      detail: async (signal, _table, index, column) => {
        const detail = await this.#session.detail(index, column, signal);
        if (detail === undefined) throw new EditorError('noSuchRow', {});
        return detail;
      },
      locate: (signal, query, index) => this.#session.locate(query, index, signal),
      find: (signal, _table, name) => this.#session.find(name, signal),
      copy: async (signal, query) => {
        const { text, note } = await this.#session.copy(query, signal);
        await vscode.env.clipboard.writeText(text);
        if (note !== undefined) void warn(note);
      },
      openElsewhere: async (_signal, target) => this.#services.openElsewhere?.(this.#session, target),
      copyText: async (_signal, text) => vscode.env.clipboard.writeText(text),
      run: async (_signal, action) => {
        if (action === 'showLog') this.#services.log.show();
        else if (action === 'retry') this.#renew();
      },
      reportError: async (_signal, message) => this.#services.log.error(`The view reports: ${message}`),
    };
  }
}
