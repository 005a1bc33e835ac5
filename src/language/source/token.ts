/** What stands under the cursor, as far as a vDSO can have to do with it. */
import { isKnownSymbol } from './knownNames.ts';

export interface Token {
  /** symbol and version: what a string literal holds, without its quotes, or a name that kernels and runtimes know. */
  readonly kind: 'name' | 'symbol' | 'version' | 'number';
  readonly text: string;
  /** Columns of the text in its line. */
  readonly start: number;
  readonly end: number;
}

/**
 * A node is one without quotes too, as in a linker script. A middle dot and a slash of Go assembly (U+00B7, U+2215) belong to no name, so
 * `runtime·x(SB)` yields `x`.
 */
const tokens =
  /(?<quote>["`])(?:(?<symbol>__(?:vdso|kernel)_\w+)|(?<version>LINUX_\d[\w.]*))(?:\\0)?\k<quote>|(?<node>LINUX_\d+(?:\.\d+)+)|(?<name>[A-Za-z_]\w*)|(?<number>0[xX][0-9a-fA-F_]+|[0-9][0-9_]*)/g;

/** No token is longer; lines may be. */
const reach = 120;

/**
 * The token that contains `column` or ends there.
 * @param bare whether functions have their names without a prefix too: the version scripts of x86 and sparc
 */
export function tokenAt(line: string, column: number, bare = false): Token | undefined {
  const from = Math.max(0, column - reach);
  for (const match of line.slice(from, column + reach).matchAll(tokens)) {
    const { quote, symbol, version, node, name, number } = match.groups ?? {};
    const start = from + match.index;
    if (column < start) return undefined;
    if (column > start + match[0].length) continue;
    const at = (kind: Token['kind'], text: string, more = ''): Token => {
      const first = quote === undefined ? start : start + 1;
      return { kind, text: text + more, start: first, end: first + text.length };
    };
    if (symbol !== undefined || version !== undefined) {
      const more = quote === '"' ? stringsBehind(line, start + match[0].length) : '';
      return at(symbol === undefined ? 'version' : 'symbol', `${symbol ?? version}`, more);
    }
    if (number !== undefined) return at('number', number);
    if (node !== undefined) return at('version', node);
    if (name !== undefined) return at(isSymbol(name, bare) ? 'symbol' : 'name', name);
  }
  return undefined;
}

/** What C joins to a string: those side by side with it. */
function stringsBehind(line: string, end: number): string {
  let text = '';
  for (let rest = line.slice(end, end + reach); ; ) {
    const [whole, more] = /^\s*"([\w.]*)"/.exec(rest) ?? [];
    if (whole === undefined) return text;
    text += more;
    rest = rest.slice(whole.length);
  }
}

function isSymbol(name: string, bare: boolean): boolean {
  return (bare || /^__(?:vdso|kernel)_/.test(name)) && isKnownSymbol(name);
}
