/** "Resolve Address…": from a program counter to the symbol's row in the active image. */
import { askForText } from '../plainText/inputs.ts';
import { showInStatusBar, withCancellableProgress } from '../plainText/messages.ts';
import { parseAddress } from '../report/facts/parseAddress.ts';
import { isCancelled, withSignal } from '../session/cancellation.ts';
import { editorWords } from './display.ts';
import { EditorError } from './editorError.ts';
import type { ImageDocument } from './imageDocument.ts';
import type { ImageView } from './imageView.ts';

/** Milliseconds that the answer stays in the status bar. */
const SHOWN_MS = 20_000;

/** Asks for an address unless one is given. Says what lies there while it is typed; then shows the row. */
export async function askForAddress(view: ImageView, given?: string): Promise<string | undefined> {
  const { document } = view;
  const { symtabOffer } = await (await document.session()).summary();
  // Most of a program's functions have no other symbol.
  if (symtabOffer !== undefined && !(await readSymbols(document))) return undefined;
  const text = given ?? (await askFor(view));
  if (text === undefined) return undefined;
  const address = parseAddress(text);
  if (address === undefined) throw new EditorError('notAnAddress', { text });
  const found = await (await document.session()).resolveAddress(address);
  if (found.row !== undefined) view.reveal(found.row);
  const answer = editorWords.addressFound(found.address, found.title);
  showInStatusBar(answer, SHOWN_MS);
  return answer;
}

/** False when the user has not waited for it. */
async function readSymbols(document: ImageDocument): Promise<boolean> {
  try {
    await withCancellableProgress(editorWords.readingSymbols, (token) =>
      withSignal(token, (signal) => document.configure({ symtab: true }, undefined, signal)),
    );
    return true;
  } catch (error) {
    if (isCancelled(error)) return false;
    throw error;
  }
}

async function askFor({ document }: ImageView): Promise<string | undefined> {
  // What was asked of the text before is of no use to anybody any more.
  let current = new AbortController();
  const asked = askForText({
    title: editorWords.addressTitle,
    prompt: editorWords.addressPrompt,
    placeHolder: '0x',
    async validate(text) {
      if (text.trim() === '') return undefined;
      const address = parseAddress(text);
      if (address === undefined)
        return { sentence: editorWords.failures.notAnAddress({ text }), severity: 'error' };
      current.abort();
      current = new AbortController();
      const { signal } = current;
      const session = await document.session();
      const found = await session.resolveAddress(address, signal).catch((error: unknown) => {
        if (isCancelled(error)) return undefined;
        throw error;
      });
      if (found === undefined) return undefined;
      const { title, notes, row } = found;
      return {
        sentence: editorWords.addressNoted(title, notes),
        severity: row === undefined ? 'warning' : 'info',
      };
    },
  });
  try {
    return await asked;
  } finally {
    current.abort();
  }
}
