/** What is asked of a target: by whom, of which image, and what is known. */
import { consumerById } from '../../consumers/catalog/index.ts';
import type { CatalogConsumer } from '../../consumers/model.ts';
import { ownersOf } from '../source/owners.ts';
import type { SourceArch } from '../source/sourceArch.ts';
import type { HoverTarget } from '../source/subject.ts';
import { knownRelease } from '../source/treeRelease.ts';
import { type Answerer, answererFor } from './answerer.ts';
import { type Facts, targetFacts } from './facts.ts';
import type { HoverContext } from './hoverContext.ts';

export interface Asked {
  readonly answerer: Answerer;
  readonly arch: SourceArch | undefined;
  readonly ofGo: boolean;
  readonly owners: readonly CatalogConsumer[];
  readonly releaseOf: (id: string) => string | undefined;
  readonly facts: Facts;
}

export function askAbout(target: HoverTarget, context: HoverContext): Asked {
  const { arch, ofGo: inGo } = target.where;
  const { path, live, release, tree } = context;
  const ofGo = inGo && target.kind !== 'term';
  const asker = {
    arch,
    ofGo,
    owners: inGo ? [] : ownersOf(path),
    releaseOf: (id: string) => {
      const wanted = (id === 'go' ? release : undefined) ?? (tree?.id === id ? tree.release : undefined);
      const consumer = consumerById(id);
      return consumer && knownRelease(consumer, wanted);
    },
  };
  const answerer = answererFor(live, arch);
  return { ...asker, answerer, facts: targetFacts(target, answerer, asker) };
}
