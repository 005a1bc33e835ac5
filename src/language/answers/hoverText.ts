/** The text of a hover, as Markdown. Reads nothing: the live image was read before. */

import { abis } from '../../consumers/abi.ts';
import { go } from '../../consumers/catalog/go.ts';
import { hex } from '../../report/format.ts';
import { type VdsoFunction, vdsoFunction } from '../../report/views/functions.ts';
import { architecturesOf, sinceOn, unknownName } from '../../report/views/nameHistory.ts';
import { kernelWord } from '../english/lookups.ts';
import { archFamily, goPlatform } from '../source/goPlatform.ts';
import type { HashConstant, HashLiteral } from '../source/hashLiterals.ts';
import { isKernelSource } from '../source/kernelSource.ts';
import { namesWithHash } from '../source/knownNames.ts';
import { inNotationOf } from '../source/numberNotation.ts';
import { ownersOf } from '../source/owners.ts';
import { isAt, type SourceArch } from '../source/sourceArch.ts';
import type { HoverTarget } from '../source/subject.ts';
import { archText as archName, hovers as hoverSentences, listText as list, words } from '../words.ts';
import { answer } from './answer.ts';
import { isHere } from './answerer.ts';
import { calledThere } from './elsewhere.ts';
import type { HoverContext, Live } from './hoverContext.ts';
import { keptCode } from './keptCode.ts';
import { bullets, code, literal, withIssueLinks } from './markdown.ts';
import { type FunctionLocation, namePlaces } from './namePlaces.ts';
import { nodesOf } from './nodes.ts';
import { sinceShown } from './since.ts';

/** What it comes to, whether the numbers are right, what it is, and then the details. */
export function hoverText(subject: HoverTarget, context: HoverContext): string {
  const { what, details } = explain(subject, context);
  const checked = subject.kind === 'number' && context.marked ? [] : checks(subject, context);
  const { answer: answered, others, newest } = answer(subject, context);
  const first = subject.kind === 'number' ? [...checked, ...answered] : [...answered, ...checked];
  return [...first, ...what, ...others, ...details, ...newest].join('\n\n');
}

/** Names of architectures in a row; the live image's page has all of them. */
const mostArchs = 3;

interface Explanation {
  readonly what: readonly string[];
  readonly details: readonly string[];
}

function explain(subject: HoverTarget, context: HoverContext): Explanation {
  switch (subject.kind) {
    case 'name':
      return explainName(subject, context);
    case 'symbol':
      if (subject.by !== undefined) return standIn(subject.by, subject.name);
      // What Linux has under this name is not what another system has.
      if (subject.where.system !== undefined) return { what: [], details: [] };
      return explainSymbol(subject.name, subject.where.arch, context);
    case 'version':
      if (subject.by !== undefined) return standIn(subject.by, subject.name);
      return { what: explainVersion(subject.name, context), details: [] };
    case 'term':
      return { what: explainTerm(subject), details: [] };
    case 'number':
      return { what: [], details: [] };
  }
}

/** The name itself has a hover of its own. */
function standIn(by: string, name: string): Explanation {
  return { what: [hoverSentences.standsFor(code(by), code(name))], details: [] };
}

function explainName(
  { name, meaning, declared }: Extract<HoverTarget, { kind: 'name' }>,
  context: HoverContext,
): Explanation {
  const { path, live, besideGopls } = context;
  const { declaration, explanation, where, since, perArch, seeAlso } = meaning;
  const arch = goPlatform(path).arch ?? (live.kind === 'image' ? live.image.arch : '');
  const value = Object.entries(perArch ?? {}).find(([each]) => archFamily(each) === archFamily(arch))?.[1];
  // x86 is FreeBSD's, and of two architectures.
  const archs = arch === 'x86' ? ['386', 'amd64'] : [arch === '' ? 'GOARCH' : archFamily(arch)];
  const files = [...new Set(archs.map((each) => where.replace('GOARCH', each)))];
  const details = [
    ...(declared || files.some((file) => isAt(path, file))
      ? []
      : [hoverSentences.declaredIn(files.map(code))]),
    ...(since === undefined ? [] : [hoverSentences.since(since)]),
    ...(name === 'vdsoLinuxVersion' ? portSince(arch) : []),
    ...(seeAlso ? [hoverSentences.seeAlso(list(seeAlso.map(code)))] : []),
  ];
  return {
    what: [
      ...(besideGopls ? [] : [`**${code(declaration ?? name)}**`]),
      words.consumers.fact(explanation),
      ...(value === undefined || besideGopls ? [] : [hoverSentences.onArch(code(name), arch, code(value))]),
    ],
    details: details.length > 0 ? [hoverSentences.paragraph(details)] : [],
  };
}

/** Since when Go looks into the vDSO on an architecture, where it did not in the first release that was read. */
function portSince(arch: string): readonly string[] {
  const port = go.arches.find((each) => archFamily(each.arch) === archFamily(arch));
  if (port?.since === undefined) return [];
  const issue = port.issue === undefined ? undefined : withIssueLinks(port.issue);
  return [hoverSentences.portSince(arch, port.since, issue)];
}

function explainSymbol(
  name: string,
  arch: SourceArch | undefined,
  { live, path }: HoverContext,
): Explanation {
  const value = live.kind === 'image' ? live.image.symbol(name)?.value : undefined;
  const places = namePlaces(arch, live, value);
  const isAway = live.kind !== 'image' || (arch !== undefined && !isHere(arch, live.image));
  const found = functionsAt(name, places, isAway && arch !== undefined);
  const known = found.map((each) => each.function);
  const [first] = known;
  if (!first) {
    return { what: [hoverSentences.named(code(name), unknownName(words, name).map(literal))], details: [] };
  }
  const { what, unlikeLibc } = first;
  const prototypes = [...new Set(known.flatMap(({ prototype }) => prototype ?? []))];
  const [place] = places;
  const called = places.length > 1 || !isAway ? undefined : calledThere(place?.arch ?? '', name);
  const since = place?.arch === undefined || places.length > 1 ? undefined : sinceOn(words, place.arch, name);
  const shown = since === undefined ? '' : sinceShown(since);
  // Of whom the file is for all has been told.
  const told = isAway && arch !== undefined && found.every(({ exported }) => exported);
  const exports = architecturesOf(words, name).map(([symbol, archs]) =>
    hoverSentences.on(
      code(symbol),
      archs.length <= mostArchs + 1
        ? list(archs)
        : hoverSentences.andMore(archs.slice(0, mostArchs), archs.length - mostArchs),
    ),
  );
  return {
    what: [
      ...(prototypes.length === 0 ? [] : [`\`\`\`c\n${prototypes.join('\n')}\n\`\`\``]),
      hoverSentences.paragraph([
        what,
        ...(unlikeLibc === undefined ? [] : [unlikeLibc]),
        ...(called === undefined ? [] : [called]),
      ]),
    ],
    details: [
      ...((isAway ? undefined : keptCode(value, live.image)) ??
        entersKernel(found.filter(({ exported }) => exported))),
      // The kernel's own source has been told under which node and since when.
      ...(exports.length === 0 || told || isKernelSource(path)
        ? []
        : [hoverSentences.exports(exports, literal(shown))]),
    ],
  };
}

const everywhere: SourceArch = { name: '', rows: abis };
const away: Live = { kind: 'none', reason: '' };

interface LocatedFunction {
  readonly place: FunctionLocation;
  readonly function: VdsoFunction;
  /** Linux has it there. */
  readonly exported: boolean;
}

/**
 * The function in each of the places that have one. Where none of them has: as it would be there, or in those that do.
 * @param only no others
 */
function functionsAt(
  name: string,
  places: readonly FunctionLocation[],
  only: boolean,
): readonly LocatedFunction[] {
  const isExported = ({ arch }: FunctionLocation) =>
    arch !== undefined && sinceOn(words, arch, name) !== undefined;
  const having = places.filter(isExported);
  const all = having.length > 0 || only ? having : namePlaces(everywhere, away).filter(isExported);
  return (all.length > 0 ? all : places).flatMap((place) => {
    const found = vdsoFunction(words, name, place.class, place.function);
    return found ? [{ place, function: found, exported: all.length > 0 }] : [];
  });
}

/** What most do comes first, and then who does otherwise. */
function entersKernel(functions: readonly LocatedFunction[]): readonly string[] {
  const ways = new Map<string, string[]>();
  for (const { place, function: each } of functions) {
    const when = words.report.entersKernel[each.entersKernel];
    ways.set(when, [...(ways.get(when) ?? []), archName(place.arch ?? '')]);
  }
  const sorted = [...ways].sort(([, a], [, b]) => b.length - a.length);
  if (sorted.length === 0) return [];
  return [
    hoverSentences.entersKernel(
      sorted.map(([when, archs], at) => ({ when, archs: at === 0 ? '' : list([...new Set(archs)]) })),
    ),
  ];
}

/** Whose node it is: it is fixed for each architecture. Nobody's is a placeholder, or somebody's mistake. */
function explainVersion(name: string, { path }: HoverContext): readonly string[] {
  const on = nodesOf(name);
  if (on.length === 0) return [hoverSentences.nobodysNode(code(name))];
  const uncompared = ownersOf(path).filter(({ lookup }) => lookup.version === 'none');
  return [
    hoverSentences.paragraph([
      hoverSentences.isVersionNode(code(name), list([...new Set(on.map(archName))])),
      ...uncompared.map((consumer) => hoverSentences.notCompared(consumer.name)),
    ]),
  ];
}

/** What a name of another consumer is. */
function explainTerm({ name, keys, lookup }: Extract<HoverTarget, { kind: 'term' }>): readonly string[] {
  if (lookup)
    return [
      hoverSentences.paragraph([
        hoverSentences.ofConsumer(code(name), [lookup.consumer?.name ?? kernelWord]),
        lookup.what,
      ]),
    ];
  const consumers = [...new Set(keys.map(({ consumer }) => consumer.name))];
  return [hoverSentences.ofConsumer(code(name), consumers)];
}

/** Every number that belongs to what the cursor is on; one line when all are right, but for the number itself. */
function checks(subject: HoverTarget, context: HoverContext): readonly string[] {
  const concerned = literalsOf(subject);
  const wanted = subject.kind === 'number' ? [subject.constant] : concerned.flatMap(({ hashes }) => hashes);
  const wrong = wanted.filter(({ value, expected }) => value !== expected);
  if (subject.kind !== 'number' && wrong.length === 0) {
    return wanted.length === 0 ? [] : [hoverSentences.allRight(wanted.length)];
  }
  const shown = subject.kind === 'number' ? wanted : wrong;
  const lines = concerned.flatMap((literal) =>
    literal.hashes
      .filter((constant) => shown.includes(constant))
      .map((constant) => check(constant, literal, context)),
  );
  return lines.length > 0 ? [bullets(lines)] : [];
}

function literalsOf(subject: HoverTarget): readonly HashLiteral[] {
  if (subject.kind === 'term') return [];
  if (subject.kind !== 'name') return subject.literal ? [subject.literal] : [];
  const { name, literals } = subject;
  switch (name) {
    case 'vdsoLinuxVersion':
      return literals.filter(({ kind }) => kind === 'version');
    case 'vdsoSymbolKeys':
      return literals.filter(({ kind }) => kind === 'symbol');
    default:
      return literals.filter(({ variable }) => variable === name);
  }
}

/** Whether a number is right, and if not, which one is, whose it is, and what comes of it. */
function check(constant: HashConstant, { kind, name, ofGo }: HashLiteral, { path }: HoverContext): string {
  const hashName = hoverSentences.hashName(kind === 'version' ? kind : constant.kind, ofGo);
  const { text, value, expected } = constant;
  const number = asWritten(text, value);
  if (value === expected) {
    const use = kind === 'version' ? hoverSentences.versionHashUse : hoverSentences.hashUse[constant.kind];
    const [uncompared] =
      kind === 'version' ? ownersOf(path).filter(({ lookup }) => lookup.version === 'none') : [];
    return hoverSentences.paragraph([
      hoverSentences.right(number, hashName, code(name)),
      ...(ofGo ? [use] : []),
      ...(uncompared ? [hoverSentences.notCompared(uncompared.name)] : []),
    ]);
  }
  const owners = namesWithHash(constant.kind, value);
  const follows =
    kind === 'version' ? hoverSentences.wrongVersionFollows : hoverSentences.wrongFollows[constant.kind];
  return hoverSentences.paragraph([
    hoverSentences.wrong(number, hashName, code(name), code(inNotationOf(text, expected, false))),
    ...(owners.length > 0 ? [hoverSentences.belongsTo(number, list(owners.map(code)))] : []),
    ...(ofGo ? [follows] : []),
  ]);
}

/** First as it stands in the source, then as tools print it. */
function asWritten(text: string, value: number): string {
  const usual = hex(value);
  return text === usual ? code(text) : `${code(text)} (${code(usual)})`;
}
