/** Host end of a page's requests: what is answered and logged when they fail, and what becomes of them with the page. */
import type * as vscode from 'vscode';
import { shown } from '../elf/bytes/printable.ts';
import { sentenceIn } from '../elf/codedError.ts';
import { loggable } from '../plainText/loggable.ts';
import type { HostApi, HostEvent } from '../protocol.ts';
import type { Handlers } from '../rpc/api.ts';
import type { Channel, ToClient } from '../rpc/messages.ts';
import { connectServer, type Server } from '../rpc/server.ts';
import type { EditorWords } from './catalogues.ts';

/** Whatever the page posts: what fails and what is no message of the protocol is logged. */
export function servePage(
  channel: Channel<ToClient<HostEvent>>,
  handlers: Partial<Handlers<HostApi>>,
  log: { warn(sentence: string): void },
  words: EditorWords,
): Server<HostEvent> {
  return connectServer<HostApi, HostEvent>(channel, handlers, {
    failed(error, name) {
      log.warn(`Request ${name} failed: ${loggable(error)}`);
      return { message: shown(sentenceIn(words.language, error)) };
    },
    unknown(name) {
      log.warn(`The view asked for ${described(name)}, which is not a request of the protocol.`);
      return { message: words.unknownRequest(described(name)) };
    },
    stray: (message) =>
      log.warn(`The view sent a message that is not of the protocol: ${described(message)}`),
  });
}

/** Serves the page of a panel. Hiding destroys it: then nobody waits for an answer, and nothing is posted. */
export function servePanel(
  panel: vscode.WebviewPanel,
  handlers: Partial<Handlers<HostApi>>,
  log: { warn(sentence: string): void },
  words: EditorWords,
): Server<HostEvent> {
  const { webview } = panel;
  const channel: Channel<ToClient<HostEvent>> = {
    post: (message) => panel.visible && void webview.postMessage(message),
    // These listeners go with the panel.
    onMessage: (listener) => void webview.onDidReceiveMessage(listener),
  };
  const server = servePage(channel, handlers, log, words);
  panel.onDidChangeViewState(() => panel.visible || server.cancelAll());
  panel.onDidDispose(() => server.cancelAll());
  return server;
}

/** Any value in one line: as JSON, or by its kind where it has none (what goes round in a circle, a BigInt, a function). */
function described(value: unknown): string {
  try {
    return shown((JSON.stringify(value) ?? typeof value).slice(0, 200));
  } catch {
    return typeof value;
  }
}
