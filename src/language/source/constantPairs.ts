/**
 * `#define VDSO_NAME "LINUX_2.6"` and `#define VDSO_HASH UINT32_C(61765110)`, in either order;
 * `const VDSO_HASH: u32 = ...`.
 */
import type { Brackets } from '../syntax/brackets.ts';
import { CLOSE, NUMBER, OPEN, STRING, type Tokens, WORD } from '../syntax/tokens.ts';
import type { KeyEntry, NumberSlot } from './keyEntry.ts';
import { isConversion } from './numberNotation.ts';
import { type NameLocation, nameAt } from './vdsoNames.ts';

/** What of a constant's name tells a name from its hash: VDSO_NAME_LINUX_2_6 and VDSO_HASH_LINUX_2_6. */
const role = /_?(?:name|version|ver|symbol|sym|str|hash|gnu|sysv|elf)(?=_|$)/g;

interface Named extends NameLocation {
  /** Its numbers stand before it, and what follows is another name's. */
  readonly served: boolean;
}

export class ConstantPairs {
  readonly #tokens: Tokens;
  readonly #brackets: Brackets;
  readonly #names = new Map<string, Named>();
  /** Hashes whose name has not come yet. */
  readonly #early = new Map<string, NumberSlot[]>();

  constructor(tokens: Tokens, brackets: Brackets) {
    this.#tokens = tokens;
    this.#brackets = brackets;
  }

  /** Takes every token in turn; an entry as soon as a name and a hash of it were seen. */
  see(index: number): KeyEntry | undefined {
    const kind = this.#tokens.kind(index);
    if (kind !== STRING && kind !== NUMBER) return undefined;
    const constant = this.#constantBefore(this.#valueStart(index));
    const stem = constant?.toLowerCase().replaceAll(role, '') ?? '';
    if (constant === undefined || stem === '') return undefined;
    return kind === NUMBER ? this.#number(index, constant, stem) : this.#name(index, stem);
  }

  #number(index: number, constant: string, stem: string): KeyEntry | undefined {
    if (!/hash/i.test(constant)) return undefined;
    const number = this.#slot(constant, index);
    const name = this.#names.get(stem);
    if (name && !name.served) return entry(name, [number]);
    this.#early.set(stem, [...(this.#early.get(stem) ?? []), number]);
    return undefined;
  }

  #name(index: number, stem: string): KeyEntry | undefined {
    const name = nameAt(this.#tokens, index);
    const numbers = this.#early.get(stem) ?? [];
    this.#early.delete(stem);
    if (name) this.#names.set(stem, { ...name, served: numbers.length > 0 });
    else this.#names.delete(stem);
    return name && numbers.length > 0 ? entry(name, numbers) : undefined;
  }

  #slot(field: string, number: number): NumberSlot {
    return {
      field,
      column: (field.toLowerCase().match(role) ?? []).join(''),
      text: this.#tokens.text(number),
      start: this.#tokens.start(number),
      end: this.#tokens.end(number),
    };
  }

  /** Where the value begins of which a literal is the last: at its brackets, casts and conversions. */
  #valueStart(index: number): number {
    const tokens = this.#tokens;
    let at = index;
    for (;;) {
      const before = tokens.kind(at - 1);
      if (before === OPEN) at -= tokens.kind(at - 2) === WORD && isConversion(tokens.text(at - 2)) ? 2 : 1;
      else if (before === CLOSE && this.#brackets.partner(at - 1) === at - 3) at -= 3;
      else return at;
    }
  }

  /** The constant that a value belongs to. */
  #constantBefore(index: number): string | undefined {
    const tokens = this.#tokens;
    if (tokens.kind(index - 1) === WORD && tokens.text(index - 2) === 'define') return tokens.text(index - 1);
    if (!tokens.is(index - 1, '=')) return undefined;
    const before = this.#brackets.statementBefore(index);
    const colon = before.findIndex((each) => tokens.is(each, ':'));
    const word = before[colon === -1 ? 1 : colon + 1] ?? before[1];
    return word !== undefined && tokens.kind(word) === WORD ? tokens.text(word) : undefined;
  }
}

function entry({ kind, name, start, end }: NameLocation, numbers: readonly NumberSlot[]): KeyEntry {
  const ends = numbers.map((number) => number.end);
  const starts = numbers.map((number) => number.start);
  return { kind, name, head: '', numbers, start: Math.min(start, ...starts), end: Math.max(end, ...ends) };
}
