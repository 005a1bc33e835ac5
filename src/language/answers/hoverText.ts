/** The text of a hover, as Markdown. Reads nothing: the live image was read before. */

import type { GoName } from '../../consumers/catalog/goNames.ts';
import { archName, namesOn } from '../../consumers/functionNames.ts';
import { list } from '../../elf/english.ts';
import { entersKernelWords } from '../../report/english/functions.ts';
import { hex } from '../../report/format.ts';
import { vdsoFunction } from '../../report/views/functions.ts';
import { historyOf, sinceOn, unknownName } from '../../report/views/nameHistory.ts';
import { hoverSentences } from '../english/hovers.ts';
import { archFamily, goPlatform } from '../source/goPlatform.ts';
import type { HashConstant, HashLiteral } from '../source/hashLiterals.ts';
import { namesWithHash } from '../source/knownNames.ts';
import { type SourceArch, sourceArch } from '../source/sourceArch.ts';
import type { HoverTarget } from '../source/subject.ts';
import { byCatalogue } from './catalogueAnswer.ts';
import { lookedUpBy } from './consumerAnswer.ts';
import type { HoverContext } from './hoverContext.ts';
import { byLiveImage } from './liveAnswer.ts';
import type { LiveLookups } from './liveImage.ts';
import { bullets, code, literal } from './markdown.ts';
import { namePlace } from './namePlace.ts';
import { explainTerm, sourceAnswer } from './sourceHover.ts';

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
      return explainName(subject.name, subject.meaning, context);
    case 'symbol':
      return explainSymbol(subject.name, context);
    case 'version':
      return { what: [`**${code(subject.name)}** ${hoverSentences.versionNode}`], details: [] };
    case 'term':
      return { what: explainTerm(subject), details: [] };
    case 'number':
      return { what: [], details: [] };
  }
}

function explainName(name: string, meaning: GoName, context: HoverContext): Explanation {
  const { path, live, besideGopls } = context;
  const { declaration, explanation, where, since, perArch, seeAlso } = meaning;
  const arch = goPlatform(path).arch ?? (live.kind === 'image' ? live.image.arch : '');
  const value = Object.entries(perArch ?? {}).find(([each]) => archFamily(each) === archFamily(arch))?.[1];
  const file = arch === '' ? where : where.replace('ARCH', archFamily(arch));
  const details = [
    ...(path.endsWith(`/${file}`) ? [] : [hoverSentences.declaredIn(code(file))]),
    ...(since === undefined ? [] : [hoverSentences.since(since)]),
    ...(seeAlso ? [hoverSentences.seeAlso(list(seeAlso.map(code)))] : []),
  ];
  return {
    what: [
      ...(besideGopls ? [] : [`**${code(declaration ?? name)}**`]),
      explanation,
      ...(value === undefined || besideGopls ? [] : [hoverSentences.onArch(code(name), arch, code(value))]),
    ],
    details: details.length > 0 ? [details.join(' ')] : [],
  };
}

function explainSymbol(name: string, context: HoverContext): Explanation {
  const place = namePlace(context);
  const known = vdsoFunction(name, place.class ?? 64, place.function);
  if (!known) {
    return { what: [`**${code(name)}** ${unknownName(name).map(literal).join(' ')}`], details: [] };
  }
  const { prototype, what, unlikeLibc, entersKernel } = known;
  const called = calledElsewise(place.arch, name);
  const exports = historyOf(name).map(({ symbol, text }) =>
    hoverSentences.exportedOn(code(symbol), literal(text)),
  );
  return {
    what: [
      ...(prototype === undefined ? [] : [`\`\`\`c\n${prototype}\n\`\`\``]),
      `**${code(name)}** ${what} ${unlikeLibc ?? ''}`.trimEnd(),
      ...(called === undefined ? [] : [hoverSentences.calledOn(called.arch, list(called.names.map(code)))]),
    ],
    details: [
      hoverSentences.entersKernel(entersKernelWords[entersKernel]),
      ...(exports.length === 0 ? [] : [hoverSentences.exports(exports.join('. '))]),
    ],
  };
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
    return [hoverSentences.right(number, hashName, code(name)), ...(ofGo ? [use] : [])].join(' ');
  }
  const owners = namesWithHash(constant.kind, constant.value);
  const follows =
    kind === 'version' ? hoverSentences.wrongVersionFollows : hoverSentences.wrongFollows[constant.kind];
  return [
    hoverSentences.wrong(number, hashName, code(name), code(hex(constant.expected))),
    ...(owners.length > 0 ? [hoverSentences.belongsTo(number, list(owners.map(code)))] : []),
    ...(ofGo ? [follows] : []),
  ].join(' ');
}

/** What it comes to: here, or by the catalogue where this machine cannot say. */
function answer(subject: HoverTarget, context: HoverContext): readonly string[] {
  if (subject.kind === 'name' && subject.meaning.os !== 'linux') return [];
  const place = sourceArch(context.path, context.isGo);
  if (subject.kind === 'term' || !context.isGo) {
    return subject.kind === 'name' ? [] : sourceAnswer(subject, context.live, place);
  }
  const { os, arch } = goPlatform(context.path);
  if (os !== undefined && os !== 'linux') return [hoverSentences.otherSystem(os)];
  const { live } = context;
  if (live.kind === 'none')
    return instead(hoverSentences.noLive(literal(live.reason)), byCatalogue(subject, arch, context.release));
  const here = live.image.arch;
  if (arch !== undefined && archFamily(arch) !== archFamily(here)) {
    const lines = byCatalogue(subject, arch, context.release);
    return lines.length > 0
      ? [...instead(hoverSentences.foreign(arch, here), lines), ...others(subject, undefined, place)]
      : [];
  }
  return [...byLiveImage(subject, live.image, context.release), ...others(subject, live.image, place)];
}

/** What the catalogue says, behind the reason why nothing better does. */
function instead(reason: string, lines: readonly string[]): readonly string[] {
  if (lines.length <= 1) return [[reason, ...lines].join(' ')];
  return [reason, bullets(lines)];
}

/** Who else looks a symbol or a node up. */
function others(
  subject: HoverTarget,
  live: LiveLookups | undefined,
  arch: SourceArch | undefined,
): readonly string[] {
  return subject.kind === 'symbol' || subject.kind === 'version'
    ? lookedUpBy(subject.name, live, arch, 'go')
    : [];
}
