/**
 * Which of the open images keep what reads them. A large one has a thread and memory of its own, and its tab may stay
 * hidden for days: hidden ones beyond the last few rest, and are read again when their tab is shown.
 */
import type * as vscode from 'vscode';
import type { ImageDocument } from './imageDocument.ts';
import type { ImageView } from './imageView.ts';
import { scheme } from './vdsoUri.ts';

/** Hidden images that stay as they are: those one goes back and forth between. */
export const HIDDEN_KEPT = 8;

export class OpenDocuments {
  readonly views = new Set<ImageView>();
  /** The one shown last is the last one. */
  readonly #documents = new Set<ImageDocument>();

  add(document: ImageDocument): void {
    this.#documents.add(document);
    document.addDisposable({ dispose: () => this.#documents.delete(document) });
    this.#makeRoom();
  }

  addView(view: ImageView, panel: vscode.WebviewPanel): void {
    const { document } = view;
    this.views.add(view);
    const shown = () => {
      if (panel.visible && this.#documents.delete(document)) this.#documents.add(document);
      this.#makeRoom();
    };
    panel.onDidChangeViewState(shown);
    panel.onDidDispose(() => this.views.delete(view));
    shown();
  }

  #makeRoom(): void {
    const visible = new Set([...this.views].filter((view) => view.visible).map((view) => view.document));
    // What is left of a process may be its snapshot alone.
    const hidden = [...this.#documents].filter(
      (document) => !visible.has(document) && !document.isResting && document.uri.scheme !== scheme,
    );
    for (const document of hidden.slice(0, Math.max(0, hidden.length - HIDDEN_KEPT))) document.rest();
  }
}
