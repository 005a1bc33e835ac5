/** Hovers in C, C++, Rust and Zig, and over other consumers' names in Go. Reads nothing. */

import { list } from '../../elf/english.ts';
import { consumerSentences as say } from '../english/consumers.ts';
import { hoverSentences } from '../english/hovers.ts';
import { isFor, type SourceArch } from '../source/sourceArch.ts';
import type { HoverTarget } from '../source/subject.ts';
import { keyAnswers, lookedUpBy } from './consumerAnswer.ts';
import type { Live } from './hoverContext.ts';
import type { LiveLookups } from './liveImage.ts';
import { code, literal, revealLink } from './markdown.ts';

/** The live image, where a file's claims can be held against it. */
export function comparable(live: Live, arch: SourceArch | undefined): LiveLookups | undefined {
  if (live.kind === 'none') return undefined;
  return arch === undefined || isFor(arch, live.image.image.header) ? live.image : undefined;
}

/** What a name of another consumer is, and what comes of it. */
export function explainTerm(subject: Extract<HoverTarget, { kind: 'term' }>): readonly string[] {
  const { name, keys, lookup } = subject;
  if (lookup) return [`${say.ofConsumer(code(name), lookup.consumer.name)} ${lookup.what}`];
  const names = list([...new Set(keys.map(({ consumer }) => consumer.name))]);
  return [say.ofConsumer(code(name), names)];
}

/** What a name, a symbol or a version comes to outside Go. */
export function sourceAnswer(
  subject: Exclude<HoverTarget, { kind: 'name' }>,
  live: Live,
  arch: SourceArch | undefined,
): readonly string[] {
  const image = comparable(live, arch);
  const cannot =
    live.kind === 'none'
      ? [hoverSentences.noLive(literal(live.reason))]
      : image || !arch
        ? []
        : [say.foreign(arch.name)];
  if (subject.kind === 'term') {
    const lines = subject.keys.length > 0 ? keyAnswers(subject.keys, image, arch) : [];
    return lines.length > 0 ? [...cannot, ...lines] : [];
  }
  const { name, kind } = subject.kind === 'number' ? subject.literal : subject;
  const here = image ? [kind === 'version' ? versionHere(name, image) : symbolHere(name, image)] : cannot;
  // Whoever asks about a number wants to know whether it is right.
  return subject.kind === 'number' ? here : [...here, ...lookedUpBy(name, image, arch)];
}

function symbolHere(name: string, live: LiveLookups): string {
  const symbol = live.symbol(name);
  if (!symbol) return say.absentHere(code(name), live.pid);
  const node = symbol.version === undefined ? '' : say.inNode(code(symbol.version));
  const link = revealLink(say.show, { table: 'symbols', name });
  return `${say.foundHere(code(name), node, code(live.offsetText(symbol.value)), live.pid)} ${link}`;
}

function versionHere(name: string, live: LiveLookups): string {
  const index = live.versionIndex(name);
  if (index === undefined) return say.noVersionHere(code(name), live.pid);
  return `${say.versionHere(code(name), index, live.pid)} ${revealLink(say.showVersion, { table: 'versions', name })}`;
}
