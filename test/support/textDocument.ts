import type * as vscode from 'vscode';

/** As much of a document as the language face uses. */
export function textDocument({
  path,
  languageId,
  text,
}: {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
}): vscode.TextDocument {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineAt = (line: number) => {
    const start = starts[line] ?? text.length;
    const whole = text.slice(start, starts[line + 1] ?? text.length);
    return { text: whole.replace(/\r?\n$/, ''), range: { start: { line, character: 0 } } };
  };
  const document = {
    languageId,
    uri: { path },
    version: 1,
    getText: () => text,
    lineAt,
    offsetAt: ({ line, character }: vscode.Position) => (starts[line] ?? text.length) + character,
    positionAt(offset: number) {
      const line = Math.max(
        0,
        starts.findLastIndex((start) => start <= offset),
      );
      return { line, character: Math.min(offset - (starts[line] ?? 0), lineAt(line).text.length) };
    },
  };
  return document as unknown as vscode.TextDocument;
}
