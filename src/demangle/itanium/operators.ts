/** <operator-name> (section 5.1.3.1), and how each is written in an expression and binds there. */

/** From what binds most tightly. */
export const BINDS = {
  primary: 0,
  postfix: 1,
  unary: 2,
  cast: 3,
  pointerToMember: 4,
  multiplicative: 5,
  additive: 6,
  shift: 7,
  spaceship: 8,
  relational: 9,
  equality: 10,
  and: 11,
  xor: 12,
  or: 13,
  andIf: 14,
  orIf: 15,
  conditional: 16,
  assign: 17,
  comma: 18,
} as const;

export interface Operator {
  readonly kind:
    | 'binary'
    | 'prefix'
    | 'postfix'
    | 'member'
    | 'array'
    | 'call'
    | 'cast'
    | 'of'
    | 'new'
    | 'delete'
    | 'conditional'
    | 'name';
  readonly symbol: string;
  readonly binds: number;
  /** As a function: "operator+"; absent where there is none. */
  readonly name?: string;
}

function operator(kind: Operator['kind'], symbol: string, binds: keyof typeof BINDS, named = true): Operator {
  const name = /^[a-z]/.test(symbol) ? `operator ${symbol.trim()}` : `operator${symbol}`;
  return { kind, symbol, binds: BINDS[binds], ...(named ? { name } : {}) };
}

export const OPERATORS: Readonly<Record<string, Operator>> = {
  aN: operator('binary', '&=', 'assign'),
  aS: operator('binary', '=', 'assign'),
  aa: operator('binary', '&&', 'andIf'),
  ad: operator('prefix', '&', 'unary'),
  an: operator('binary', '&', 'and'),
  at: operator('of', 'alignof ', 'unary', false),
  aw: operator('name', 'co_await', 'primary'),
  az: operator('of', 'alignof ', 'unary', false),
  cc: operator('cast', 'const_cast', 'postfix', false),
  cl: operator('call', '()', 'postfix'),
  cm: operator('binary', ',', 'comma'),
  co: operator('prefix', '~', 'unary'),
  dV: operator('binary', '/=', 'assign'),
  da: { ...operator('delete', '[]', 'unary'), name: 'operator delete[]' },
  dc: operator('cast', 'dynamic_cast', 'postfix', false),
  de: operator('prefix', '*', 'unary'),
  dl: { ...operator('delete', '', 'unary'), name: 'operator delete' },
  ds: operator('member', '.*', 'pointerToMember', false),
  dt: operator('member', '.', 'postfix', false),
  dv: operator('binary', '/', 'multiplicative'),
  eO: operator('binary', '^=', 'assign'),
  eo: operator('binary', '^', 'xor'),
  eq: operator('binary', '==', 'equality'),
  ge: operator('binary', '>=', 'relational'),
  gt: operator('binary', '>', 'relational'),
  ix: operator('array', '[]', 'postfix'),
  lS: operator('binary', '<<=', 'assign'),
  le: operator('binary', '<=', 'relational'),
  ls: operator('binary', '<<', 'shift'),
  lt: operator('binary', '<', 'relational'),
  mI: operator('binary', '-=', 'assign'),
  mL: operator('binary', '*=', 'assign'),
  mi: operator('binary', '-', 'additive'),
  ml: operator('binary', '*', 'multiplicative'),
  mm: operator('postfix', '--', 'postfix'),
  na: { ...operator('new', '[]', 'unary'), name: 'operator new[]' },
  ne: operator('binary', '!=', 'equality'),
  ng: operator('prefix', '-', 'unary'),
  nt: operator('prefix', '!', 'unary'),
  nw: { ...operator('new', '', 'unary'), name: 'operator new' },
  oR: operator('binary', '|=', 'assign'),
  oo: operator('binary', '||', 'orIf'),
  or: operator('binary', '|', 'or'),
  pL: operator('binary', '+=', 'assign'),
  pl: operator('binary', '+', 'additive'),
  pm: operator('member', '->*', 'pointerToMember'),
  pp: operator('postfix', '++', 'postfix'),
  ps: operator('prefix', '+', 'unary'),
  pt: operator('member', '->', 'postfix'),
  qu: operator('conditional', '?', 'conditional'),
  rM: operator('binary', '%=', 'assign'),
  rS: operator('binary', '>>=', 'assign'),
  rc: operator('cast', 'reinterpret_cast', 'postfix', false),
  rm: operator('binary', '%', 'multiplicative'),
  rs: operator('binary', '>>', 'shift'),
  sc: operator('cast', 'static_cast', 'postfix', false),
  ss: operator('binary', '<=>', 'spaceship'),
  st: operator('of', 'sizeof ', 'unary', false),
  sz: operator('of', 'sizeof ', 'unary', false),
  te: operator('of', 'typeid ', 'postfix', false),
  ti: operator('of', 'typeid ', 'postfix', false),
};
