/** <substitution>: what was read before, and the abbreviations of std. */
import { made, type Node, word } from './node.ts';
import type { Parser } from './parser.ts';

/** Their constructors are called by the name of the whole. */
function abbreviation(short: string, base: string, whole: string): Node {
  return { ...word(short, base), whole: word(whole, base) };
}

const char = (name: string): string => `${name}<char, std::char_traits<char>>`;

const ABBREVIATIONS: Readonly<Record<string, Node>> = {
  a: abbreviation('std::allocator', 'allocator', 'std::allocator'),
  b: abbreviation('std::basic_string', 'basic_string', 'std::basic_string'),
  s: abbreviation(
    'std::string',
    'string',
    'std::basic_string<char, std::char_traits<char>, std::allocator<char>>',
  ),
  i: abbreviation('std::istream', 'istream', char('std::basic_istream')),
  o: abbreviation('std::ostream', 'ostream', char('std::basic_ostream')),
  d: abbreviation('std::iostream', 'iostream', char('std::basic_iostream')),
};

/** Names of what the abbreviations stand for. */
export const WHOLE_BASES: ReadonlyMap<string, string> = new Map([
  ['string', 'basic_string'],
  ['istream', 'basic_istream'],
  ['ostream', 'basic_ostream'],
  ['iostream', 'basic_iostream'],
]);

export function substitution(p: Parser): Node {
  p.expect('S');
  const known = ABBREVIATIONS[p.next];
  if (known !== undefined) {
    p.at++;
    const tagged = abiTags(p, known);
    return tagged === known ? known : p.remember(tagged);
  }
  let index = 0;
  if (!p.take('_')) {
    const start = p.at;
    while (/[\dA-Z]/.test(p.next)) p.at++;
    const digits = p.input.slice(start, p.at);
    if (digits === '' || digits.length > 4 || !p.take('_')) p.fail();
    index = Number.parseInt(digits, 36) + 1;
  }
  return p.substitutions[index] ?? p.fail();
}

/** `B` and a name, any number of times. */
export function abiTags(p: Parser, of: Node): Node {
  let node = of;
  while (p.take('B')) {
    const inner = node;
    const tag = p.sourceName();
    node = made((out) => `${out.whole(inner)}[abi:${tag}]`, { base: inner.base });
  }
  return node;
}
