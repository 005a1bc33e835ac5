/** <encoding> and <special-name> (sections 5.1.1 and 5.1.4). */
import { made, type Node } from './node.ts';
import type { NameState, Parser } from './parser.ts';

const OF_TYPES: Readonly<Record<string, string>> = {
  TV: 'vtable for ',
  TT: 'VTT for ',
  TI: 'typeinfo for ',
  TS: 'typeinfo name for ',
};
const OF_NAMES: Readonly<Record<string, string>> = {
  GV: 'guard variable for ',
  TW: 'thread-local wrapper routine for ',
  TH: 'thread-local initialization routine for ',
};

export function encoding(p: Parser): Node {
  return p.within(() => {
    const { params } = p;
    p.params = [];
    const found = p.next === 'G' || p.next === 'T' ? specialName(p) : functionOrObject(p);
    p.params = params;
    return found;
  });
}

function isEnd(p: Parser): boolean {
  return p.at === p.input.length || p.next === 'E' || p.next === '.' || p.next === '_';
}

function functionOrObject(p: Parser): Node {
  const state: NameState = { plain: false, endsWithArgs: false, qualifiers: '' };
  const name = p.rules.name(p, state);
  if (p.waiting.length > 0) p.fail();
  if (isEnd(p)) return name;
  const conditions: Node[] = [];
  if (p.take('Ua9enable_ifI')) {
    while (!p.take('E')) {
      const isExpression = p.take('X');
      conditions.push(p.rules.expression(p));
      if (isExpression) p.expect('E');
    }
  }
  const result = state.endsWithArgs && !state.plain ? p.rules.type(p) : undefined;
  const list: Node[] = [];
  if (!p.take('v'))
    do list.push(p.rules.type(p));
    while (!isEnd(p) && p.next !== 'Q');
  if (p.take('Q')) p.rules.expression(p);
  return {
    write(out) {
      const before = result === undefined ? { left: '', right: '' } : out.text(result);
      const gap = result === undefined || before.right !== '' || before.left.endsWith(' ') ? '' : ' ';
      const own = out.inside(false, () => out.whole(name));
      const args = out.inside(false, () => out.list(list));
      const when = conditions.length === 0 ? '' : ` [enable_if:${out.list(conditions)}]`;
      return {
        left: `${before.left}${gap}${own}`,
        right: `(${args})${before.right}${state.qualifiers}${when}`,
      };
    },
  };
}

function specialName(p: Parser): Node {
  const code = p.input.slice(p.at, p.at + 2);
  p.at += 2;
  const ofType = OF_TYPES[code];
  if (ofType !== undefined) return about(ofType, p.rules.type(p));
  const ofName = OF_NAMES[code];
  if (ofName !== undefined) return about(ofName, p.rules.name(p));
  switch (code) {
    case 'Th':
    case 'Tv':
      p.at--;
      callOffset(p);
      return about(code === 'Th' ? 'non-virtual thunk to ' : 'virtual thunk to ', encoding(p));
    case 'Tc':
      callOffset(p);
      callOffset(p);
      return about('covariant return thunk to ', encoding(p));
    case 'TC': {
      const whole = p.rules.type(p);
      p.number(true);
      p.expect('_');
      const base = p.rules.type(p);
      return made((out) => `construction vtable for ${out.whole(base)}-in-${out.whole(whole)}`);
    }
    case 'TA': {
      const of = p.rules.type(p);
      return about('template parameter object for ', of);
    }
    case 'GR': {
      const name = p.rules.name(p);
      while (/[\dA-Z]/.test(p.next)) p.at++;
      p.take('_');
      return about('reference temporary for ', name);
    }
    case 'GT':
      p.expect('t');
      return about('transaction clone for ', encoding(p));
    default:
      return p.fail();
  }
}

function about(what: string, of: Node): Node {
  return made((out) => what + out.whole(of));
}

function callOffset(p: Parser): void {
  if (p.take('h')) p.number(true);
  else {
    p.expect('v');
    p.number(true);
    p.expect('_');
    p.number(true);
  }
  p.expect('_');
}
