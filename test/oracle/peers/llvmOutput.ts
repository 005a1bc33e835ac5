/**
 * The LLVM style of llvm-readelf (`--elf-output-style=LLVM`), which is the same in every release, where
 * its JSON is broken differently in 14 (dynamic table) and 22 (hash tables):
 *
 *     Name {            a record
 *     Name [            a list, of records or of lines
 *     Key: value        a field
 *     ] or }            its end
 */
export interface Node {
  readonly name: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly children: readonly Node[];
  /** What is neither a field nor opens something. */
  readonly lines: readonly string[];
}

interface Building {
  name: string;
  fields: Map<string, string>;
  children: Building[];
  lines: string[];
}

const build = (name: string): Building => ({ name, fields: new Map(), children: [], lines: [] });

export function parseLlvm(text: string): Node {
  const root = build('');
  const stack: Building[] = [root];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const here = stack.at(-1) ?? root;
    if (line === '') continue;
    if (stack.length > 1 && (line === ']' || line === '}' || line === ')')) stack.pop();
    else if (/^([^:]+ )?[[{(]( \(.*\))?$/.test(line)) {
      const child = build(line.replace(/ ?[[{(]( \(.*\))?$/, ''));
      // `Flags [ (0x5)`: the number belongs to the list.
      const number = /\((0x[0-9A-F]+)\)$/.exec(line)?.[1];
      if (number !== undefined) child.fields.set('', number);
      here.children.push(child);
      stack.push(child);
    } else {
      const colon = line.indexOf(':');
      if (colon > 0) here.fields.set(line.slice(0, colon), line.slice(colon + 1).replace(/^ /, ''));
      here.lines.push(line);
    }
  }
  return root;
}

export function child(node: Node | undefined, name: string): Node | undefined {
  return node?.children.find((each) => each.name === name);
}

/** A field's number: `5`, `0x5`, or the one in brackets of `Function (0x2)`. */
export function numberOf(node: Node | undefined, field: string): bigint | undefined {
  const text = node?.fields.get(field) ?? child(node, field)?.fields.get('');
  if (text === undefined) return undefined;
  const found = /^(0x[0-9A-Fa-f]+|[0-9]+)$/.exec(text)?.[1] ?? /\((0x[0-9A-Fa-f]+)\)$/.exec(text)?.[1];
  return found === undefined ? undefined : BigInt(found);
}

/** The words of `[1, 0x2, three]`. */
export function listOf(node: Node, field: string): string[] {
  const text = node.fields.get(field) ?? '[]';
  const inner = text.slice(1, -1);
  return inner === '' ? [] : inner.split(', ');
}
