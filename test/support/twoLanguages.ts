/** Two catalogues side by side: what one tells is told by the other of the same, with its names and numbers. */

export interface TwoLanguages<Words> {
  /** The first one's; whatever is asked of it is asked of the other as well. */
  readonly words: Words;
  /** Sentences of the other that lack a name or a number, as far as they were asked for. */
  readonly lacking: ReadonlyMap<string, readonly [one: string, other: string]>;
}

export function sideBySide<Words extends object>(one: Words, other: Words): TwoLanguages<Words> {
  const lacking = new Map<string, readonly [string, string]>();
  const words = both(one, other, '', (path, mine, its) => {
    const told = tokensOf(its);
    const lost = [...tokensOf(mine)].filter((token) => !told.has(token));
    if (lost.length > 0) lacking.set(`${path}: ${lost.join(' ')}`, [mine, its]);
  });
  return { words: words as Words, lacking };
}

type Compare = (path: string, one: string, other: string) => void;

function both(one: unknown, other: unknown, path: string, compare: Compare): unknown {
  if (typeof one === 'string' && typeof other === 'string') compare(path, one, other);
  if (typeof one === 'function' && typeof other === 'function')
    return (...args: unknown[]) => both(one(...args), other(...args), path, compare);
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one;
  const its = other as Readonly<Record<string, unknown>>;
  const parts = Object.entries(one).map(
    ([key, each]) => [key, both(each, its[key], `${path}.${key}`, compare)] as const,
  );
  return Array.isArray(one) ? parts.map(([, each]) => each) : Object.fromEntries(parts);
}

/** Numbers, and names that no English word is written like. */
function tokensOf(text: string): ReadonlySet<string> {
  const singular = text.replaceAll('PT_LOADs', 'PT_LOAD');
  return new Set(singular.match(/0x[\da-f]+|\d[\d,.]*\d|\d|[A-Za-z]*_\w+|\w+\(\)/g) ?? []);
}
