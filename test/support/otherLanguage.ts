/** A language that no catalogue has: every sentence and label of the English ones in ⟦…⟧, so that one can see what is not from them. */

/** Anything of a catalogue, with what comes out of it marked. */
export function marked<Words>(words: Words): Words {
  return markedValue(words) as Words;
}

function markedValue(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? '' : `⟦${value}⟧`;
  if (typeof value === 'function') return (...args: unknown[]) => markedValue(value(...args));
  if (Array.isArray(value)) return value.map(markedValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, markedValue(each)]));
}

/** What stands outside of all marks. */
export function unmarked(text: string): string {
  let depth = 0;
  let rest = '';
  for (const character of text) {
    if (character === '⟦') depth++;
    else if (character === '⟧') depth--;
    else if (depth === 0) rest += character;
  }
  return rest;
}
