import { type AbiHeader, abiOf } from '../../consumers/abi.ts';

/** An image that may be meant. */
export interface OfArchitecture {
  /** As `architectureOf` writes it. */
  readonly architecture: string;
}

/** The two of one architecture, where there are no others. A folder and an archive may have very many images. */
export function onlyPair<Candidate extends OfArchitecture>(
  olds: readonly Candidate[],
  news: readonly Candidate[],
): readonly [Candidate, Candidate] | undefined {
  const others = new Map<string, Candidate[]>();
  for (const each of news) {
    const known = others.get(each.architecture);
    if (known === undefined) others.set(each.architecture, [each]);
    else known.push(each);
  }
  const found = olds.filter(({ architecture }) => others.has(architecture));
  const [one] = found;
  const [other, ...more] = one === undefined ? [] : (others.get(one.architecture) ?? []);
  return one && other && found.length === 1 && more.length === 0 ? [one, other] : undefined;
}

/** Equal for equal architectures. */
export function architectureOf(header: AbiHeader): string {
  return JSON.stringify(abiOf(header).id);
}
