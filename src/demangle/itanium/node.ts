/**
 * What a part of a mangled name stands for. A type has text on both sides of what it declares (`int (*` and `)(char)`),
 * so that is what a part is written as. It is written when the whole has been read: a template's pack stands for each of
 * its elements in turn.
 */

/** The name is not understood, or too large: it is left as it is. */
export class Bail extends Error {}

export interface Text {
  readonly left: string;
  readonly right: string;
  /** What a pointer to it needs parentheses for. */
  readonly shape?: 'array' | 'function' | undefined;
  /** Of a reference: which, and to what. */
  readonly reference?: { readonly mark: '&' | '&&'; readonly to: Text } | undefined;
}

export interface Node {
  write(out: Out): Text;
  /** Name of a constructor of it: without scope and arguments. */
  readonly base?: ((out: Out) => string) | undefined;
  /** Of a standard abbreviation, whose constructors are those of what it stands for. */
  readonly whole?: Node | undefined;
  /** How tightly its operator binds; 0 for what has none. */
  readonly binds?: number | undefined;
  /** Elements of a pack of template arguments. */
  readonly pack?: readonly Node[] | undefined;
}

/** Parts written, and levels of them, of one name. */
const MAX_PARTS = 40_000;
const MAX_LEVELS = 256;

export class Out {
  readonly #most: number;
  #parts = 0;
  #level = 0;
  /** Which element of packs is written; the number of elements once a pack was met. */
  element: { index: number; count: number | undefined } | undefined;
  /** Within template arguments a > ends them. */
  inArgs = false;

  constructor(most: number) {
    this.#most = most;
  }

  text(node: Node): Text {
    if (++this.#parts > MAX_PARTS || ++this.#level > MAX_LEVELS) throw new Bail();
    const text = node.write(this);
    this.#level--;
    if (text.left.length + text.right.length > this.#most) throw new Bail();
    return text;
  }

  whole(node: Node): string {
    const { left, right } = this.text(node);
    return left + right;
  }

  /** Those that are not empty, with commas. */
  list(nodes: readonly Node[]): string {
    return nodes
      .map((node) => this.whole(node))
      .filter((text) => text !== '')
      .join(', ');
  }

  /** Within parentheses a > is an operator again. */
  inside<Result>(inArgs: boolean, write: () => Result): Result {
    const before = this.inArgs;
    this.inArgs = inArgs;
    const result = write();
    this.inArgs = before;
    return result;
  }

  /** An operand, in parentheses where its operator binds less tightly than what it stands in. */
  operand(node: Node, binds: number, strictly = false): string {
    return (node.binds ?? 0) >= binds + (strictly ? 1 : 0) ? this.parenthesized(node) : this.whole(node);
  }

  parenthesized(node: Node): string {
    return this.inside(false, () => `(${this.whole(node)})`);
  }
}

export function plain(left: string): Text {
  return { left, right: '' };
}

export function word(text: string, base: string = text): Node {
  const written = plain(text);
  return { write: () => written, base: () => base };
}

/** One text made of other parts. */
export function made(write: (out: Out) => string, more: Omit<Node, 'write'> = {}): Node {
  return { write: (out) => plain(write(out)), ...more };
}

/** `scope::name` */
export function scoped(scope: Node, name: Node): Node {
  return made((out) => `${out.whole(scope)}::${out.whole(name)}`, { base: name.base });
}

/** A pack's element that is being written; outside of an expansion its first. */
export function packOf(elements: readonly Node[]): Node {
  return {
    pack: elements,
    write(out) {
      const { element } = out;
      if (element !== undefined) element.count ??= elements.length;
      const node = elements[element?.index ?? 0];
      return node === undefined ? plain('') : out.text(node);
    },
  };
}

/** What has packs in it, for each of their elements. */
export function expansion(of: Node): Node {
  return made((out) => {
    const before = out.element;
    const element: NonNullable<Out['element']> = { index: 0, count: undefined };
    out.element = element;
    const first = out.whole(of);
    const texts = [first];
    const { count } = element;
    for (let index = 1; index < (count ?? 0); index++) {
      out.element = { index, count };
      texts.push(out.whole(of));
    }
    out.element = before;
    if (count === undefined) return `${first}...`;
    return count === 0 ? '' : texts.filter((text) => text !== '').join(', ');
  });
}
