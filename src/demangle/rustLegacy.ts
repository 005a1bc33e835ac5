/**
 * Rust's names before version 0: those of C++ with escapes in them, and a hash at their end, which is left out
 * (rustc_symbol_mangling, legacy.rs).
 */

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['SP', '@'],
  ['BP', '*'],
  ['RF', '&'],
  ['LT', '<'],
  ['GT', '>'],
  ['LP', '('],
  ['RP', ')'],
  ['C', ','],
]);

/** @returns undefined for what is none of Rust */
export function demangleRustLegacy(mangled: string): string | undefined {
  const whole = /^_ZN(\d[\w.$]*)17h([\da-f]{16})E(\..*)?$/.exec(mangled);
  if (whole === null) return undefined;
  const [, path = '', hash = '', suffix = ''] = whole;
  // A hash has digits of many kinds; a C++ name of that length rarely does.
  if (new Set(hash).size < 5) return undefined;
  const parts: string[] = [];
  for (let at = 0; at < path.length; ) {
    const digits = /^[1-9]\d{0,3}/.exec(path.slice(at, at + 4))?.[0];
    if (digits === undefined) return undefined;
    at += digits.length;
    const length = Number(digits);
    const part = path.slice(at, at + length);
    if (part.length < length) return undefined;
    at += length;
    const text = unescaped(part);
    if (text === undefined) return undefined;
    parts.push(text);
  }
  return parts.join('::') + (suffix === '' ? '' : ` (${suffix})`);
}

function unescaped(part: string): string | undefined {
  // An identifier cannot begin with an escape.
  const text = part.startsWith('_$') ? part.slice(1) : part;
  let isKnown = true;
  const plain = text.replace(/\$([^$]*)\$|\.\.|\./g, (found, name: string | undefined) => {
    if (name === undefined) return found === '..' ? '::' : '.';
    const known = ESCAPES.get(name);
    if (known !== undefined) return known;
    const code = /^u([\da-f]{1,6})$/.exec(name)?.[1];
    const point = code === undefined ? Number.NaN : Number.parseInt(code, 16);
    if (point >= 0x20 && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000))
      return String.fromCodePoint(point);
    isKnown = false;
    return found;
  });
  return isKnown && !plain.includes('$') ? plain : undefined;
}
