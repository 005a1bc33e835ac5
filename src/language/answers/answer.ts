/** What a target comes to: the facts of it as sentences, the same for Go's names and for everyone else's. */
import { go } from '../../consumers/catalog/go.ts';
import { newestRelease } from '../../consumers/releases.ts';
import { isKernelSource } from '../source/kernelSource.ts';
import type { HoverTarget } from '../source/subject.ts';
import { hovers as say } from '../words.ts';
import { type Asked, askAbout } from './asked.ts';
import { elsewhereLines } from './elsewhere.ts';
import { foreignLines } from './foreignLines.ts';
import type { HoverContext } from './hoverContext.ts';
import { kernelSide } from './kernelSide.ts';
import { liveLines } from './liveLines.ts';
import { lookedUpBy } from './lookedUpBy.ts';
import { code, lineLink } from './markdown.ts';
import { unaskedLines } from './unasked.ts';

export interface AnswerLines {
  /** What it comes to, here or by the catalogue where this machine cannot say. */
  readonly answer: readonly string[];
  /** Who else asks for it. */
  readonly others: readonly string[];
  /** That it is the newest release known, where nothing says which one is meant. */
  readonly newest: readonly string[];
}

const none: AnswerLines = { answer: [], others: [], newest: [] };

export function answer(target: HoverTarget, context: HoverContext): AnswerLines {
  const { system } = target.where;
  const os = target.kind === 'name' ? target.meaning.os : 'linux';
  if (system !== undefined) return os === system ? none : { ...none, answer: [say.otherSystem(system)] };
  if (os !== 'linux') return none;
  const asked = askAbout(target, context);
  return {
    answer: [...here(target, asked), ...jump(target, context), ...elsewhereLines(target, asked, context)],
    others: [...unaskedLines(target, asked), ...others(target, asked), ...ofKernel(target, asked, context)],
    newest: newestTold(target, asked),
  };
}

function jump(target: HoverTarget, { uri }: HoverContext): readonly string[] {
  if (target.kind !== 'name' || !target.fallback) return [];
  const { label, line, call, number } = target.fallback;
  const place = say.line(line);
  return [
    say.jumpsTo(code(label), uri === undefined ? place : lineLink(place, uri, line), code(call), number),
  ];
}

function newestTold(target: HoverTarget, { facts, releaseOf, ofGo, owners }: Asked): readonly string[] {
  // Whoever asks about a number wants to know whether it is right.
  if (facts.kind === 'nothing' || target.kind === 'number') return [];
  const asking = facts.kind === 'keys' ? facts.keys.map(({ consumer }) => consumer) : facts.go ? [go] : [];
  const told = [...new Set(asking)].filter(
    (consumer) => releaseOf(consumer.id) === undefined && (ofGo || owners.includes(consumer)),
  );
  return told.length === 0
    ? []
    : [say.newestKnown(told.map((each) => say.consumer(each.name, newestRelease(each))))];
}

function here(target: HoverTarget, asked: Asked): readonly string[] {
  const { answerer } = asked;
  return answerer.kind === 'live'
    ? liveLines(target, asked, answerer.image)
    : foreignLines(target, asked, answerer);
}

function ofKernel(
  target: HoverTarget,
  { answerer, arch }: Asked,
  { path, live }: HoverContext,
): readonly string[] {
  const isName = (target.kind === 'symbol' || target.kind === 'version') && target.by === undefined;
  return isName && isKernelSource(path) ? kernelSide(target, arch, live, answerer.kind !== 'live') : [];
}

function others(target: HoverTarget, { answerer, arch, ofGo, facts }: Asked): readonly string[] {
  if ((target.kind !== 'symbol' && target.kind !== 'version') || target.by !== undefined) return [];
  const image = answerer.kind === 'live' ? answerer.image : undefined;
  const told = new Set(facts.kind === 'keys' ? facts.keys.map(({ consumer }) => consumer.id) : []);
  if (ofGo) told.add('go');
  return lookedUpBy(target, image, arch, told);
}
