/** What stands under the cursor, as far as a vDSO can have to do with it. */

export interface Token {
  /** symbol and version: a string literal, without its quotes. */
  readonly kind: 'name' | 'symbol' | 'version' | 'number';
  readonly text: string;
  /** Columns of the text in its line. */
  readonly start: number;
  readonly end: number;
}

/** A middle dot and a slash of Go assembly (U+00B7, U+2215) belong to no name, so `runtime·x(SB)` yields `x`. */
const tokens =
  /(?<quote>["`])(?:(?<symbol>__(?:vdso|kernel)_\w+)|(?<version>LINUX_\d[\w.]*))(?:\\0)?\k<quote>|(?<name>[A-Za-z_]\w*)|(?<number>0[xX][0-9a-fA-F_]+|[0-9][0-9_]*)/g;

/** No token is longer; lines may be. */
const reach = 120;

/** The token that contains `column` or ends there. */
export function tokenAt(line: string, column: number): Token | undefined {
  const from = Math.max(0, column - reach);
  for (const match of line.slice(from, column + reach).matchAll(tokens)) {
    const { quote, symbol, version, name, number } = match.groups ?? {};
    const start = from + match.index;
    if (column < start) return undefined;
    if (column > start + match[0].length) continue;
    const at = (kind: Token['kind'], text: string): Token => {
      const first = quote === undefined ? start : start + 1;
      return { kind, text, start: first, end: first + text.length };
    };
    if (symbol !== undefined) return at('symbol', symbol);
    if (version !== undefined) return at('version', version);
    if (number !== undefined) return at('number', number);
    if (name !== undefined) return at('name', name);
  }
  return undefined;
}
