/** <name>: nested, local, unqualified names and template arguments (sections 5.1.2 to 5.1.4, 5.1.8). */
import { made, type Node, packOf, scoped, word } from './node.ts';
import { OPERATORS } from './operators.ts';
import type { NameState, Parser } from './parser.ts';
import { abiTags, substitution, WHOLE_BASES } from './substitutions.ts';
import { decltype, qualifiers, templateParam, withArgs } from './types.ts';

const STD = word('std');

export function name(p: Parser, state?: NameState): Node {
  return p.within(() => nameHere(p, state));
}

function nameHere(p: Parser, state: NameState | undefined): Node {
  if (p.next === 'N') return nestedName(p, state);
  if (p.next === 'Z') return localName(p, state);
  let found: Node;
  if (p.next === 'S' && p.look(1) !== 't') {
    found = substitution(p);
    if (!p.starts('I')) p.fail();
  } else {
    found = unscopedName(p, state);
    if (p.next !== 'I') return found;
    p.remember(found);
  }
  const args = p.rules.templateArgs(p, state !== undefined);
  if (state !== undefined) state.endsWithArgs = true;
  return withArgs(found, args);
}

function unscopedName(p: Parser, state: NameState | undefined): Node {
  const scope = p.take('St') ? STD : undefined;
  return p.rules.unqualified(p, state, scope);
}

function nestedName(p: Parser, state: NameState | undefined): Node {
  p.expect('N');
  // An object parameter that is declared.
  p.take('H');
  const marks = qualifiers(p);
  const ref = p.take('O') ? ' &&' : p.take('R') ? ' &' : '';
  if (state !== undefined) state.qualifiers = marks + ref;
  let found: Node | undefined;
  while (!p.take('E')) {
    if (state !== undefined) state.endsWithArgs = false;
    const letter = p.next;
    if (letter === 'I') {
      if (found === undefined) p.fail();
      const args = p.rules.templateArgs(p, state !== undefined);
      found = withArgs(found, args);
      if (state !== undefined) state.endsWithArgs = true;
    } else if (letter === 'S' && found === undefined) {
      if (p.take('St')) {
        found = STD;
        continue;
      }
      found = substitution(p);
      continue;
    } else if (letter === 'T' && found === undefined) found = templateParam(p);
    else if (letter === 'D' && /[tT]/.test(p.look(1)) && found === undefined) found = decltype(p);
    else found = p.rules.unqualified(p, state, found);
    p.remember(found);
    // A member in whose initializer a lambda stands.
    p.take('M');
  }
  if (found === undefined || p.substitutions.length === 0) return p.fail();
  // All of it is what the rule that asked for it remembers.
  p.substitutions.pop();
  return found;
}

function localName(p: Parser, state: NameState | undefined): Node {
  p.expect('Z');
  const scope = p.rules.encoding(p);
  p.expect('E');
  if (p.take('s')) {
    discriminator(p);
    return scoped(scope, word('string literal'));
  }
  if (p.take('d')) {
    p.number(true);
    p.expect('_');
    return scoped(scope, p.rules.name(p, state));
  }
  const entity = p.rules.name(p, state);
  discriminator(p);
  return scoped(scope, entity);
}

/** `_0`, `__10_`, or digits at the end; nobody reads it. */
function discriminator(p: Parser): void {
  const start = p.at;
  if (p.take('__')) {
    if (p.number() !== '' && p.take('_')) return;
  } else if (p.take('_')) {
    if (/\d/.test(p.next)) {
      p.at++;
      return;
    }
  } else if (/\d/.test(p.next)) {
    p.number();
    if (p.at === p.input.length) return;
  }
  p.at = start;
}

export function unqualified(p: Parser, state: NameState | undefined, scope: Node | undefined): Node {
  const friend = p.take('F');
  p.take('L');
  const letter = p.next;
  let found: Node;
  let within = scope;
  if (/[1-9]/.test(letter)) found = sourceName(p);
  else if (letter === 'U') found = unnamed(p);
  else if (p.take('DC')) {
    const names = p.upToE(() => sourceName(p));
    found = made((out) => `[${out.list(names)}]`);
  } else if (letter === 'C' || letter === 'D') {
    if (scope === undefined) p.fail();
    within = scope.whole ?? scope;
    found = constructorName(p, state, within);
  } else found = operatorName(p, state);
  const tagged = abiTags(p, found);
  const whole = within === undefined ? tagged : scoped(within, tagged);
  if (!friend || within === undefined) return whole;
  return made((out) => `${out.whole(within)}::friend ${out.whole(tagged)}`, { base: tagged.base });
}

export function sourceName(p: Parser): Node {
  const text = p.sourceName();
  return word(text.startsWith('_GLOBAL__N') ? '(anonymous namespace)' : text);
}

function constructorName(p: Parser, state: NameState | undefined, scope: Node): Node {
  const isDestructor = p.next === 'D';
  p.at++;
  const inherited = !isDestructor && p.take('I');
  if (!/[0-5]/.test(p.next)) p.fail();
  p.at++;
  if (inherited) p.rules.name(p, state);
  if (state !== undefined) state.plain = true;
  return made((out) => {
    const base = scope.base?.(out) ?? p.fail();
    const own = WHOLE_BASES.get(base) ?? base;
    return isDestructor ? `~${own}` : own;
  });
}

/** Types and lambdas without a name. */
function unnamed(p: Parser): Node {
  if (p.take('Ut')) {
    const count = p.number();
    p.expect('_');
    return word(`'unnamed${count}'`);
  }
  p.expect('Ul');
  return lambda(p);
}

function lambda(p: Parser): Node {
  const { lambdaLevel, params } = p;
  p.lambdaLevel = params.length;
  p.params = [...params];
  const declared = templateDeclarations(p);
  const list: Node[] = [];
  if (!p.take('vE')) {
    do list.push(p.rules.type(p));
    while (!p.take('E'));
  }
  p.lambdaLevel = lambdaLevel;
  p.params = params;
  const count = p.number();
  p.expect('_');
  return made((out) =>
    out.inside(false, () => {
      const of = declared.length === 0 ? '' : `<${out.list(declared)}>`;
      return `'lambda${count}'${of}(${out.list(list)})`;
    }),
  );
}

/** Template parameters that a lambda declares by itself: Ty, Tn, Tt, Tp. */
function templateDeclarations(p: Parser): Node[] {
  const declared: Node[] = [];
  const counts = { $T: 0, $N: 0, $TT: 0 };
  const level: Node[] = [];
  const own = p.params.length;
  while (p.next === 'T' && /[yntp]/.test(p.look(1))) {
    if (declared.length === 0) p.params.push(level);
    declared.push(declaration(p, level, counts));
  }
  if (declared.length > 0) p.lambdaLevel = own + 1;
  return declared;
}

function declaration(p: Parser, level: Node[], counts: Record<'$T' | '$N' | '$TT', number>): Node {
  const named = (kind: '$T' | '$N' | '$TT'): Node => {
    const count = counts[kind]++;
    const node = word(count === 0 ? kind : `${kind}${count - 1}`);
    level.push(node);
    return node;
  };
  if (p.take('Ty')) {
    const node = named('$T');
    return made((out) => `typename ${out.whole(node)}`);
  }
  if (p.take('Tn')) {
    const node = named('$N');
    const of = p.rules.type(p);
    return made((out) => {
      const { left, right } = out.text(of);
      return `${left} ${out.whole(node)}${right}`;
    });
  }
  if (p.take('Tp')) {
    const start = p.at;
    if (p.take('Ty')) {
      const node = named('$T');
      return made((out) => `typename ...${out.whole(node)}`);
    }
    if (p.take('Tn')) {
      const node = named('$N');
      const of = p.rules.type(p);
      return made((out) => {
        const { left, right } = out.text(of);
        return `${left}... ${out.whole(node)}${right}`;
      });
    }
    p.at = start;
  }
  return p.fail();
}

function operatorName(p: Parser, state: NameState | undefined): Node {
  if (p.take('cv')) {
    const { tryArgs, forward } = p;
    p.tryArgs = false;
    // Its template's arguments come after it.
    if (state !== undefined) p.forward ??= [];
    const to = p.rules.type(p);
    p.tryArgs = tryArgs;
    const waiting = p.forward;
    p.forward = forward;
    if (state !== undefined) {
      state.plain = true;
      if (waiting !== undefined) p.waiting.push(...waiting);
    }
    return made((out) => `operator ${out.whole(to)}`);
  }
  if (p.take('li')) {
    const suffix = p.sourceName();
    return word(`operator"" ${suffix}`);
  }
  if (p.next === 'v' && /\d/.test(p.look(1))) {
    p.at += 2;
    return word(`operator ${p.sourceName()}`);
  }
  const found = OPERATORS[p.input.slice(p.at, p.at + 2)];
  if (found?.name === undefined) return p.fail();
  p.at += 2;
  return word(found.name);
}

export function templateArgs(p: Parser, tag: boolean): Node {
  p.expect('I');
  const args: Node[] = [];
  if (tag) p.params = [[]];
  const outer: Node[] = [];
  while (!p.take('E')) {
    if (p.take('Q')) {
      p.rules.expression(p);
      continue;
    }
    const arg = p.within(() => templateArg(p));
    args.push(arg);
    if (!tag) continue;
    outer.push(arg.pack === undefined ? arg : packOf(arg.pack));
    p.params = [outer];
  }
  if (tag) {
    p.params = [outer];
    for (const tell of p.waiting.splice(0)) tell(outer);
  }
  return made((out) => {
    const before = out.element;
    return out.inside(true, () => {
      const list = out.list(args);
      out.element = before;
      return `<${list}>`;
    });
  });
}

function templateArg(p: Parser): Node {
  switch (p.next) {
    case 'X': {
      p.at++;
      const found = p.rules.expression(p);
      p.expect('E');
      return found;
    }
    case 'J': {
      p.at++;
      const items = p.upToE(() => p.within(() => templateArg(p)));
      return made((out) => out.list(items), { pack: items });
    }
    case 'L':
      return p.rules.expression(p);
    case 'T':
      if (/[yntpk]/.test(p.look(1))) {
        // What the template declares, where that is not told by the argument.
        declaration(p, [], { $T: 0, $N: 0, $TT: 0 });
        return templateArg(p);
      }
  }
  return p.rules.type(p);
}
