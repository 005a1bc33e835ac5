/** Who can answer for a source file: this machine's live image where it is of the file's architecture, else the catalogue. */
import { archOf } from '../../report/views/nameHistory.ts';
import { isForImage, type SourceArch } from '../source/sourceArch.ts';
import { archText as archName } from '../words.ts';
import type { Live } from './hoverContext.ts';
import type { LiveLookups } from './liveImage.ts';

export type Answerer =
  | { readonly kind: 'live'; readonly image: LiveLookups }
  | { readonly kind: 'no-live'; readonly reason: string }
  /** @property here what the live image is for; undefined where that has no name */
  | { readonly kind: 'foreign'; readonly arch: string; readonly here?: string };

/** @param arch of the file; undefined where it does not say, and may be this machine's */
export function answererFor(live: Live, arch: SourceArch | undefined): Answerer {
  if (live.kind === 'none') return { kind: 'no-live', reason: live.reason };
  const { image } = live;
  const { header } = image.image;
  if (arch === undefined || isHere(arch, image)) return { kind: 'live', image };
  const here = image.arch || archName(archOf(header));
  return { kind: 'foreign', arch: arch.name, ...(here !== '' && { here }) };
}

/** Whether the live image is one that the file is for: of one of its architectures, and made by UML where it is UML's. */
export function isHere(arch: SourceArch, { image, provider }: LiveLookups): boolean {
  return isForImage(arch, image.header) && (arch.maker === undefined || arch.maker === provider.kind);
}
