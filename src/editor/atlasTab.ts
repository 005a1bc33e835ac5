/** There is one tab for the atlas: asked for again, it comes to the front. */
import * as vscode from 'vscode';
import type { AtlasSession } from '../session/atlasSession.ts';
import { editorWords } from './display.ts';
import { type PageServices, PageView } from './pageView.ts';

const viewType = 'vdsoExplorer.atlas';

export class AtlasTab {
  readonly #services: PageServices<AtlasSession>;
  #view: PageView<AtlasSession> | undefined;

  constructor(services: PageServices<AtlasSession>) {
    this.#services = services;
  }

  /** The view, while its tab is the active one. */
  get active(): PageView<AtlasSession> | undefined {
    return this.#view?.active === true ? this.#view : undefined;
  }

  show(): void {
    if (this.#view !== undefined) {
      this.#view.reveal();
      return;
    }
    this.open(vscode.window.createWebviewPanel(viewType, editorWords.atlasTitle, vscode.ViewColumn.Active));
  }

  /** A panel of ours: a new one, or one that VS Code brings back after a reload. */
  open(panel: vscode.WebviewPanel): void {
    const view = new PageView(panel, this.#services);
    this.#view = view;
    panel.onDidDispose(() => {
      if (this.#view === view) this.#view = undefined;
    });
  }
}
