/** Rust's names, version 0: the Rust reference, "Symbol Mangling" (RFC 2603). Hashes of crates are left out. */
import { decodePunycode } from './punycode.ts';

const MAX_DEPTH = 192;
const MAX_RULES = 20_000;

const BASIC: Readonly<Record<string, string>> = {
  a: 'i8',
  b: 'bool',
  c: 'char',
  d: 'f64',
  e: 'str',
  f: 'f32',
  h: 'u8',
  i: 'isize',
  j: 'usize',
  l: 'i32',
  m: 'u32',
  n: 'i128',
  o: 'u128',
  p: '_',
  s: 'i16',
  t: 'u16',
  u: '()',
  v: '...',
  x: 'i64',
  y: 'u64',
  z: '!',
};

const SIGNED = new Set(['a', 'i', 'l', 'n', 's', 'x']);
const UNSIGNED = new Set(['h', 'j', 'm', 'o', 't', 'y']);

class NotUnderstood extends Error {}

/** @returns undefined where it is not understood to its end, or too large */
export function demangleRustV0(mangled: string, most: number): string | undefined {
  try {
    return new RustName(mangled, most).whole();
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class RustName {
  readonly #input: string;
  readonly #most: number;
  #at = 2;
  #depth = 0;
  #rules = 0;
  /** Lifetimes that are bound where the reader is. */
  #lifetimes = 0;

  constructor(input: string, most: number) {
    this.#input = input;
    this.#most = most;
  }

  whole(): string {
    // A digit would be of another version.
    const path = this.#path(true);
    const input = this.#input;
    // Which crate made it of a generic one.
    if (this.#at < input.length && /[A-Z]/.test(input[this.#at] ?? '')) this.#path(true);
    const rest = input.slice(this.#at);
    if (rest !== '' && !/^[.$]/.test(rest)) return this.#fail();
    return rest === '' ? path : `${path} (${rest})`;
  }

  #fail(): never {
    throw new NotUnderstood();
  }

  #take(letter: string): boolean {
    if (this.#input[this.#at] !== letter) return false;
    this.#at++;
    return true;
  }

  #letter(): string {
    return this.#input[this.#at++] ?? this.#fail();
  }

  #within(rule: () => string): string {
    if (++this.#depth > MAX_DEPTH || ++this.#rules > MAX_RULES) this.#fail();
    const text = rule();
    this.#depth--;
    if (text.length > this.#most) this.#fail();
    return text;
  }

  #upToE(item: () => string): string[] {
    const items: string[] = [];
    while (!this.#take('E')) items.push(item());
    return items;
  }

  /** What stands at an earlier place, read again. */
  #backReference(rule: () => string): string {
    const start = this.#at - 1;
    const to = this.#base62() + 2;
    if (to >= start) this.#fail();
    const after = this.#at;
    this.#at = to;
    const text = rule();
    this.#at = after;
    return text;
  }

  /** `_` is 0, `0_` is 1. */
  #base62(): number {
    if (this.#take('_')) return 0;
    let value = 0;
    for (;;) {
      const letter = this.#letter();
      if (letter === '_') return value + 1;
      const digit = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(letter);
      value = value * 62 + digit;
      // Those of crates have 64 bits, which nobody needs.
      if (digit < 0 || value > 2 ** 64) this.#fail();
    }
  }

  #disambiguator(): number {
    return this.#take('s') ? this.#base62() + 1 : 0;
  }

  #decimal(): number {
    const digits = /^(?:0|[1-9]\d{0,4})/.exec(this.#input.slice(this.#at, this.#at + 5))?.[0] ?? this.#fail();
    this.#at += digits.length;
    return Number(digits);
  }

  #name(): string {
    const isPunycode = this.#take('u');
    const length = this.#decimal();
    this.#take('_');
    const text = this.#input.slice(this.#at, this.#at + length);
    if (text.length < length) this.#fail();
    this.#at += length;
    return isPunycode ? (decodePunycode(text) ?? this.#fail()) : text;
  }

  #path(inValue: boolean): string {
    return this.#within(() => this.#pathHere(inValue));
  }

  #pathHere(inValue: boolean): string {
    const letter = this.#letter();
    switch (letter) {
      case 'C':
        this.#disambiguator();
        return this.#name();
      case 'N':
        return this.#nested(inValue);
      case 'M':
        this.#implPath();
        return `<${this.#type()}>`;
      case 'X':
        this.#implPath();
        return `<${this.#type()} as ${this.#path(false)}>`;
      case 'Y':
        return `<${this.#type()} as ${this.#path(false)}>`;
      case 'I': {
        const path = this.#path(inValue);
        return `${path}${inValue ? '::' : ''}<${this.#upToE(() => this.#genericArg()).join(', ')}>`;
      }
      case 'B':
        return this.#backReference(() => this.#path(inValue));
      default:
        return this.#fail();
    }
  }

  /** Where an impl stands; it is told by its type. */
  #implPath(): void {
    this.#disambiguator();
    this.#path(false);
  }

  #nested(inValue: boolean): string {
    const space = this.#letter();
    const path = this.#path(inValue);
    const disambiguator = this.#disambiguator();
    const name = this.#name();
    if (/[a-z]/.test(space)) return name === '' ? path : `${path}::${name}`;
    if (!/[A-Z]/.test(space)) return this.#fail();
    const kind = { C: 'closure', S: 'shim' }[space] ?? space;
    return `${path}::{${kind}${name === '' ? '' : `:${name}`}#${disambiguator}}`;
  }

  #genericArg(): string {
    if (this.#take('L')) return this.#lifetime();
    return this.#take('K') ? this.#constant() : this.#type();
  }

  #lifetime(): string {
    return this.#lifetimeText(this.#base62());
  }

  /** Counted from the innermost; 0 is one that was left out. */
  #lifetimeText(index: number): string {
    if (index === 0) return "'_";
    if (index > this.#lifetimes) return this.#fail();
    const at = this.#lifetimes - index;
    return at < 26 ? `'${String.fromCharCode(97 + at)}` : `'z${at - 26 + 1}`;
  }

  #bound(rule: (binder: string) => string): string {
    const before = this.#lifetimes;
    let binder = '';
    if (this.#take('G')) {
      const count = this.#base62() + 1;
      // Each lifetime is used, so that it takes bytes of the name.
      if (count > this.#input.length) this.#fail();
      const names: string[] = [];
      for (let at = 0; at < count; at++) {
        this.#lifetimes++;
        names.push(this.#lifetimeText(1));
      }
      binder = `for<${names.join(', ')}> `;
    }
    const text = rule(binder);
    this.#lifetimes = before;
    return text;
  }

  #type(): string {
    return this.#within(() => this.#typeHere());
  }

  #typeHere(): string {
    const letter = this.#letter();
    const basic = BASIC[letter];
    if (basic !== undefined) return basic;
    switch (letter) {
      case 'A':
        return `[${this.#type()}; ${this.#constant()}]`;
      case 'S':
        return `[${this.#type()}]`;
      case 'T': {
        const items = this.#upToE(() => this.#type());
        return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
      }
      case 'R':
      case 'Q': {
        const lifetime = this.#take('L') ? this.#base62() : 0;
        const named = lifetime === 0 ? '' : `${this.#lifetimeText(lifetime)} `;
        return `&${named}${letter === 'Q' ? 'mut ' : ''}${this.#type()}`;
      }
      case 'P':
        return `*const ${this.#type()}`;
      case 'O':
        return `*mut ${this.#type()}`;
      case 'F':
        return this.#bound((binder) => binder + this.#functionType());
      case 'D':
        return this.#dyn();
      case 'B':
        return this.#backReference(() => this.#type());
      default:
        this.#at--;
        return this.#path(false);
    }
  }

  #functionType(): string {
    const unsafe = this.#take('U') ? 'unsafe ' : '';
    let abi = '';
    if (this.#take('K')) {
      const name = this.#take('C') ? 'C' : this.#name().replaceAll('_', '-');
      abi = `extern "${name}" `;
    }
    const params = this.#upToE(() => this.#type());
    const result = this.#take('u') ? '' : ` -> ${this.#type()}`;
    return `${unsafe}${abi}fn(${params.join(', ')})${result}`;
  }

  #dyn(): string {
    const text = this.#bound((binder) => {
      const traits = this.#upToE(() => this.#dynTrait());
      return `dyn ${binder}${traits.join(' + ')}`;
    });
    if (!this.#take('L')) return this.#fail();
    const lifetime = this.#base62();
    return lifetime === 0 ? text : `${text} + ${this.#lifetimeText(lifetime)}`;
  }

  /** Its associated types stand among its generic arguments. */
  #dynTrait(): string {
    const path = this.#path(false);
    const types: string[] = [];
    while (this.#take('p')) {
      const name = this.#name();
      types.push(`${name} = ${this.#type()}`);
    }
    if (types.length === 0) return path;
    return path.endsWith('>') && this.#hasArgs(path)
      ? `${path.slice(0, -1)}, ${types.join(', ')}>`
      : `${path}<${types.join(', ')}>`;
  }

  /** Whether the > at its end closes generic arguments, and not an impl. */
  #hasArgs(path: string): boolean {
    return !path.startsWith('<');
  }

  #constant(): string {
    return this.#within(() => this.#constantHere());
  }

  #constantHere(): string {
    const letter = this.#letter();
    if (letter === 'p') return '_';
    if (letter === 'B') return this.#backReference(() => this.#constant());
    const isNegative = SIGNED.has(letter) && this.#take('n');
    if (SIGNED.has(letter) || UNSIGNED.has(letter)) {
      const digits = this.#hex();
      const value = digits.length > 16 ? `0x${digits}` : BigInt(`0x${digits}`).toString();
      return `${isNegative ? '-' : ''}${value}`;
    }
    if (letter === 'b') {
      const digits = this.#hex();
      return digits === '0' ? 'false' : digits === '1' ? 'true' : this.#fail();
    }
    if (letter === 'c') return character(Number.parseInt(this.#hex(), 16)) ?? this.#fail();
    return this.#fail();
  }

  /** Without zeros before it. */
  #hex(): string {
    const digits = /^(?:0|[1-9a-f][\da-f]{0,31})_/.exec(this.#input.slice(this.#at, this.#at + 33))?.[0];
    if (digits === undefined) return this.#fail();
    this.#at += digits.length;
    return digits.slice(0, -1);
  }
}

const ESCAPED: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\r': '\\r',
  '\n': '\\n',
  "'": "\\'",
  '\\': '\\\\',
};

/** A literal of type char. */
function character(code: number): string | undefined {
  if (!(code <= 0x10ffff) || (code >= 0xd800 && code < 0xe000)) return undefined;
  const text = String.fromCodePoint(code);
  const known = ESCAPED[text];
  if (known !== undefined) return `'${known}'`;
  return code >= 0x20 && code < 0x7f ? `'${text}'` : `'\\u{${code.toString(16)}}'`;
}
