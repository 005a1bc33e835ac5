/** <expr-primary>: literals, and names of functions and objects (section 5.1.6.1). */
import { made, type Node, word } from './node.ts';
import { BINDS } from './operators.ts';
import type { Parser } from './parser.ts';

/** What a literal of the type ends in; others have a cast. */
const SUFFIXES: Readonly<Record<string, string>> = { i: '', j: 'u', l: 'l', m: 'ul', x: 'll', y: 'ull' };

const FLOATS: Readonly<Record<string, number>> = { f: 8, d: 16, e: 20 };

export function literal(p: Parser): Node {
  p.expect('L');
  const letter = p.next;
  if (p.take('_Z')) {
    const found = p.rules.encoding(p);
    p.expect('E');
    return found;
  }
  if (p.take('b')) {
    const value = p.take('0E') ? 'false' : p.take('1E') ? 'true' : p.fail();
    return word(value);
  }
  if (p.take('DnE') || p.take('Dn0E')) return word('nullptr');
  const digits = FLOATS[letter];
  if (digits !== undefined) {
    p.at++;
    return float(p, letter, digits);
  }
  const suffix = SUFFIXES[letter];
  if (suffix !== undefined) {
    p.at++;
    const value = signed(p);
    return word(value + suffix);
  }
  if (p.next === 'A') {
    const of = p.rules.type(p);
    p.number();
    p.expect('E');
    return made((out) => `"<${out.whole(of)}>"`);
  }
  const of = p.rules.type(p);
  const value = signed(p);
  return made((out) => `${out.parenthesized(of)}${value}`, { binds: BINDS.cast });
}

function signed(p: Parser): string {
  const digits = p.number(true);
  if (digits === '' || digits === 'n') p.fail();
  p.expect('E');
  return digits.replace('n', '-');
}

/** Bits of a float or double in hexadecimal, written as C's %a does. */
function float(p: Parser, letter: string, digits: number): Node {
  const bits = p.input.slice(p.at, p.at + digits);
  if (!new RegExp(`^[\\da-f]{${digits}}$`).test(bits)) p.fail();
  p.at += digits;
  p.expect('E');
  if (letter === 'e') return p.fail();
  const view = new DataView(new ArrayBuffer(8));
  if (letter === 'f') view.setUint32(0, Number.parseInt(bits, 16));
  else view.setBigUint64(0, BigInt(`0x${bits}`));
  const value = letter === 'f' ? view.getFloat32(0) : view.getFloat64(0);
  return word(hexFloat(value) + (letter === 'f' ? 'f' : ''));
}

function hexFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const sign = bits >> 63n === 1n ? '-' : '';
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = (bits & 0xfffffffffffffn).toString(16).padStart(13, '0').replace(/0+$/, '');
  if (exponent === 0 && fraction === '') return `${sign}0x0p+0`;
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? 0 : 1}${fraction === '' ? '' : `.${fraction}`}p${power < 0 ? '' : '+'}${power}`;
}
