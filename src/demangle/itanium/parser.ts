/** Where a mangled name is being read, what it may refer back to, and how much work is left. */
import { Bail, type Node } from './node.ts';

/** Levels of what contains itself, and rules that are tried, of one name. */
const MAX_DEPTH = 192;
const MAX_RULES = 20_000;

/** What is learnt of a function's name that decides how the rest is read. */
export interface NameState {
  /** Constructors, destructors and conversions have no return type. */
  plain: boolean;
  endsWithArgs: boolean;
  qualifiers: string;
}

/** Rules that need each other across files. */
export interface Rules {
  type(p: Parser): Node;
  name(p: Parser, state?: NameState): Node;
  encoding(p: Parser): Node;
  expression(p: Parser): Node;
  templateArgs(p: Parser, tag: boolean): Node;
  unqualified(p: Parser, state: NameState | undefined, scope: Node | undefined): Node;
}

export class Parser {
  readonly input: string;
  readonly rules: Rules;
  at = 0;
  readonly substitutions: Node[] = [];
  /** Arguments of the template that is being read, by level: what T_ and TL0__ refer to. */
  params: Node[][] = [];
  /** The next T_ may refer to arguments that come later: of a conversion operator. */
  forward: ((args: readonly Node[]) => void)[] | undefined;
  /** Those references, until the arguments have come. */
  readonly waiting: ((args: readonly Node[]) => void)[] = [];
  /** Whether a type may be followed by template arguments. */
  tryArgs = true;
  /** Of a lambda whose parameters are being read: T_ of that level are `auto`. */
  lambdaLevel = -1;
  #depth = 0;
  #rules = 0;

  constructor(input: string, rules: Rules) {
    this.input = input;
    this.rules = rules;
  }

  get next(): string {
    return this.input[this.at] ?? '';
  }

  look(ahead: number): string {
    return this.input[this.at + ahead] ?? '';
  }

  starts(text: string): boolean {
    return this.input.startsWith(text, this.at);
  }

  take(text: string): boolean {
    if (!this.starts(text)) return false;
    this.at += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) throw new Bail();
  }

  /** Runs a rule one level deeper. */
  within<Result>(rule: () => Result): Result {
    if (++this.#depth > MAX_DEPTH || ++this.#rules > MAX_RULES) throw new Bail();
    const result = rule();
    this.#depth--;
    return result;
  }

  /** Items up to an E, which is read. */
  upToE(item: () => Node): Node[] {
    const items: Node[] = [];
    while (!this.take('E')) items.push(item());
    return items;
  }

  /** Digits, with an n for a minus sign where that may be; '' where there are none. */
  number(negative = false): string {
    const start = this.at;
    if (negative && this.next === 'n') this.at++;
    while (this.next >= '0' && this.next <= '9') this.at++;
    return this.input.slice(start, this.at);
  }

  /** `_` is 0, `0_` is 1: a number after which comes an underscore. */
  sequence(): number {
    if (this.take('_')) return 0;
    const digits = this.number();
    if (digits === '' || digits.length > 9 || !this.take('_')) throw new Bail();
    return Number(digits) + 1;
  }

  remember<Of extends Node>(node: Of): Of {
    this.substitutions.push(node);
    return node;
  }

  /** A length, and so many characters. */
  sourceName(): string {
    const digits = this.number();
    const length = Number(digits);
    if (digits === '' || digits.length > 4 || length === 0 || this.at + length > this.input.length)
      throw new Bail();
    this.at += length;
    return this.input.slice(this.at - length, this.at);
  }

  fail(): never {
    throw new Bail();
  }
}
