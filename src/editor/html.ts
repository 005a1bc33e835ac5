/** The page of a view: a frame for dist/webview/main.js, and nothing that comes from a file. */

export interface PageSources {
  /** `webview.cspSource` */
  readonly cspSource: string;
  readonly script: string;
  /** Of the page's own words. */
  readonly language: string;
  readonly styleSheets: readonly string[];
}

/** Scripts run by nonce only; what they import inherits it. Nothing is fetched, framed or submitted. */
export function pageHtml(sources: PageSources): string {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${sources.cspSource} 'nonce-${nonce}'`,
    `font-src ${sources.cspSource}`,
    `img-src ${sources.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  // VS Code hands out what waits for the page after 200 ms at the latest, and the script may not be there by then.
  const keepMessages =
    'window.early = []; addEventListener("message", ({ data }) => window.early?.push(data))';
  // The property is how the toolkit's design tokens learn the nonce for the style element they add.
  return `<!DOCTYPE html>
<html lang="${attribute(sources.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${sources.styleSheets.map((href) => `<link rel="stylesheet" href="${attribute(href)}">`).join('\n')}
<title>vDSO Explorer</title>
<script nonce="${nonce}">${keepMessages}</script>
</head>
<body>
<div id="app"></div>
<script type="module" nonce="${nonce}" src="${attribute(sources.script)}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
