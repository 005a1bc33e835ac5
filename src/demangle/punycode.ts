/** Identifiers that are not ASCII: RFC 3492, with `_` in the place of its `-`. */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;

/** @returns undefined for what is none */
export function decodePunycode(text: string): string | undefined {
  const cut = text.lastIndexOf('_');
  const letters = cut < 0 ? [] : Array.from(text.slice(0, cut), (each) => each.charCodeAt(0));
  let at = cut + 1;
  let code = 0x80;
  let position = 0;
  let bias = 72;
  while (at < text.length) {
    const before = position;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(text.charCodeAt(at++));
      if (digit === undefined) return undefined;
      position += digit * weight;
      const least = k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
      if (digit < least) break;
      weight *= BASE - least;
      if (position > 0x7fffffff || weight > 0x7fffffff) return undefined;
    }
    const count = letters.length + 1;
    bias = adapt(position - before, count, before === 0);
    code += Math.floor(position / count);
    position %= count;
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
    letters.splice(position++, 0, code);
  }
  return String.fromCodePoint(...letters);
}

function digitOf(code: number): number | undefined {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : undefined;
}

function adapt(delta: number, count: number, first: boolean): number {
  let left = first ? Math.floor(delta / DAMP) : delta >> 1;
  left += Math.floor(left / count);
  let k = 0;
  while (left > ((BASE - T_MIN) * T_MAX) >> 1) {
    left = Math.floor(left / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - T_MIN + 1) * left) / (left + SKEW));
}
