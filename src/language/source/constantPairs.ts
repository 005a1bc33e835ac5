/** `#define VDSO_NAME "LINUX_2.6"` and then `#define VDSO_HASH 61765110`; `const VDSO_HASH: u32 = ...`. */
import type { Brackets } from '../syntax/brackets.ts';
import { NUMBER, STRING, type Tokens, WORD } from '../syntax/tokens.ts';
import type { KeyEntry } from './keyEntry.ts';
import { type NameLocation, nameAt } from './vdsoNames.ts';

/** What of a constant's name tells a name from its hash: VDSO_NAME_LINUX_2_6 and VDSO_HASH_LINUX_2_6. */
const role = /_?(?:name|version|ver|symbol|sym|str|hash|gnu|sysv|elf)(?=_|$)/g;

export class ConstantPairs {
  readonly #tokens: Tokens;
  readonly #brackets: Brackets;
  readonly #names = new Map<string, NameLocation>();

  constructor(tokens: Tokens, brackets: Brackets) {
    this.#tokens = tokens;
    this.#brackets = brackets;
  }

  /** Takes every token in turn; an entry for the hash of a name seen before. */
  see(index: number): KeyEntry | undefined {
    const kind = this.#tokens.kind(index);
    if (kind !== STRING && (kind !== NUMBER || this.#names.size === 0)) return undefined;
    const constant = this.#constantBefore(index);
    const stem = constant?.toLowerCase().replaceAll(role, '') ?? '';
    if (constant === undefined || stem === '') return undefined;
    if (kind === NUMBER) {
      const name = this.#names.get(stem);
      return name && /hash/i.test(constant) ? this.#entry(name, constant, index) : undefined;
    }
    const name = nameAt(this.#tokens, index);
    if (name) this.#names.set(stem, name);
    else this.#names.delete(stem);
    return undefined;
  }

  #entry({ kind, name, start }: NameLocation, field: string, number: number): KeyEntry {
    const slot = {
      field,
      text: this.#tokens.text(number),
      start: this.#tokens.start(number),
      end: this.#tokens.end(number),
    };
    return { kind, name, head: '', numbers: [slot], start, end: slot.end };
  }

  /** The constant that a literal is the value of. */
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
