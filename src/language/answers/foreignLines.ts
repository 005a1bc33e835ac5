/** What the catalogue says where this machine cannot: for another architecture, and without a live image. */
import { functionOf, namesOn } from '../../consumers/functionNames.ts';
import { sinceOn } from '../../report/views/nameHistory.ts';
import { namesOfRows } from '../source/conditions.ts';
import type { NamedKey } from '../source/consumerNames.ts';
import { hashOf } from '../source/knownNames.ts';
import { isFor, type SourceArch } from '../source/sourceArch.ts';
import type { HoverTarget } from '../source/subject.ts';
import {
  archText as archName,
  consequenceWords as consequenceText,
  listText as list,
  hovers as say,
  words,
} from '../words.ts';
import type { Answerer } from './answerer.ts';
import type { Asked } from './asked.ts';
import type { KeyFact } from './facts.ts';
import { archsOf, commonConsequence, namedKey, who, withoutKey, withoutOrder } from './keyWords.ts';
import { inVain, thereSince } from './linuxHas.ts';
import { bullets, code, literal } from './markdown.ts';
import { namePlaces } from './namePlaces.ts';
import { nodesOf, nodesOn } from './nodes.ts';
import { sinceShown } from './since.ts';

type Away = Exclude<Answerer, { kind: 'live' }>;

export function foreignLines(target: HoverTarget, asked: Asked, away: Away): readonly string[] {
  const { facts, arch } = asked;
  const cannot = away.kind === 'no-live' ? say.noLive(literal(away.reason)) : say.cannotCheck(away.here);
  if (arch !== undefined && arch.rows.length === 0)
    return [say.paragraph([say.unknownArch(arch.name), cannot])];
  switch (facts.kind) {
    case 'keys':
      return keys(target, asked, facts.keys, cannot);
    case 'symbol':
      return [say.paragraph(symbol(target, asked, facts.name, cannot))];
    case 'node':
      return node(asked, facts.name, cannot);
    default:
      return facts.kind === 'nothing' || away.kind === 'foreign' ? [] : [cannot];
  }
}

function keys(
  target: HoverTarget,
  asked: Asked,
  wanted: readonly KeyFact[],
  cannot: string,
): readonly string[] {
  const { facts, arch } = asked;
  const [first] = wanted;
  if (!first) {
    if (facts.kind === 'keys' && facts.go) return [say.noSuchKey(facts.go.release, facts.go.arch)];
    // A name of another consumer, that has it for other architectures.
    return target.kind === 'term' && target.keys.length > 0 && arch !== undefined
      ? [unaskedOn(target.keys, arch)]
      : [];
  }
  // Whoever asks about a number wants to know whether it is right.
  const without = (key: KeyFact) => (target.kind === 'number' ? [] : withoutKey(key));
  const groups = groupedByName(wanted);
  if (groups.length === 1) {
    const lookup = say.looksUp(who(first), list(archsOf(wanted)), namedKey(first));
    const lack = inVain(wanted, arch);
    return [
      say.paragraph([
        lookup,
        ...wrongConstants(first),
        ...lack,
        ...(lack.length > 0 ? [] : [...thereSince(wanted, arch), cannot]),
      ]),
      ...without(first),
    ];
  }
  // Of one consumer on one architecture the lines have the keys alone.
  const heads = new Set(wanted.map((key) => `${who(key)} ${withoutOrder(key.arch)}`));
  const common = target.kind === 'number' ? [] : commonConsequence(wanted);
  const lines = groups.flatMap((group) => {
    const [key] = group;
    if (!key) return [];
    const lookup =
      heads.size === 1 ? say.key(namedKey(key)) : say.looksUp(who(key), list(archsOf(group)), namedKey(key));
    return [
      say.paragraph([
        lookup,
        ...wrongConstants(key),
        ...inVain(group, arch),
        ...(common.length > 0 ? [] : without(key)),
      ]),
    ];
  });
  if (heads.size > 1) return [bullets(lines), ...common, cannot];
  return [
    say.paragraph([say.looksUpAll(who(first), list(archsOf(wanted))), cannot]),
    bullets(lines),
    ...common,
  ];
}

/** A name whose keys are all for others: of a port that was not read, what Linux exports there says what comes of it. */
function unaskedOn(named: readonly NamedKey[], arch: SourceArch): string {
  const [first] = named;
  if (!first || first.consumer.arches.some((port) => isFor(arch, port))) return say.nobodyOn(arch.name);
  const exported = arch.rows.some(({ kernel = '' }) =>
    named.some(({ key }) => namesOn(kernel, key.symbol).length > 0),
  );
  const noPort = say.noPort(first.consumer.name, arch.name);
  if (exported) return noPort;
  // Ports with another function to go by say more.
  const shortest = named.toSorted((a, b) => lengthOf(a) - lengthOf(b))[0] ?? first;
  return say.paragraph([noPort, say.noneThere, ...withoutKey(shortest.key)]);
}

function lengthOf({ key }: NamedKey): number {
  return consequenceText(key.fallback).length;
}

/** Go up to 1.21 has another name's hashes beside __kernel_clock_gettime on arm64. */
function wrongConstants({ symbol, sourceGnuHash }: KeyFact): readonly string[] {
  return sourceGnuHash === undefined || sourceGnuHash === hashOf('gnu', symbol) ? [] : [say.wrongConstants];
}

/** Keys of one consumer, one name and one node; what follows is then the same. */
function groupedByName(keys: readonly KeyFact[]): readonly (readonly KeyFact[])[] {
  const groups = new Map<string, KeyFact[]>();
  for (const key of keys) {
    const name = `${key.consumer.id} ${key.symbol} ${key.version ?? ''} ${key.fallback}`;
    groups.set(name, [...(groups.get(name) ?? []), key]);
  }
  return [...groups.values()];
}

/** Functions that there are system calls for. */
const isCall = /^(?:clock_get|gettimeofday$|time$|getcpu$|getrandom$|riscv_hwprobe$)/;

/** @param cannot that this machine cannot check it: where nothing is exported there is nothing to check */
function symbol(
  target: HoverTarget,
  { facts, arch }: Asked,
  name: string,
  cannot: string,
): readonly string[] {
  const noKey = facts.kind === 'symbol' && facts.go ? [say.noSuchKey(facts.go.release, facts.go.arch)] : [];
  if (target.kind === 'name' || arch === undefined) return [...noKey, cannot];
  const places = namePlaces(arch, { kind: 'none', reason: '' });
  const exported = places.flatMap((place) => {
    const since = place.arch === undefined ? undefined : sinceOn(words, place.arch, name);
    return place.arch === undefined || since === undefined
      ? []
      : [say.exportedSince(archName(place.arch), literal(sinceShown(since)))];
  });
  if (exported.length === 0) {
    const nowhere = places.every(
      (place) => place.arch === undefined || namesOn(place.arch, name).length === 0,
    );
    const follows = nowhere && isCall.test(functionOf(name)) ? [say.callsThere] : [];
    return [...noKey, say.exportedNowhere(code(name), list(namesOfRows(arch.rows))), ...follows];
  }
  return [...noKey, say.linuxExports(code(name), [...new Set(exported)]), cannot];
}

function node({ facts, arch }: Asked, name: string, cannot: string): readonly string[] {
  const { go } = facts.kind === 'node' ? facts : {};
  if (go) {
    if (go.node === undefined) return [say.paragraph([say.noSuchKey(go.release, go.arch), cannot])];
    return [
      say.paragraph([say.wantsVersion(say.consumer('Go', go.release), go.arch, code(go.node)), cannot]),
    ];
  }
  const rows = arch?.rows ?? [];
  const on = nodesOf(name).filter((row) => rows.some(({ kernel }) => kernel === row));
  if (on.length > 0) return [say.paragraph([say.nodeOn(code(name), list(on.map(archName))), cannot])];
  // Nobody's here: what the kernel has in its place.
  const nodes = [...new Set(rows.flatMap(({ kernel }) => (kernel === undefined ? [] : nodesOn(kernel))))];
  if (nodes.length === 0) return arch === undefined ? [cannot] : [];
  return [say.nodeOn(list(nodes.map(code)), list(namesOfRows(rows)))];
}
