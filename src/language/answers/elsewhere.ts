/** In a file for several architectures: what a name stands for on the others. */
import { namesOn } from '../../consumers/functionNames.ts';
import type { HoverTarget } from '../source/subject.ts';
import { archText as archName, listText as list, hovers as say } from '../words.ts';
import type { Asked } from './asked.ts';
import { type KeyFact, keysElsewhere, newestKeys } from './facts.ts';
import type { HoverContext } from './hoverContext.ts';
import { archsOf, who, withoutOrder } from './keyWords.ts';
import { code } from './markdown.ts';

export function elsewhereLines(
  target: HoverTarget,
  { answerer, arch, facts, owners, releaseOf }: Asked,
  { live }: HoverContext,
): readonly string[] {
  if (answerer.kind !== 'live' || live.kind !== 'image') return [];
  if (target.kind === 'symbol' && facts.kind === 'symbol')
    return owners.flatMap((consumer) => {
      const keys = newestKeys(consumer, arch, releaseOf(consumer.id)).filter(
        ({ symbol }) => symbol === target.name,
      );
      const [first] = keys;
      return first ? [say.looksUp(who(first), list(archsOf(keys)), code(target.name))] : [];
    });
  if (facts.kind !== 'keys') return [];
  const variables =
    target.kind === 'term'
      ? target.keys.map(({ consumer, key }) => ({ consumer, variable: key.variable }))
      : target.kind === 'name'
        ? facts.keys.map(({ consumer, variable }) => ({ consumer, variable }))
        : [];
  const { header } = answerer.image.image;
  const keys = keysElsewhere(unique(variables), arch, header, releaseOf);
  // The other byte order of this machine's architecture is in the same file.
  const here = withoutOrder(
    answerer.image.finding(target.kind === 'term' ? (target.keys[0]?.consumer.id ?? '') : 'go')?.arch ?? '',
  );
  const told = byArchs(keys.filter((key) => withoutOrder(key.arch) !== here)).map(([archs, names]) =>
    say.on(list(names.map(code)), archs),
  );
  return told.length > 0 ? [say.elsewhere(told)] : [];
}

type Variable = Parameters<typeof keysElsewhere>[0][number];

function unique(
  variables: readonly { readonly consumer: Variable['consumer']; readonly variable: string | undefined }[],
): readonly Variable[] {
  const seen = new Map<string, Variable>();
  for (const { consumer, variable } of variables)
    if (variable !== undefined) seen.set(`${consumer.id} ${variable}`, { consumer, variable });
  return [...seen.values()];
}

/** Names that go with the same architectures, together. */
function byArchs(keys: readonly KeyFact[]): readonly (readonly [archs: string, names: readonly string[]])[] {
  const found = new Map<string, KeyFact[]>();
  for (const key of keys) found.set(key.symbol, [...(found.get(key.symbol) ?? []), key]);
  const names = new Map<string, string[]>();
  for (const [name, each] of found) {
    const archs = list(archsOf(each));
    names.set(archs, [...(names.get(archs) ?? []), name]);
  }
  return [...names];
}

/** What a symbol that Linux does not export on an architecture is called there, for people. */
export function calledThere(arch: string, name: string): string | undefined {
  const names = namesOn(arch, name);
  return names.length === 0 || names.includes(name)
    ? undefined
    : say.calledOn(archName(arch), list(names.map(code)));
}
