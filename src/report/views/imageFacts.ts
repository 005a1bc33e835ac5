/** Which images the process has, which of them is shown, and who takes which: only where there is more than the usual one. */
import { allConsumers } from '../../consumers/catalog/index.ts';
import { type ProcessImage, type SourceInfo, VDSO_MAPPING } from '../../elf/imageSource.ts';
import { field } from '../fields.ts';
import { hex } from '../format.ts';
import type { Subject } from '../subject.ts';
import type { FactView } from '../viewModel/fields.ts';
import type { Words } from '../words.ts';

export function imageFacts({ source, words }: Pick<Subject, 'source' | 'words'>): FactView[] {
  const { images, announced, holds } = source;
  if (holds !== undefined) return [inside(words, holds)];
  if (images === undefined) return [];
  const { fields } = words.report;
  const stray = strayAnnouncement(words, images, announced ?? 0n);
  const facts = images.map((image, index): FactView => {
    const number = words.report.images.number(index + 1);
    return {
      ...field(fields.processImages, imageText(words, image, number)),
      ...(image.is.includes('shown') ? {} : { links: [{ text: number, to: { image: index + 1 } }] }),
      tone: image.is.includes('shown') ? 'plain' : 'warn',
    };
  });
  return stray === undefined
    ? facts
    : [{ ...field(fields.processImages, stray), tone: 'warn' as const }, ...facts];
}

function inside({ report }: Words, holds: 'kernel' | 'core'): FactView {
  const { images: say, fields } = report;
  const links = [{ text: say.holdsLink[holds], to: { image: 0 } }];
  return { ...field([fields.processImages[0], ''], say.holds[holds]), links, tone: 'plain' };
}

/** "image 1 of 2", for a line that has no room for more. */
export function imageInShort({ report }: Words, { images }: Pick<SourceInfo, 'images'>): readonly string[] {
  if (images === undefined || images.length < 2) return [];
  const shown = images.findIndex(({ is }) => is.includes('shown'));
  return [report.images.inShort(shown + 1, images.length)];
}

function imageText({ report }: Words, image: ProcessImage, number: string): string {
  const { images: say } = report;
  const { base, size, mapping, before, is } = image;
  const elf = !is.includes('not-elf');
  const named = mapping === VDSO_MAPPING && elf && before === 0n;
  return [
    say.place(number, `${hex(base)} – ${hex(base + size)}`, mapping),
    ...is.map((each) => say.what[each]),
    ...(is.includes('announced') && elf ? [say.takenBy.announced] : []),
    ...(named ? [say.takenBy.named(byName())] : []),
    ...(before > 0n ? [say.before(before)] : []),
  ].join(' · ');
}

function strayAnnouncement(
  { report }: Words,
  images: readonly ProcessImage[],
  announced: bigint,
): string | undefined {
  if (announced === 0n) return report.images.nothingAnnounced;
  if (images.some(({ is }) => is.includes('announced'))) return undefined;
  return report.images.announcedNowhere(hex(announced));
}

/** Consumers that find the image by the mapping's name. */
function byName(): readonly string[] {
  return allConsumers.filter(({ findsByName }) => findsByName).map(({ name }) => name);
}
