import { needsConsent, type ToolImage } from './toolImage.ts';

/** More than a conversation asks about; the oldest go. */
const KEPT = 1000;

/**
 * What the user was asked about. VS Code runs a tool only after its question was answered with yes; that the file is
 * still the one in the question is ours to know: between the two its path may have come to lead elsewhere.
 */
export class Consents {
  readonly #asked = new Map<string, string>();

  /** A question about it is shown, or none is needed. */
  ask(image: ToolImage): void {
    const key = keyOf(image);
    this.#asked.delete(key);
    if (!needsConsent(image)) return;
    this.#asked.set(key, targetOf(image));
    for (const oldest of this.#asked.keys()) {
      if (this.#asked.size <= KEPT) break;
      this.#asked.delete(oldest);
    }
  }

  covers(image: ToolImage): boolean {
    return !needsConsent(image) || this.#asked.get(keyOf(image)) === targetOf(image);
  }
}

function keyOf(image: ToolImage): string {
  if (image.kind === 'file') return `file ${image.path}`;
  return image.kind === 'process' ? `process ${image.pid}` : image.kind;
}

function targetOf(image: ToolImage): string {
  return image.kind === 'file' ? (image.real ?? '') : '';
}
