/** <expression> (section 5.1.6). */
import { literal } from './literals.ts';
import { expansion, made, type Node, type Out, scoped, word } from './node.ts';
import { BINDS, OPERATORS, type Operator } from './operators.ts';
import type { Parser } from './parser.ts';
import { substitution } from './substitutions.ts';
import { decltype, qualifiers, templateParam, withArgs } from './types.ts';

/** Operators whose operand is a type. */
const OF_TYPES = new Set(['at', 'st', 'ti']);

export function expression(p: Parser): Node {
  return p.within(() => expressionHere(p));
}

function expressionHere(p: Parser): Node {
  const isGlobal = p.take('gs');
  const letter = p.next;
  if (letter === 'L') return literal(p);
  if (letter === 'T') return templateParam(p);
  if (letter === 'f') return functionParamOrFold(p);
  if (letter >= '0' && letter <= '9') return unresolvedName(p, isGlobal);
  const code = p.input.slice(p.at, p.at + 2);
  const found = OPERATORS[code];
  if (found !== undefined && found.kind !== 'name') {
    p.at += 2;
    return operation(p, code, found, isGlobal);
  }
  switch (code) {
    case 'cp':
      p.at += 2;
      return call(p, true);
    case 'cv':
      p.at += 2;
      return conversion(p);
    case 'il': {
      p.at += 2;
      const items = p.upToE(() => braced(p));
      return made((out) => out.inside(false, () => `{${out.list(items)}}`));
    }
    case 'tl': {
      p.at += 2;
      const of = p.rules.type(p);
      const items = p.upToE(() => braced(p));
      return made((out) => `${out.whole(of)}${out.inside(false, () => `{${out.list(items)}}`)}`);
    }
    case 'nx': {
      p.at += 2;
      const of = expression(p);
      return made((out) => `noexcept ${out.parenthesized(of)}`, { binds: BINDS.unary });
    }
    case 'sZ':
      p.at += 2;
      return sizeOfPack(p);
    case 'sP': {
      p.at += 2;
      const items = p.upToE(() => templateArgument(p));
      return made((out) => out.inside(false, () => `sizeof...(${out.list(items)})`));
    }
    case 'sp':
      p.at += 2;
      return expansion(expression(p));
    case 'tr':
      p.at += 2;
      return word('throw');
    case 'tw': {
      p.at += 2;
      const of = expression(p);
      return made((out) => `throw ${out.whole(of)}`);
    }
    case 'on':
    case 'dn':
    case 'sr':
      return unresolvedName(p, isGlobal);
  }
  if (letter === 'u') {
    p.at++;
    const name = p.sourceName();
    const args = p.upToE(() => templateArgument(p));
    return made((out) => out.inside(false, () => `${name}(${out.list(args)})`));
  }
  return p.fail();
}

function templateArgument(p: Parser): Node {
  if (p.take('X')) {
    const found = expression(p);
    p.expect('E');
    return found;
  }
  return p.next === 'L' ? expression(p) : p.rules.type(p);
}

function operation(p: Parser, code: string, { kind, symbol, binds }: Operator, isGlobal: boolean): Node {
  switch (kind) {
    case 'binary':
      return binary(symbol, binds, expression(p), expression(p));
    case 'prefix': {
      const of = expression(p);
      return made((out) => symbol + out.operand(of, binds), { binds });
    }
    case 'postfix': {
      const isPrefix = p.take('_');
      const of = expression(p);
      return isPrefix
        ? made((out) => symbol + out.operand(of, BINDS.unary), { binds: BINDS.unary })
        : made((out) => out.operand(of, binds, true) + symbol, { binds });
    }
    case 'member': {
      const of = expression(p);
      const member = expression(p);
      return made((out) => out.operand(of, binds, true) + symbol + out.operand(member, binds), { binds });
    }
    case 'array': {
      const of = expression(p);
      const index = expression(p);
      return made((out) => `${out.operand(of, binds)}${out.inside(false, () => `[${out.whole(index)}]`)}`, {
        binds,
      });
    }
    case 'call':
      return call(p, false);
    case 'cast': {
      const to = p.rules.type(p);
      const of = expression(p);
      return made(
        (out) => {
          const target = out.inside(true, () => out.whole(to));
          return `${symbol}<${target}>${out.parenthesized(of)}`;
        },
        { binds },
      );
    }
    case 'of': {
      const of = OF_TYPES.has(code) ? p.rules.type(p) : expression(p);
      return made((out) => symbol + out.parenthesized(of), { binds });
    }
    case 'new':
      return newExpression(p, symbol, isGlobal);
    case 'delete': {
      const of = expression(p);
      return made((out) => `${isGlobal ? '::' : ''}delete${symbol} ${out.whole(of)}`, { binds });
    }
    case 'conditional': {
      const [when, then, otherwise] = [expression(p), expression(p), expression(p)];
      return made(
        (out) =>
          `${out.operand(when, binds)} ? ${out.whole(then)} : ${out.operand(otherwise, BINDS.assign, true)}`,
        { binds },
      );
    }
    case 'name':
      return p.fail();
  }
}

function binary(symbol: string, binds: number, left: Node, right: Node): Node {
  const isAssignment = binds === BINDS.assign;
  return made(
    (out) => {
      const write = (): string => {
        const first = isAssignment ? out.operand(left, BINDS.orIf, true) : out.operand(left, binds, true);
        const second = out.operand(right, binds, isAssignment);
        return `${first}${symbol === ',' ? '' : ' '}${symbol} ${second}`;
      };
      // It would end the template's arguments, or one of them.
      return out.inArgs && (symbol === '>' || symbol === '>>' || symbol === ',')
        ? out.inside(false, () => `(${write()})`)
        : write();
    },
    { binds },
  );
}

function call(p: Parser, inParentheses: boolean): Node {
  const of = expression(p);
  const args = p.upToE(() => expression(p));
  return made(
    (out) => {
      const callee = inParentheses ? out.parenthesized(of) : out.whole(of);
      return `${callee}${out.inside(false, () => `(${out.list(args)})`)}`;
    },
    { binds: BINDS.postfix },
  );
}

function conversion(p: Parser): Node {
  const { tryArgs } = p;
  p.tryArgs = false;
  const to = p.rules.type(p);
  p.tryArgs = tryArgs;
  const args = p.take('_') ? p.upToE(() => expression(p)) : [expression(p)];
  return made((out) => `${out.parenthesized(to)}${out.inside(false, () => `(${out.list(args)})`)}`, {
    binds: BINDS.cast,
  });
}

function newExpression(p: Parser, symbol: string, isGlobal: boolean): Node {
  const place: Node[] = [];
  while (!p.take('_')) place.push(expression(p));
  const of = p.rules.type(p);
  const init = p.take('pi') ? p.upToE(() => expression(p)) : p.take('E') ? undefined : p.fail();
  return made(
    (out) => {
      const at = place.length === 0 ? '' : out.inside(false, () => `(${out.list(place)})`);
      const values = init === undefined ? '' : out.inside(false, () => `(${out.list(init)})`);
      return `${isGlobal ? '::' : ''}new${symbol}${at} ${out.whole(of)}${values}`;
    },
    { binds: BINDS.unary },
  );
}

function braced(p: Parser): Node {
  if (p.take('di')) {
    const field = word(p.sourceName());
    const value = braced(p);
    return made((out) => `.${out.whole(field)} = ${out.whole(value)}`);
  }
  if (p.take('dx')) {
    const index = expression(p);
    const value = braced(p);
    return made((out) => `[${out.whole(index)}] = ${out.whole(value)}`);
  }
  return expression(p);
}

function sizeOfPack(p: Parser): Node {
  const of = p.next === 'T' ? templateParam(p) : p.next === 'f' ? functionParamOrFold(p) : p.fail();
  const all = expansion(of);
  return made((out) => out.inside(false, () => `sizeof...(${out.whole(all)})`));
}

function functionParamOrFold(p: Parser): Node {
  if (p.take('fpT')) return word('this');
  if (p.take('fp')) {
    qualifiers(p);
    const number = p.number();
    p.expect('_');
    return word(`fp${number}`);
  }
  if (p.starts('fL') && /\d/.test(p.look(2))) {
    p.at += 2;
    p.number();
    p.expect('p');
    qualifiers(p);
    const number = p.number();
    p.expect('_');
    return word(`fp${number}`);
  }
  return fold(p);
}

/** fl, fr: one operand; fL, fR: two. */
function fold(p: Parser): Node {
  const side = p.look(1);
  if (!/[lrLR]/.test(side)) p.fail();
  p.at += 2;
  const found = OPERATORS[p.input.slice(p.at, p.at + 2)];
  if (found === undefined || (found.kind !== 'binary' && found.kind !== 'member')) return p.fail();
  p.at += 2;
  const { symbol } = found;
  const first = expression(p);
  const second = /[LR]/.test(side) ? expression(p) : undefined;
  const isLeft = side === 'l' || side === 'L';
  // (init op ... op pack), (pack op ... op init)
  const [pack, init] = isLeft && second !== undefined ? [second, first] : [first, second];
  const all = expansion(pack);
  const packed = (out: Out): string => out.parenthesized(all);
  return made((out) =>
    out.inside(false, () => {
      const before = isLeft
        ? init === undefined
          ? ''
          : `${out.operand(init, BINDS.cast, true)} ${symbol} `
        : `${packed(out)} ${symbol} `;
      const after = isLeft
        ? ` ${symbol} ${packed(out)}`
        : init === undefined
          ? ''
          : ` ${symbol} ${out.operand(init, BINDS.cast, true)}`;
      return `(${before}...${after})`;
    }),
  );
}

/** A name whose meaning depends on template parameters. */
function unresolvedName(p: Parser, isGlobal: boolean): Node {
  const start = (node: Node): Node => (isGlobal ? made((out) => `::${out.whole(node)}`) : node);
  if (p.take('srN')) {
    let scope = unresolvedType(p);
    if (p.next === 'I') scope = withArgs(scope, p.rules.templateArgs(p, false));
    while (!p.take('E')) scope = scoped(scope, simpleName(p));
    return scoped(scope, baseName(p));
  }
  if (!p.take('sr')) return start(baseName(p));
  if (/\d/.test(p.next)) {
    let scope = start(simpleName(p));
    while (!p.take('E')) scope = scoped(scope, simpleName(p));
    return scoped(scope, baseName(p));
  }
  let scope = unresolvedType(p);
  if (p.next === 'I') scope = withArgs(scope, p.rules.templateArgs(p, false));
  return scoped(scope, baseName(p));
}

function unresolvedType(p: Parser): Node {
  if (p.next === 'T') return p.remember(templateParam(p));
  if (p.next === 'D') return p.remember(decltype(p));
  if (p.next === 'S' && p.look(1) !== 't') return substitution(p);
  if (p.take('St')) return p.remember(scoped(word('std'), word(p.sourceName())));
  return p.fail();
}

function simpleName(p: Parser): Node {
  const name = word(p.sourceName());
  return p.next === 'I' ? withArgs(name, p.rules.templateArgs(p, false)) : name;
}

function baseName(p: Parser): Node {
  if (/\d/.test(p.next)) return simpleName(p);
  if (p.take('dn')) {
    const of = /\d/.test(p.next) ? simpleName(p) : unresolvedType(p);
    return made((out) => `~${out.whole(of)}`);
  }
  p.expect('on');
  const name = p.rules.unqualified(p, undefined, undefined);
  return p.next === 'I' ? withArgs(name, p.rules.templateArgs(p, false)) : name;
}
