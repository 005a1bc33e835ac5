/** <type> of the Itanium C++ ABI (section 5.1.5). */
import { expansion, made, type Node, type Out, type Text, word } from './node.ts';
import type { Parser } from './parser.ts';
import { substitution } from './substitutions.ts';

const BUILTIN: Readonly<Record<string, string>> = {
  v: 'void',
  w: 'wchar_t',
  b: 'bool',
  c: 'char',
  a: 'signed char',
  h: 'unsigned char',
  s: 'short',
  t: 'unsigned short',
  i: 'int',
  j: 'unsigned int',
  l: 'long',
  m: 'unsigned long',
  x: 'long long',
  y: 'unsigned long long',
  n: '__int128',
  o: 'unsigned __int128',
  f: 'float',
  d: 'double',
  e: 'long double',
  g: '__float128',
  z: '...',
};

const BUILTIN_D: Readonly<Record<string, string>> = {
  d: 'decimal64',
  e: 'decimal128',
  f: 'decimal32',
  h: '_Float16',
  i: 'char32_t',
  s: 'char16_t',
  u: 'char8_t',
  a: 'auto',
  c: 'decltype(auto)',
  n: 'std::nullptr_t',
};

const words = new Map(
  [...Object.values(BUILTIN), ...Object.values(BUILTIN_D)].map((each) => [each, word(each)]),
);

/** `r`, `V` and `K`, in this order, as they are written behind. */
export function qualifiers(p: Parser): string {
  const restrict = p.take('r') ? ' restrict' : '';
  const volatile = p.take('V') ? ' volatile' : '';
  return (p.take('K') ? ' const' : '') + volatile + restrict;
}

export function type(p: Parser): Node {
  return p.within(() => typeHere(p));
}

function typeHere(p: Parser): Node {
  const letter = p.next;
  const known = BUILTIN[letter];
  if (known !== undefined) {
    p.at++;
    return words.get(known) ?? word(known);
  }
  switch (letter) {
    case 'r':
    case 'V':
    case 'K':
      return p.remember(isFunction(p) ? functionType(p) : qualified(p));
    case 'U':
      return p.remember(vendorQualified(p));
    case 'u': {
      p.at++;
      const name = word(p.sourceName());
      const args = p.next === 'I' ? p.rules.templateArgs(p, false) : undefined;
      return p.remember(args === undefined ? name : withArgs(name, args));
    }
    case 'D':
      return typeD(p);
    case 'F':
      return p.remember(functionType(p));
    case 'A':
      return p.remember(arrayType(p));
    case 'M':
      return p.remember(memberPointer(p));
    case 'P':
      p.at++;
      return p.remember(pointer(type(p)));
    case 'R':
      p.at++;
      return p.remember(reference('&', type(p)));
    case 'O':
      p.at++;
      return p.remember(reference('&&', type(p)));
    case 'C':
    case 'G': {
      p.at++;
      const of = type(p);
      return p.remember(suffixed(of, letter === 'C' ? ' complex' : ' imaginary'));
    }
    case 'T':
      return typeT(p);
    case 'S':
      if (p.look(1) !== 't') return substituted(p);
  }
  return p.remember(p.rules.name(p));
}

function suffixed(of: Node, suffix: string): Node {
  return {
    write(out) {
      const text = out.text(of);
      return { ...text, left: text.left + suffix, reference: undefined };
    },
  };
}

function qualified(p: Parser): Node {
  const marks = qualifiers(p);
  return suffixed(type(p), marks);
}

function vendorQualified(p: Parser): Node {
  p.expect('U');
  const name = p.sourceName();
  const args = p.next === 'I' ? p.rules.templateArgs(p, false) : undefined;
  const of = type(p);
  return {
    write(out) {
      const text = out.text(of);
      return {
        ...text,
        left: `${text.left} ${name}${args === undefined ? '' : out.whole(args)}`,
        reference: undefined,
      };
    },
  };
}

function typeD(p: Parser): Node {
  const letter = p.look(1);
  const known = BUILTIN_D[letter];
  if (known !== undefined) {
    p.at += 2;
    return words.get(known) ?? word(known);
  }
  switch (letter) {
    case 'F': {
      p.at += 2;
      if (p.take('16b')) return word('std::bfloat16_t');
      const bits = p.number();
      const wide = p.take('x') ? 'x' : '';
      if (wide === '') p.expect('_');
      return word(`_Float${bits}${wide}`);
    }
    case 'B':
    case 'U': {
      p.at += 2;
      const bits = /\d/.test(p.next) ? word(p.number()) : p.rules.expression(p);
      p.expect('_');
      return p.remember(made((out) => `${letter === 'U' ? 'unsigned ' : ''}_BitInt(${out.whole(bits)})`));
    }
    case 'k':
    case 'K': {
      p.at += 2;
      const concept = p.rules.name(p);
      const auto = letter === 'k' ? ' auto' : ' decltype(auto)';
      return p.remember(made((out) => out.whole(concept) + auto));
    }
    case 'p':
      p.at += 2;
      return p.remember(expansion(type(p)));
    case 't':
    case 'T':
      return p.remember(decltype(p));
    case 'v':
      return p.remember(vectorType(p));
    case 'o':
    case 'O':
    case 'w':
    case 'x':
      return p.remember(functionType(p));
    default:
      return p.fail();
  }
}

export function decltype(p: Parser): Node {
  if (!p.take('Dt')) p.expect('DT');
  const of = p.rules.expression(p);
  p.expect('E');
  return made((out) => `decltype${out.parenthesized(of)}`);
}

function vectorType(p: Parser): Node {
  p.expect('Dv');
  let size: Node | undefined;
  if (/[1-9]/.test(p.next)) size = word(p.number());
  else if (!p.starts('_')) size = p.rules.expression(p);
  p.expect('_');
  if (p.take('p')) return made((out) => `pixel vector[${size === undefined ? '' : out.whole(size)}]`);
  const of = type(p);
  return made((out) => `${out.whole(of)} vector[${size === undefined ? '' : out.whole(size)}]`);
}

function pointer(to: Node): Node {
  return { write: (out) => pointing(out.text(to), '*') };
}

function pointing(to: Text, mark: string): Text {
  const { left, right, shape } = to;
  if (shape === undefined) return { left: left + mark, right };
  return { left: `${left}${shape === 'array' ? ' ' : ''}(${mark}`, right: `)${right}` };
}

/** A reference to a reference is one: && only where both are. */
function reference(mark: '&' | '&&', to: Node): Node {
  return {
    write(out) {
      const text = out.text(to);
      const inner = text.reference;
      const both = inner === undefined || inner.mark === '&&' ? mark : '&';
      const of = inner?.to ?? text;
      return { ...pointing(of, both), reference: { mark: both, to: of } };
    },
  };
}

function arrayType(p: Parser): Node {
  p.expect('A');
  let size: Node | undefined;
  if (/\d/.test(p.next)) size = word(p.number());
  else if (p.next !== '_') size = p.rules.expression(p);
  p.expect('_');
  const of = type(p);
  return {
    write(out) {
      const { left, right } = out.text(of);
      const dimension = `[${size === undefined ? '' : out.whole(size)}]`;
      const after = dimension + right;
      return { left, right: left.endsWith(']') ? after : ` ${after}`.replace('] [', ']['), shape: 'array' };
    },
  };
}

function memberPointer(p: Parser): Node {
  p.expect('M');
  const of = type(p);
  const member = type(p);
  return {
    write(out) {
      const { left, right, shape } = out.text(member);
      const name = out.whole(of);
      return shape === undefined
        ? { left: `${left} ${name}::*`, right }
        : { left: `${left}(${name}::*`, right: `)${right}` };
    },
  };
}

/** Whether qualifiers stand before a function's type. */
function isFunction(p: Parser): boolean {
  let at = 0;
  for (const letter of 'rVK') if (p.look(at) === letter) at++;
  const letter = p.look(at);
  return letter === 'F' || (letter === 'D' && /[oOwx]/.test(p.look(at + 1)));
}

function functionType(p: Parser): Node {
  const marks = qualifiers(p);
  let exceptions: ((out: Out) => string) | undefined;
  if (p.take('Do')) exceptions = () => ' noexcept';
  else if (p.take('DO')) {
    const when = p.rules.expression(p);
    p.expect('E');
    exceptions = (out) => ` noexcept(${out.whole(when)})`;
  } else if (p.take('Dw')) {
    const types = p.upToE(() => type(p));
    exceptions = (out) => ` throw(${out.list(types)})`;
  }
  p.take('Dx');
  p.expect('F');
  p.take('Y');
  const result = type(p);
  const params: Node[] = [];
  let ref = '';
  for (;;) {
    if (p.take('E')) break;
    if (p.take('v')) continue;
    if (p.take('RE')) {
      ref = ' &';
      break;
    }
    if (p.take('OE')) {
      ref = ' &&';
      break;
    }
    params.push(type(p));
  }
  return {
    write(out) {
      const { left, right } = out.text(result);
      const list = out.inside(false, () => out.list(params));
      return {
        left: `${left} `,
        right: `(${list})${right}${marks}${ref}${exceptions?.(out) ?? ''}`,
        shape: 'function',
      };
    },
  };
}

export function withArgs(name: Node, args: Node): Node {
  return made((out) => out.whole(name) + out.whole(args), { base: name.base });
}

function typeT(p: Parser): Node {
  const kind = { s: 'struct', u: 'union', e: 'enum' }[p.look(1)];
  if (kind !== undefined) {
    p.at += 2;
    const name = p.rules.name(p);
    return p.remember(made((out) => `${kind} ${out.whole(name)}`));
  }
  const param = p.remember(templateParam(p));
  // A template that is a template's argument.
  if (!p.tryArgs || p.next !== 'I') return param;
  return p.remember(withArgs(param, p.rules.templateArgs(p, false)));
}

function substituted(p: Parser): Node {
  const found = substitution(p);
  if (p.tryArgs && p.next === 'I') return p.remember(withArgs(found, p.rules.templateArgs(p, false)));
  return found;
}

const AUTO = word('auto');

/** T_, T0_, … of level 0; TL0__, TL0_0_, … of level 1, a lambda's within another one's parameters. */
export function templateParam(p: Parser): Node {
  p.expect('T');
  let level = 0;
  if (p.take('L')) level = p.sequence() || p.fail();
  const index = p.sequence();
  if (p.forward !== undefined && level === 0) {
    let found: Node | undefined;
    p.forward.push((args) => {
      found = args[index] ?? p.fail();
    });
    let busy = false;
    return {
      write(out) {
        // It may be one of its own arguments.
        if (found === undefined || busy) return p.fail();
        busy = true;
        const text = out.text(found);
        busy = false;
        return text;
      },
    };
  }
  const known = p.params[level]?.[index];
  if (known !== undefined) return known;
  if (p.lambdaLevel === level && level <= p.params.length) {
    p.params[level] ??= [];
    return AUTO;
  }
  return p.fail();
}
