/** A key in words: who looks for it, what it is called, and how the search for it ended. */
import type { Consequence, Outcome } from '../../consumers/model.ts';
import { consequenceWords as consequenceText, hovers as say } from '../words.ts';
import type { KeyFact } from './facts.ts';
import { code, literal, reason, withIssueLinks } from './markdown.ts';

/** "Go 1.27" */
export function who({ consumer, release }: Pick<KeyFact, 'consumer' | 'release'>): string {
  return say.consumer(consumer.name, release);
}

/** Both byte orders of an architecture are one. */
export function withoutOrder(arch: string): string {
  return arch.replace(/^(arm|arm64|mips|mips64|ppc64)(?:be|le)$/, '$1');
}

/** Of keys, each once. */
export function archsOf(keys: readonly Pick<KeyFact, 'arch'>[]): readonly string[] {
  return [...new Set(keys.map(({ arch }) => withoutOrder(arch)))];
}

/** "`__vdso_time` in `LINUX_2.6`" */
export function namedKey({ symbol, version }: Pick<KeyFact, 'symbol' | 'version'>): string {
  return say.inNode(code(symbol), version === undefined ? undefined : code(version));
}

/** How it ended and what follows, for a key that was searched and not found. */
export function notFound(key: KeyFact): string {
  const { finding, fallback } = key;
  const { why, cause, outcome = 'unknown' } = finding ?? {};
  return say.paragraph([
    say.notFound[ending(outcome)](who(key), namedKey(key)),
    ...(why ? [reason(why)] : []),
    ...(cause ? [reason(cause)] : []),
    ...(follows(outcome) && fallback !== '' ? [say.consequence(consequence(fallback))] : []),
  ]);
}

/** What the consumer does without it; none where the way it ends says that. */
export function withoutKey({ fallback }: Pick<KeyFact, 'fallback'>): readonly string[] {
  return fallback === '' ? [] : [say.whenMissing(consequence(fallback))];
}

/** What follows from each of several keys, where that is the same but for the name of the call; none where it differs. */
export function commonConsequence(keys: readonly KeyFact[]): readonly string[] {
  const texts = keys.map(({ fallback }) => consequenceText(fallback));
  const [first = ''] = texts;
  if (keys.length < 2 || first === '') return [];
  if (texts.every((text) => text === first)) return [say.whenMissing(shown(first))];
  const forms = keys.map(({ symbol }, at) => {
    const call = symbol.replace(/^__(?:vdso|kernel)_/, '').replace(/(?:_time)?64$/, '');
    const text = texts[at] ?? '';
    const place = text.search(word(call));
    return place < 0 ? text : say.thatCall(text.slice(0, place), text.slice(place + call.length));
  });
  const [form = ''] = forms;
  return forms.every((each) => each === form) ? [say.whenOneIsMissing(shown(form))] : [];
}

/** A name where it stands as a word: not in the name of a pointer, and not as `call()`. It may be anything. */
function word(name: string): RegExp {
  return new RegExp(`(?<!\\w)${name.replaceAll(/\W/g, '\\$&')}(?![\\w(])`);
}

function consequence(fallback: Consequence): string {
  return shown(consequenceText(fallback));
}

function shown(text: string): string {
  return withIssueLinks(literal(text));
}

export type Ending = 'missing' | 'not-missed' | 'crash' | 'hang' | 'refuses' | 'unknown';

/** Whether the program goes on without the key, and misses it. */
function follows(outcome: Outcome): boolean {
  return outcome === 'fallback' || outcome === 'partial';
}

function ending(outcome: Outcome): Ending {
  switch (outcome) {
    case 'crash':
    case 'hang':
    case 'refuses':
    case 'unknown':
      return outcome;
    case 'not-applicable':
    case 'not-in-catalogue':
      return 'not-missed';
    default:
      return 'missing';
  }
}
