/** What a target comes to: the facts of it as sentences, the same for Go's names and for everyone else's. */
import { hoverSentences as say } from '../english/hovers.ts';
import { isKernelSource } from '../source/kernelSource.ts';
import type { HoverTarget } from '../source/subject.ts';
import { type Asked, ask } from './asked.ts';
import { elsewhereLines } from './elsewhere.ts';
import { foreignLines } from './foreignLines.ts';
import type { HoverContext } from './hoverContext.ts';
import { kernelSide } from './kernelSide.ts';
import { liveLines } from './liveLines.ts';
import { lookedUpBy } from './lookedUpBy.ts';

export interface AnswerLines {
  /** What it comes to, here or by the catalogue where this machine cannot say. */
  readonly answer: readonly string[];
  /** Who else asks for it. */
  readonly others: readonly string[];
}

const none: AnswerLines = { answer: [], others: [] };

export function answer(target: HoverTarget, context: HoverContext): AnswerLines {
  const { system, ofGo } = target.where;
  if (target.kind === 'name' && target.meaning.os !== 'linux') return none;
  if (system !== undefined) return { ...none, answer: [say.otherSystem(system)] };
  if (target.kind === 'name' && !ofGo) return none;
  const asked = ask(target, context);
  return {
    answer: [...here(target, asked), ...elsewhereLines(target, asked, context)],
    others: [...others(target, asked), ...ofKernel(target, asked, context)],
  };
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
  const isName = target.kind === 'symbol' || target.kind === 'version';
  return isName && isKernelSource(path) ? kernelSide(target, arch, live, answerer.kind !== 'live') : [];
}

function others(target: HoverTarget, { answerer, arch, ofGo, facts }: Asked): readonly string[] {
  if (target.kind !== 'symbol' && target.kind !== 'version') return [];
  const image = answerer.kind === 'live' ? answerer.image : undefined;
  const told = new Set(facts.kind === 'keys' ? facts.keys.map(({ consumer }) => consumer.id) : []);
  if (ofGo) told.add('go');
  return lookedUpBy(target, image, arch, told);
}
