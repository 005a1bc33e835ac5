/** C++ names by the Itanium C++ ABI, which Linux and most others have: section 5.1, "External Names". */
import { encoding } from './encoding.ts';
import { expression } from './expressions.ts';
import { name, templateArgs, unqualified } from './names.ts';
import { Bail, Out } from './node.ts';
import { Parser, type Rules } from './parser.ts';
import { type } from './types.ts';

const rules: Rules = { type, name, encoding, expression, templateArgs, unqualified };

/**
 * @param mangled begins with _Z
 * @param most characters of what is written
 * @returns undefined where it is not understood to its end, or too large
 */
export function demangleItanium(mangled: string, most: number): string | undefined {
  try {
    const p = new Parser(mangled, rules);
    p.expect('_Z');
    const found = encoding(p);
    const suffix = mangled.slice(p.at);
    if (suffix !== '' && !suffix.startsWith('.')) return undefined;
    const text = new Out(most).whole(found);
    // What a compiler made of a function: ".part.0", ".cold".
    return suffix === '' ? text : `${text} (${suffix})`;
  } catch (error) {
    if (error instanceof Bail) return undefined;
    throw error;
  }
}
