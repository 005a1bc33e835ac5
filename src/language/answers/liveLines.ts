/** What the live image says to the facts of a target. */
import { exportsOf } from '../../consumers/functionNames.ts';
import { PT_LOAD } from '../../elf/format/constants.ts';
import { hex } from '../../report/format.ts';
import { archOf, sinceOn } from '../../report/views/nameHistory.ts';
import { namesOfRows } from '../source/conditions.ts';
import { type HoverTarget, nameOf } from '../source/subject.ts';
import { archText as archName, listText as list, hovers as say, words } from '../words.ts';
import type { Asked } from './asked.ts';
import { calledThere } from './elsewhere.ts';
import type { GoFacts, KeyFact } from './facts.ts';
import { keptCode } from './keptCode.ts';
import { commonConsequence, namedKey, notFound, who, withoutKey } from './keyWords.ts';
import type { LiveLookups } from './liveImage.ts';
import { bullets, code, reason, revealLink } from './markdown.ts';
import { nodesOf, nodesOn } from './nodes.ts';

export function liveLines(target: HoverTarget, asked: Asked, live: LiveLookups): readonly string[] {
  const { facts } = asked;
  switch (facts.kind) {
    case 'keys':
      return facts.go ? goKeys(facts.keys, facts.go, target, live) : keysOfOthers(facts.keys, live, target);
    case 'symbol':
      // A variable of Go is no symbol: it stands for a key that this release does not have.
      return facts.go && target.kind === 'name'
        ? [say.noSuchKey(facts.go.release, facts.go.arch)]
        : [symbolHere(facts.name, live, asked)];
    case 'node':
      return versionHere(facts.name, live, facts.go !== undefined);
    case 'extent':
      return extent(live);
    case 'image': {
      const { release, why } = facts.go;
      const verdict = why === undefined ? '' : reason(why);
      return [say.paragraph([say.mappedAt(code(hex(live.base)), live.pid, release, verdict), openLive()])];
    }
    case 'nothing':
      return [];
  }
}

/** One key tells all of it, several a line each, under what was searched and with which keys. */
function goKeys(
  keys: readonly KeyFact[],
  facts: GoFacts,
  target: HoverTarget,
  live: LiveLookups,
): readonly string[] {
  const { release, arch, why } = facts;
  const [first, second] = keys;
  if (!first && why && nameOf(target).endsWith('Version')) return [reason(why)];
  const ownKeys = target.literals.some(({ kind }) => kind === 'symbol');
  const asker = ownKeys ? say.withOwnKeys(arch) : say.onArchWith(say.consumer('Go', release), arch);
  if (!first) return [say.paragraph([...(why ? [reason(why)] : []), openLive()])];
  if (second) {
    const lines = keys.map((key) => keyLine(key, live, { variable: true }));
    return [say.finds(asker, live.pid), bullets(lines)];
  }
  const line = keyLine(first, live, { variable: nameOf(target) !== first.variable, asker });
  // Whoever asks about a number wants to know whether it is right.
  const rest = !isFound(first) || target.kind === 'number' ? [] : withoutKey(first);
  const does = target.kind === 'name' ? (keptCode(first.finding?.value, live) ?? []) : [];
  return [line, ...does, ...rest];
}

/** @param told what the line has to say: where the address goes, and who finds it */
function keyLine(
  key: KeyFact,
  live: LiveLookups,
  told: { readonly variable: boolean; readonly asker?: string },
): string {
  const { symbol, variable, finding } = key;
  if (finding?.value === undefined || finding.address === undefined || !isFound(key))
    return say.paragraph([notFound(key), showKey(key)]);
  const place = say.place(
    code(live.offsetText(finding.value)),
    code(hex(finding.address)),
    told.asker === undefined ? undefined : live.pid,
  );
  const stored = told.variable && variable !== undefined ? code(variable) : undefined;
  return say.paragraph([
    say.found(told.asker, namedKey(key), place, stored),
    showSymbol(symbol),
    showKey(key),
  ]);
}

function keysOfOthers(keys: readonly KeyFact[], live: LiveLookups, target: HoverTarget): readonly string[] {
  const [first] = keys;
  if (first && keys.length > mostLines && keys.every(({ consumer }) => consumer === first.consumer))
    return listOfKeys(first, keys, live);
  if (first) {
    const common = commonConsequence(keys.filter(isFound));
    return [bullets(keys.map((key) => keyOfOther(key, live, common.length === 0))), ...common];
  }
  const { provider, image } = live;
  const here = provider.kind === 'uml' ? 'um' : archName(archOf(image.header));
  return target.kind === 'term' && target.keys.length > 0 ? [say.notOn(here)] : [];
}

/** More are a list, under who looks them up. */
const mostLines = 2;

/** What is not there and not missed is one line. */
function listOfKeys(first: KeyFact, keys: readonly KeyFact[], live: LiveLookups): readonly string[] {
  const spared = keys.filter(({ finding }) => finding?.outcome === 'not-applicable');
  const together = spared.length > 1 ? spared : [];
  const common = commonConsequence(keys.filter(isFound));
  const lines = keys
    .filter((key) => !together.includes(key))
    .map((key) => {
      const follows = common.length === 0 && isFound(key) ? withoutKey(key) : [];
      return say.paragraph([keyLine(key, live, { variable: false }), ...follows]);
    });
  const last = together.length === 0 ? [] : [say.spared(list(together.map(({ symbol }) => code(symbol))))];
  return [
    say.finds(say.onArchWith(who(first), first.arch), live.pid),
    bullets([...lines, ...last]),
    ...common,
  ];
}

/** @param follows whether what the consumer does without it is told with it */
function keyOfOther(key: KeyFact, live: LiveLookups, follows: boolean): string {
  const { finding, symbol } = key;
  if (finding?.value === undefined || !isFound(key)) return say.paragraph([notFound(key), showKey(key)]);
  return say.paragraph([
    say.foundBy(who(key), namedKey(key), code(live.offsetText(finding.value))),
    showSymbol(symbol),
    showKey(key),
    ...(follows ? withoutKey(key) : []),
  ]);
}

function isFound({ finding }: KeyFact): boolean {
  return finding?.outcome === 'found';
}

function symbolHere(name: string, live: LiveLookups, { facts, arch }: Asked): string {
  const symbol = live.symbol(name);
  const noKey = facts.kind === 'symbol' && facts.go ? [say.noKeyOfGo] : [];
  if (symbol) {
    const place = [code(live.offsetText(symbol.value)), code(hex(symbol.address))] as const;
    return say.paragraph([
      say.foundHere(say.inNode(code(name), symbol.version && code(symbol.version)), ...place, live.pid),
      ...noKey,
      showSymbol(name),
    ]);
  }
  const here = archOf(live.image.header);
  const called = calledThere(here, name);
  // A name of others, in a file that is for them too, is no failure here.
  const isElsewhere =
    sinceOn(words, here, name) === undefined && exportsOf(name).some((each) => each.symbol === name);
  if (isElsewhere && (arch === undefined || namesOfRows(arch.rows).length > 1))
    return say.paragraph([say.notOn(archName(here)), ...(called === undefined ? [] : [called])]);
  return say.paragraph([
    say.absentHere(code(name), live.pid),
    ...noKey,
    ...(called === undefined ? [] : [called]),
  ]);
}

function versionHere(name: string, live: LiveLookups, ofGo: boolean): readonly string[] {
  const index = live.versionIndex(name);
  const on = nodesOf(name);
  if (index !== undefined) {
    const use = ofGo ? [say.goUseOfIndex] : [];
    const link = revealLink(say.showVersion, { table: 'versions', name });
    return [say.paragraph([say.versionHere(code(name), index, live.pid), ...use, link])];
  }
  // A placeholder, or a node that nobody defines: there is nothing to be missed.
  if (on.length === 0 && !ofGo) return [];
  const here = archOf(live.image.header);
  if (!ofGo && !on.includes(here)) {
    const nodes = nodesOn(here);
    return nodes.length === 0 ? [] : [say.nodesHere(archName(here), list(nodes.map(code)))];
  }
  const follows = ofGo ? [say.goWithoutNode] : [];
  return [say.paragraph([say.noVersionHere(code(name), live.pid), ...follows]), openLive()];
}

function extent({ bias, image, pid }: LiveLookups): readonly string[] {
  const load = Array.from({ length: image.segments.length }, (_, i) => image.segments.at(i)).find(
    (segment) => segment?.type === PT_LOAD,
  );
  return load ? [say.loadRange(code(hex(bias)), code(hex(bias + load.memsz)), pid), openLive()] : [];
}

function showSymbol(name: string): string {
  return revealLink(say.showSymbol, { table: 'symbols', name });
}

/** The row of the Consumers tab, with each step of the search. */
function showKey({ consumer, symbol }: KeyFact): string {
  return revealLink(say.showKey, { table: 'keys', consumer: consumer.id, name: symbol });
}

function openLive(): string {
  return revealLink(say.openLive);
}
