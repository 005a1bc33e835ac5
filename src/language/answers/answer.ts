/** What a target comes to: the facts of it as sentences, the same for Go's names and for everyone else's. */
import { consequenceText } from '../../consumers/english/programs.ts';
import { hoverSentences as say } from '../english/hovers.ts';
import { goPlatform } from '../source/goPlatform.ts';
import { sourceArch } from '../source/sourceArch.ts';
import type { HoverTarget } from '../source/subject.ts';
import { type Answerer, answererFor } from './answerer.ts';
import { type Facts, targetFacts } from './facts.ts';
import type { HoverContext } from './hoverContext.ts';
import { liveLines } from './liveLines.ts';
import { lookedUpBy } from './lookedUpBy.ts';
import { bullets, code, literal } from './markdown.ts';

/** Here, or by the catalogue where this machine cannot say. */
export function answer(target: HoverTarget, context: HoverContext): readonly string[] {
  const { path, isGo, live, release } = context;
  if (target.kind === 'name' && (!isGo || target.meaning.os !== 'linux')) return [];
  const ofGo = isGo && target.kind !== 'term';
  const { os } = goPlatform(path);
  if (ofGo && os !== undefined && os !== 'linux') return [say.otherSystem(os)];
  const arch = sourceArch(path, isGo);
  const answerer = answererFor(live, arch);
  const facts = targetFacts(target, answerer, { ofGo, arch, release });
  const lines =
    answerer.kind === 'live'
      ? liveLines(facts, target, answerer.image)
      : byCatalogue(facts, target, answerer);
  if (target.kind !== 'symbol' && target.kind !== 'version') return lines;
  const image = answerer.kind === 'live' ? answerer.image : undefined;
  return [...lines, ...lookedUpBy(target.name, image, arch, ofGo ? 'go' : undefined)];
}

/** What the catalogue says, behind the reason why nothing better does. */
function byCatalogue(
  facts: Facts,
  target: HoverTarget,
  answerer: Exclude<Answerer, { kind: 'live' }>,
): readonly string[] {
  const lines = [...new Set(catalogueLines(facts, target))];
  const silent = target.kind === 'term' || (target.kind === 'name' && answerer.kind === 'foreign');
  if (lines.length === 0 && silent) return [];
  const reason =
    answerer.kind === 'no-live'
      ? say.noLive(literal(answerer.reason))
      : say.foreign(answerer.arch, answerer.here);
  return lines.length > 1 ? [reason, bullets(lines)] : [say.paragraph([reason, ...lines])];
}

function catalogueLines(facts: Facts, target: HoverTarget): readonly string[] {
  if (facts.kind === 'nothing' || facts.kind === 'extent' || facts.kind === 'image') return [];
  const { go } = facts;
  if (facts.kind === 'node' && go?.node !== undefined)
    return [say.wouldLookUpVersion(go.release, go.arch, code(go.node))];
  if (facts.kind !== 'keys' || facts.keys.length === 0) return go ? [say.noSuchKey(go.release, go.arch)] : [];
  return facts.keys.map(({ consumer, release, arch, symbol, version, fallback }) => {
    const lookup = say.wouldLookUp(
      say.consumer(consumer.name, release),
      arch,
      say.inNode(code(symbol), version === undefined ? undefined : code(version)),
    );
    // Whoever asks about a number wants to know whether it is right.
    return target.kind === 'number'
      ? lookup
      : say.paragraph([lookup, say.whenMissing(literal(consequenceText(fallback)))]);
  });
}
