/** What a hover comes to as facts: who looks what up, in which node, on which architecture, with which outcome. */
import { catalog } from '../../../src/consumers/catalog/index.ts';
import { askAbout } from '../../../src/language/answers/asked.ts';
import { type Facts, type KeyFact, newestKeys, searchedKeys } from '../../../src/language/answers/facts.ts';
import type { HoverContext } from '../../../src/language/answers/hoverContext.ts';
import type { HoverTarget } from '../../../src/language/source/subject.ts';

/** "here; go 1.27 amd64 vdsoClockgettimeSym = __vdso_clock_gettime LINUX_2.6 found", in parts by "; ". */
export function hoverFacts(target: HoverTarget, context: HoverContext): string {
  const { system } = target.where;
  if (system !== undefined) return `${target.kind}; ${system}`;
  const { answerer, arch, facts } = askAbout(target, context);
  const place = answerer.kind === 'live' ? 'here' : answerer.kind === 'foreign' ? answerer.arch : 'nowhere';
  const parts = [target.kind, place, ...partsOf(facts)];
  if (target.kind === 'term' && target.lookup) parts.push(`of ${target.lookup.consumer?.id ?? 'linux'}`);
  if (target.kind === 'symbol' || target.kind === 'version') {
    const image = answerer.kind === 'live' ? answerer.image : undefined;
    const asking = catalog.flatMap((consumer) =>
      (image ? searchedKeys(consumer, image) : newestKeys(consumer, arch))
        .filter(({ symbol, version }) => symbol === target.name || version === target.name)
        .map(({ finding }) => `${consumer.id}${finding === undefined ? '' : ` ${finding.outcome}`}`),
    );
    parts.push(`asked for by ${[...new Set(asking)].join(', ') || 'nobody'}`);
  }
  return parts.join('; ');
}

function partsOf(facts: Facts): readonly string[] {
  switch (facts.kind) {
    case 'keys':
      return unique(facts.keys.map(key));
    case 'symbol':
    case 'node':
      return [`${facts.kind} ${facts.name}`];
    default:
      return [facts.kind];
  }
}

function key({ consumer, release, arch, symbol, version, variable, finding }: KeyFact): string {
  const who = [consumer.id, release, arch].filter((each) => each !== undefined).join(' ');
  const what = [symbol, version, finding?.outcome].filter((each) => each !== undefined).join(' ');
  return `${who}${variable === undefined ? '' : ` ${variable}`} = ${what}`;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
