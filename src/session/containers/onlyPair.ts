import { type AbiHeader, abiOf } from '../../consumers/abi.ts';

/** The two of one architecture, where there are no others. A folder may have very many images. */
export function onlyPair<Candidate extends { readonly header: AbiHeader }>(
  olds: readonly Candidate[],
  news: readonly Candidate[],
): readonly [Candidate, Candidate] | undefined {
  const others = new Map<string, Candidate[]>();
  for (const each of news) {
    const known = others.get(architectureOf(each.header));
    if (known === undefined) others.set(architectureOf(each.header), [each]);
    else known.push(each);
  }
  const found = olds.filter(({ header }) => others.has(architectureOf(header)));
  const [one] = found;
  const [other, ...more] = one === undefined ? [] : (others.get(architectureOf(one.header)) ?? []);
  return one && other && found.length === 1 && more.length === 0 ? [one, other] : undefined;
}

export function architectureOf(header: AbiHeader): string {
  return JSON.stringify(abiOf(header).id);
}
