/**
 * The arguments that sentences take, as the types in their source declare them: a test that goes by these knows of a
 * new sentence, or of another argument, by itself.
 */
export type Declared = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Of a catalogue of `code: (a: { argument: Type; ... }) =>`. */
export function argumentsOfFunctions(source: string): Declared {
  const found = source.matchAll(/^ {2}'?([\w-]+)'?: \(a: (\{[^}]*\}|\w+)\) =>/gm);
  return new Map(Array.from(found, ([, code = '', type = '']) => [code, membersOf(type, new Map())]));
}

/** Of interfaces with `readonly code: Type` for each code, and of interfaces that these are made of. */
export function argumentsOfInterfaces(source: string, names: readonly string[]): Declared {
  const bodies = new Map<string, string>();
  const bare = source.replaceAll(/\/\*\*.*?\*\/|^ *\/\/[^\n]*$/gms, '');
  for (const [, name = '', base = '', body = ''] of bare.matchAll(
    /^(?:export )?interface (\w+) ?(?:extends (\w+) )?\{(.*?)\n\}/gms,
  ))
    bodies.set(name, `${bodies.get(base) ?? ''}${body}`);
  const declared = new Map<string, ReadonlyMap<string, string>>();
  for (const name of names) {
    const codes = (bodies.get(name) ?? '').matchAll(
      /^ {2}(?:readonly )?'?([\w-]+)'?: ((?:\{(?:[^{}]|\{[^}]*\})*\}|[^;{])*);/gm,
    );
    for (const [, code = '', type = ''] of codes) declared.set(code, membersOf(type, bodies));
  }
  return declared;
}

function membersOf(type: string, bodies: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const others = Array.from(type.matchAll(/\b[A-Z]\w+\b/g), ([name]) => bodies.get(name) ?? '');
  const text = [...others, type.slice(type.indexOf('{') + 1)].join('\n');
  const members = text.matchAll(/(?:readonly )?\b(\w+\??): ((?:\{[^}]*\}|[^;}])+)/g);
  return new Map(Array.from(members, ([, name = '', its = '']) => [name, its.trim()]));
}
