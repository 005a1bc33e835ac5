/** The text of a hover, as Markdown. Reads nothing: the live image was read before. */

import { archName } from '../../consumers/english/abis.ts';
import { namesOn } from '../../consumers/functionNames.ts';
import { list } from '../../elf/english.ts';
import { entersKernelWords } from '../../report/english/functions.ts';
import { hex } from '../../report/format.ts';
import { type VdsoFunction, vdsoFunction } from '../../report/views/functions.ts';
import { historyOf, sinceOn, unknownName } from '../../report/views/nameHistory.ts';
import { hoverSentences } from '../english/hovers.ts';
import { kernelWord } from '../english/lookups.ts';
import { archFamily, goPlatform } from '../source/goPlatform.ts';
import type { HashConstant, HashLiteral } from '../source/hashLiterals.ts';
import { namesWithHash } from '../source/knownNames.ts';
import { isAt, sourceArch } from '../source/sourceArch.ts';
import type { HoverTarget } from '../source/subject.ts';
import { answer } from './answer.ts';
import type { HoverContext } from './hoverContext.ts';
import { bullets, code, literal } from './markdown.ts';
import { type FunctionLocation, namePlaces } from './namePlaces.ts';

/** What it is, whether the numbers are right, what it comes to here, and then the details. */
export function hoverText(subject: HoverTarget, context: HoverContext): string {
  const { what, details } = explain(subject, context);
  const checked = subject.kind === 'number' && context.marked ? [] : checks(subject);
  return [...what, ...checked, ...answer(subject, context), ...details].join('\n\n');
}

interface Explanation {
  readonly what: readonly string[];
  readonly details: readonly string[];
}

function explain(subject: HoverTarget, context: HoverContext): Explanation {
  switch (subject.kind) {
    case 'name':
      return explainName(subject, context);
    case 'symbol':
      return explainSymbol(subject.name, context);
    case 'version':
      return { what: [hoverSentences.isVersionNode(code(subject.name))], details: [] };
    case 'term':
      return { what: explainTerm(subject), details: [] };
    case 'number':
      return { what: [], details: [] };
  }
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
  const file = arch === 'x86' ? where : where.replace('GOARCH', arch === '' ? 'GOARCH' : archFamily(arch));
  const details = [
    ...(declared || isAt(path, file) ? [] : [hoverSentences.declaredIn(code(file))]),
    ...(since === undefined ? [] : [hoverSentences.since(since)]),
    ...(seeAlso ? [hoverSentences.seeAlso(list(seeAlso.map(code)))] : []),
  ];
  return {
    what: [
      ...(besideGopls ? [] : [`**${code(declaration ?? name)}**`]),
      explanation,
      ...(value === undefined || besideGopls ? [] : [hoverSentences.onArch(code(name), arch, code(value))]),
    ],
    details: details.length > 0 ? [hoverSentences.paragraph(details)] : [],
  };
}

function explainSymbol(name: string, { path, isGo, live }: HoverContext): Explanation {
  const places = namePlaces(sourceArch(path, isGo), live);
  const known = functionsAt(name, places);
  const [first] = known;
  if (!first) {
    return { what: [hoverSentences.named(code(name), unknownName(name).map(literal))], details: [] };
  }
  const { what, unlikeLibc } = first;
  const prototypes = [...new Set(known.flatMap(({ prototype }) => prototype ?? []))];
  const called = places.length > 1 ? undefined : calledElsewise(places[0]?.arch, name);
  const exports = historyOf(name).map(({ symbol, text }) =>
    hoverSentences.exportedOn(code(symbol), literal(text)),
  );
  return {
    what: [
      ...(prototypes.length === 0 ? [] : [`\`\`\`c\n${prototypes.join('\n')}\n\`\`\``]),
      hoverSentences.named(code(name), [what, ...(unlikeLibc === undefined ? [] : [unlikeLibc])]),
      ...(called === undefined ? [] : [hoverSentences.calledOn(called.arch, list(called.names.map(code)))]),
    ],
    details: [
      hoverSentences.entersKernel(
        [...new Set(known.map(({ entersKernel }) => entersKernel))].map((each) => entersKernelWords[each]),
      ),
      ...(exports.length === 0 ? [] : [hoverSentences.exports(exports)]),
    ],
  };
}

/** The function in each of the places that have one; as on most architectures where none is told. */
function functionsAt(name: string, places: readonly FunctionLocation[]): readonly VdsoFunction[] {
  if (places.length === 0) return [vdsoFunction(name, 64)].flatMap((each) => each ?? []);
  const having = places.filter(({ arch }) => arch !== undefined && sinceOn(arch, name) !== undefined);
  return (having.length > 0 ? having : places).flatMap(
    (place) => vdsoFunction(name, place.class, place.function) ?? [],
  );
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

/** What a name that an architecture does not export is called there. */
function calledElsewise(arch: string | undefined, name: string) {
  if (arch === undefined || sinceOn(arch, name) !== undefined) return undefined;
  const names = namesOn(arch, name);
  return names.length === 0 ? undefined : { arch: archName(arch), names };
}

/** Every number that belongs to what the cursor is on; one line when all are right, but for the number itself. */
function checks(subject: HoverTarget): readonly string[] {
  const concerned = literalsOf(subject);
  const wanted = subject.kind === 'number' ? [subject.constant] : concerned.flatMap(({ hashes }) => hashes);
  const wrong = wanted.filter(({ value, expected }) => value !== expected);
  if (subject.kind !== 'number' && wrong.length === 0) {
    return wanted.length === 0 ? [] : [hoverSentences.allRight(wanted.length)];
  }
  const shown = subject.kind === 'number' ? wanted : wrong;
  const lines = concerned.flatMap((literal) =>
    literal.hashes.filter((constant) => shown.includes(constant)).map((constant) => check(constant, literal)),
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
function check(constant: HashConstant, { kind, name, ofGo }: HashLiteral): string {
  const hashName = hoverSentences.hashName(kind === 'version' ? kind : constant.kind, ofGo);
  const number = code(hex(constant.value));
  if (constant.value === constant.expected) {
    const use = kind === 'version' ? hoverSentences.versionHashUse : hoverSentences.hashUse[constant.kind];
    return hoverSentences.paragraph([
      hoverSentences.right(number, hashName, code(name)),
      ...(ofGo ? [use] : []),
    ]);
  }
  const owners = namesWithHash(constant.kind, constant.value);
  const follows =
    kind === 'version' ? hoverSentences.wrongVersionFollows : hoverSentences.wrongFollows[constant.kind];
  return hoverSentences.paragraph([
    hoverSentences.wrong(number, hashName, code(name), code(hex(constant.expected))),
    ...(owners.length > 0 ? [hoverSentences.belongsTo(number, list(owners.map(code)))] : []),
    ...(ofGo ? [follows] : []),
  ]);
}
