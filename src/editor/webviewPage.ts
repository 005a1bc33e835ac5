/** Puts our page into a webview: scripts by nonce from dist/webview alone, nothing kept while it is hidden. */
import * as vscode from 'vscode';
import { displayLanguage } from '../plainText/displayLanguage.ts';
import { pageHtml } from './html.ts';

export function loadPage(webview: vscode.Webview, extensionUri: vscode.Uri): void {
  const root = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const resource = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
  webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [root] };
  webview.html = pageHtml({
    cspSource: webview.cspSource,
    language: displayLanguage,
    script: resource('main.js'),
    styleSheets: [resource('main.css')],
  });
}
