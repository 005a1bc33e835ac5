/** "Resolve Address…": from a program counter to the symbol's row in the active image. */
import * as vscode from 'vscode';
import { notAnAddress } from '../report/english/address.ts';
import { parseAddress } from '../report/parseAddress.ts';
import { sentences } from './english.ts';
import type { ImageView } from './imageView.ts';

/** Milliseconds that the answer stays in the status bar. */
const SHOWN_MS = 20_000;

/** Asks for an address unless one is given. Says what lies there while it is typed; then shows the row. */
export async function resolveAddress(view: ImageView, given?: string): Promise<string | undefined> {
  const { document } = view;
  const session = await document.session();
  const { symtabOffer } = await session.summary();
  if (symtabOffer !== undefined) {
    const options = { location: vscode.ProgressLocation.Window, title: sentences.readingSymbols };
    // Most of a program's functions have no other symbol.
    await vscode.window.withProgress(options, () => document.configure({ symtab: true }));
  }
  const text = given ?? (await ask(view));
  if (text === undefined) return undefined;
  const address = parseAddress(text);
  if (address === undefined) throw new Error(notAnAddress(text));
  const found = await session.resolveAddress(address);
  if (found.row !== undefined) view.reveal(found.row);
  const answer = sentences.addressFound(found.address, found.title);
  vscode.window.setStatusBarMessage(answer, SHOWN_MS);
  return answer;
}

function ask({ document }: ImageView): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: sentences.addressTitle,
    prompt: sentences.addressPrompt,
    placeHolder: '0x',
    async validateInput(text) {
      if (text.trim() === '') return undefined;
      const address = parseAddress(text);
      if (address === undefined) {
        return { message: notAnAddress(text), severity: vscode.InputBoxValidationSeverity.Error };
      }
      const { title, notes, row } = await (await document.session()).resolveAddress(address);
      const { Info, Warning } = vscode.InputBoxValidationSeverity;
      return { message: `${title}. ${notes.join(' ')}`, severity: row === undefined ? Warning : Info };
    },
  });
}
