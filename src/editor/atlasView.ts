/** The tab that says which kernel serves which runtime: its page and its requests. It needs no image. */
import * as vscode from 'vscode';
import type { Log } from '../plainText/log.ts';
import { warn } from '../plainText/messages.ts';
import type { HostApi, HostEvent } from '../protocol.ts';
import type { Handlers } from '../rpc/api.ts';
import type { Server } from '../rpc/server.ts';
import type { AtlasSession } from '../session/atlasSession.ts';
import { editorWords } from './display.ts';
import { EditorError } from './editorError.ts';
import { servePanel } from './servePage.ts';
import { loadPage } from './webviewPage.ts';

export interface AtlasServices {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  /** By the settings as they are now. */
  openSession(): AtlasSession;
}

export class AtlasView {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: AtlasServices;
  readonly #page: Server<HostEvent>;
  #session: AtlasSession;

  constructor(panel: vscode.WebviewPanel, services: AtlasServices) {
    this.#panel = panel;
    this.#services = services;
    this.#session = services.openSession();
    this.#page = servePanel(panel, this.#handlers(), services.log, editorWords);
    loadPage(panel.webview, services.extensionUri);
  }

  get active(): boolean {
    return this.#panel.active;
  }

  /** What is shown; it is another one after the settings have changed. */
  get session(): AtlasSession {
    return this.#session;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  focusFilter(): void {
    this.#page.tell({ type: 'focusFilter' });
  }

  /** The settings have changed. */
  renew(): void {
    this.#session = this.#services.openSession();
    this.#page.tell({ type: 'state', state: { kind: 'atlas' } });
  }

  #handlers(): Partial<Handlers<HostApi>> {
    return {
      ready: async () => ({ kind: 'atlas' }),
      atlas: (signal, choice) => this.#session.choose(choice ?? {}, signal),
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
      copyText: async (_signal, text) => vscode.env.clipboard.writeText(text),
      run: async (_signal, action) => {
        if (action === 'showLog') this.#services.log.show();
        else if (action === 'retry') this.renew();
      },
      reportError: async (_signal, message) => this.#services.log.error(`The view reports: ${message}`),
    };
  }
}
