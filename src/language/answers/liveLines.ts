/** What the live image says to the facts of a target. */
import { consequenceText } from '../../consumers/english/programs.ts';
import { PT_LOAD } from '../../elf/format/constants.ts';
import { hex } from '../../report/format.ts';
import { hoverSentences as say } from '../english/hovers.ts';
import { type HoverTarget, nameOf } from '../source/subject.ts';
import type { Facts, GoFacts, KeyFact } from './facts.ts';
import type { LiveLookups } from './liveImage.ts';
import { bullets, code, literal, reason, revealLink } from './markdown.ts';

export function liveLines(facts: Facts, target: HoverTarget, live: LiveLookups): readonly string[] {
  switch (facts.kind) {
    case 'keys':
      return facts.go ? goKeys(facts.keys, facts.go, target, live) : keysOfOthers(facts.keys, live, target);
    case 'symbol':
      // A variable of Go is no symbol: it stands for a key that this release does not have.
      return facts.go && target.kind === 'name'
        ? [say.noSuchKey(facts.go.release, facts.go.arch)]
        : [symbolHere(facts.name, live, facts.go !== undefined)];
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
  { release, arch, why }: GoFacts,
  target: HoverTarget,
  live: LiveLookups,
): readonly string[] {
  const [first, second] = keys;
  if (!first && why && nameOf(target).endsWith('Version')) return [reason(why)];
  const ownKeys = target.literals.some(({ kind }) => kind === 'symbol');
  const here = say.here(arch, ownKeys ? say.bySource : say.byRelease(release));
  if (!first) return [say.paragraph([here, ...(why ? [reason(why)] : []), openLive()])];
  if (second) {
    const lines = keys.map((key) => goKey(key, live, { variable: true, host: false }));
    return [here, bullets(lines), keys.some(isFound) ? say.otherProcess(live.pid) : openLive()];
  }
  const line = goKey(first, live, { variable: nameOf(target) !== first.variable, host: true });
  if (!isFound(first)) return [say.paragraph([here, line, openLive()])];
  // Whoever asks about a number wants to know whether it is right.
  const rest = target.kind === 'number' ? [] : [say.whenMissing(literal(consequenceText(first.fallback)))];
  return [say.paragraph([here, line]), ...rest];
}

/** @param told what the line has to say: where the address goes, and that the process is the extension host */
function goKey(
  key: KeyFact,
  live: LiveLookups,
  told: { readonly variable: boolean; readonly host: boolean },
): string {
  const { symbol, version, variable, finding } = key;
  if (finding?.value === undefined || finding.address === undefined || !isFound(key))
    return say.paragraph([
      say.notFound(code(symbol), reasons(key)),
      say.consequence(literal(consequenceText(key.fallback))),
    ]);
  const place = say.place(code(live.offsetText(finding.value)), code(hex(finding.address)), live.pid);
  const stored = told.variable && variable !== undefined ? code(variable) : undefined;
  return say.paragraph([say.found(named(symbol, version), place, told.host, stored), showSymbol(symbol)]);
}

function keysOfOthers(keys: readonly KeyFact[], live: LiveLookups, target: HoverTarget): readonly string[] {
  if (keys.length > 0) return [bullets(keys.map((key) => keyOfOther(key, live)))];
  return target.kind === 'term' && target.keys.length > 0 ? [say.notOnThisMachine] : [];
}

function keyOfOther(key: KeyFact, live: LiveLookups): string {
  const { consumer, symbol, version, fallback, finding } = key;
  const name = named(symbol, version);
  if (finding?.value !== undefined && isFound(key))
    return say.paragraph([
      say.foundBy(consumer.name, name, code(live.offsetText(finding.value))),
      showSymbol(symbol),
    ]);
  return say.paragraph([
    say.notFoundBy(consumer.name, name, reasons(key)),
    say.consequence(literal(consequenceText(fallback))),
  ]);
}

function isFound({ finding }: KeyFact): boolean {
  return finding?.outcome === 'found';
}

function reasons({ finding }: KeyFact): string {
  const { why, cause } = finding ?? {};
  return say.paragraph([...(why ? [reason(why)] : []), ...(cause ? [reason(cause)] : [])]);
}

function named(symbol: string, version: string | undefined): string {
  return say.inNode(code(symbol), version === undefined ? undefined : code(version));
}

function symbolHere(name: string, live: LiveLookups, ofGo: boolean): string {
  const symbol = live.symbol(name);
  const noKey = ofGo ? [say.noKeyOfGo] : [];
  if (!symbol) return say.paragraph([say.absentHere(code(name), live.pid), ...noKey]);
  const place = [code(live.offsetText(symbol.value)), code(hex(symbol.address))] as const;
  return say.paragraph([
    say.foundHere(named(name, symbol.version), ...place, live.pid),
    ...noKey,
    showSymbol(name),
  ]);
}

function versionHere(name: string, live: LiveLookups, ofGo: boolean): readonly string[] {
  const index = live.versionIndex(name);
  if (index === undefined) {
    const follows = ofGo ? [say.goWithoutNode] : [];
    return [say.paragraph([say.noVersionHere(code(name), live.pid), ...follows]), openLive()];
  }
  const use = ofGo ? [say.goUseOfIndex] : [];
  const link = revealLink(say.showVersion, { table: 'versions', name });
  return [say.paragraph([say.versionHere(code(name), index, live.pid), ...use, link])];
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

function openLive(): string {
  return revealLink(say.openLive);
}
