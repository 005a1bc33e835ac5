/** What Go looks up on an architecture that this machine cannot speak for. */
import { go } from '../../consumers/catalog/go.ts';
import type { CatalogArch } from '../../consumers/model.ts';
import { inRange, nearestRelease } from '../../consumers/releases.ts';
import { hoverSentences } from '../english/hovers.ts';
import { archFamily } from '../source/goPlatform.ts';
import { type HoverTarget, isVersion, nameOf } from '../source/subject.ts';
import { code, literal } from './markdown.ts';

/** What the newest or chosen release looks up on an architecture, or on every one when none is named. */
export function byCatalogue(
  subject: HoverTarget,
  arch: string | undefined,
  wantedRelease: string | undefined,
): readonly string[] {
  if (arch === undefined) return [];
  const release = nearestRelease(go, wantedRelease);
  const entry = go.arches.find(
    (each) => archFamily(each.arch) === archFamily(arch) && inRange(each, release),
  );
  if (!entry) return [hoverSentences.noSuchKey(release, arch)];
  if (isVersion(subject) || nameOf(subject) === 'vdsoLinuxVersion') {
    return entry.version ? [hoverSentences.wouldLookUpVersion(release, arch, code(entry.version.name))] : [];
  }
  return catalogueKeys(subject, entry, release, arch);
}

function catalogueKeys(
  subject: HoverTarget,
  entry: CatalogArch,
  release: string,
  arch: string,
): readonly string[] {
  const wanted = nameOf(subject);
  const current = entry.keys.filter((key) => inRange(key, release));
  const concerned = current.filter(({ symbol, variable }) => symbol === wanted || variable === wanted);
  const keys = wanted === 'vdsoSymbolKeys' ? current : concerned;
  if (keys.length === 0) {
    return subject.kind === 'name' && !wanted.endsWith('Sym')
      ? []
      : [hoverSentences.noSuchKey(release, arch)];
  }
  return keys.map(({ symbol, version, fallback }) => {
    const node = code(version ?? entry.version?.name ?? '');
    const lookup = hoverSentences.wouldLookUp(release, arch, code(symbol), node);
    // Whoever asks about a number wants to know whether it is right.
    return subject.kind === 'number' ? lookup : `${lookup} ${hoverSentences.whenMissing(literal(fallback))}`;
  });
}
