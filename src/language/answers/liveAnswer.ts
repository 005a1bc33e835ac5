/** What the live image says to what a hover is about. */
import type { ConsumerFinding, KeyFinding } from '../../consumers/model.ts';
import { PT_LOAD } from '../../elf/format/constants.ts';
import { hex } from '../../report/format.ts';
import { hoverSentences } from '../english/hovers.ts';
import { type HoverTarget, isVersion, nameOf } from '../source/subject.ts';
import type { LiveLookups } from './liveImage.ts';
import { bullets, code, literal, reason, revealLink } from './markdown.ts';

export function byLiveImage(
  subject: HoverTarget,
  live: LiveLookups,
  release: string | undefined,
): readonly string[] {
  const finding = live.lookUp(subject.literals, release);
  const { pid } = live;
  const name = nameOf(subject);
  if (isVersion(subject)) return versionAnswer(name, live);
  if (subject.kind !== 'name') {
    const key = finding.keys.find(({ symbol }) => symbol === name);
    if (key) return keyAnswers([key], finding, subject, live);
    const symbol = live.symbol(name);
    if (!symbol) return [hoverSentences.absent(code(name), pid)];
    const where = place(live, symbol.value, symbol.address);
    return [`${hoverSentences.present(inNode(name, symbol.version), where)} ${showSymbol(name)}`];
  }
  switch (name) {
    case 'vdsoLinuxVersion':
    case 'vdsoFindVersion':
      return finding.version ? versionAnswer(finding.version.name, live) : [reason(finding.why)];
    case 'vdsoLoadStart':
    case 'vdsoLoadEnd':
      return loadAnswer(live);
    case 'vdsoSymbolKeys':
    case 'vdsoParseSymbols':
      return keyAnswers(finding.keys, finding, subject, live);
    case 'vdsoauxv':
    case 'vdsoInitFromSysinfoEhdr':
    case 'vdsoInfo':
      return [
        `${hoverSentences.mappedAt(code(hex(live.base)), pid, finding.release, reason(finding.why))} ${revealLink(hoverSentences.openLive)}`,
      ];
    default: {
      if (!name.endsWith('Sym')) return [];
      const keys = finding.keys.filter(({ variable }) => variable === name);
      return keys.length > 0
        ? keyAnswers(keys, finding, subject, live)
        : [hoverSentences.noSuchKey(finding.release, finding.arch)];
    }
  }
}

function keyAnswers(
  keys: readonly KeyFinding[],
  finding: ConsumerFinding,
  subject: HoverTarget,
  live: LiveLookups,
): readonly string[] {
  const ownKeys = subject.literals.some(({ kind }) => kind === 'symbol');
  const by = ownKeys ? hoverSentences.bySource : hoverSentences.byRelease(finding.release);
  const here = hoverSentences.here(finding.arch, by);
  const [first, second] = keys;
  if (!first) return [`${here} ${reason(finding.why)} ${revealLink(hoverSentences.openLive)}`];
  if (second) {
    const found = keys.some(({ outcome }) => outcome === 'found');
    const lines = keys.map((key) => keyAnswer(key, live, { variable: true, host: false }));
    return [
      here,
      bullets(lines),
      found ? hoverSentences.otherProcess(live.pid) : revealLink(hoverSentences.openLive),
    ];
  }
  const found = first.outcome === 'found';
  const line = keyAnswer(first, live, { variable: nameOf(subject) !== first.variable, host: true });
  return [
    [here, line, ...(found ? [] : [revealLink(hoverSentences.openLive)])].join(' '),
    // Whoever asks about a number wants to know whether it is right.
    ...(found && subject.kind !== 'number' ? [hoverSentences.whenMissing(literal(first.fallback))] : []),
  ];
}

/** @param told what the line has to say: where the address goes, and that the process is the extension host */
function keyAnswer(
  key: KeyFinding,
  live: LiveLookups,
  told: { readonly variable: boolean; readonly host: boolean },
): string {
  const { symbol, version, variable, value, address, why, cause, fallback } = key;
  if (key.outcome !== 'found' || value === undefined || address === undefined) {
    const reasons = [why, ...(cause ? [cause] : [])].map(reason).join(' ');
    return `${hoverSentences.notFound(code(symbol), reasons)} ${hoverSentences.consequence(literal(fallback))}`;
  }
  const stored = variable === undefined || !told.variable ? '' : hoverSentences.storedIn(code(variable));
  const host = told.host ? hoverSentences.ofHost : '';
  const found = hoverSentences.found(inNode(symbol, version), place(live, value, address));
  return `${found}${host}${stored}. ${showSymbol(symbol)}`;
}

function inNode(symbol: string, version: string | undefined): string {
  return version === undefined ? code(symbol) : hoverSentences.inNode(code(symbol), code(version));
}

function showSymbol(name: string): string {
  return revealLink(hoverSentences.showSymbol, { table: 'symbols', name });
}

/** The offset first: it is the same in every process. */
function place(live: LiveLookups, value: bigint, address: bigint): string {
  return hoverSentences.place(code(hex(live.offsetOf(value))), code(hex(address)), live.pid);
}

function versionAnswer(name: string, live: LiveLookups): readonly string[] {
  const index = live.versionIndex(name);
  if (index === undefined)
    return [hoverSentences.noVersion(code(name), live.pid), revealLink(hoverSentences.openLive)];
  const link = revealLink(hoverSentences.showVersion, { table: 'versions', name });
  return [`${hoverSentences.version(code(name), index, live.pid)} ${link}`];
}

function loadAnswer({ bias, image, pid }: LiveLookups): readonly string[] {
  const load = Array.from({ length: image.segments.length }, (_, i) => image.segments.at(i)).find(
    (segment) => segment?.type === PT_LOAD,
  );
  if (!load) return [];
  return [
    hoverSentences.loadRange(code(hex(bias)), code(hex(bias + load.memsz)), pid),
    revealLink(hoverSentences.openLive),
  ];
}
