/** The image drawn to scale: what is mapped, the segments, the tables and sections, over file offsets. */

import { SHT_NOBITS } from '../../elf/format/constants.ts';
import { segmentFlagsText, segmentTypeName } from '../../elf/format/names.ts';
import type { ElfImage } from '../../elf/model.ts';
import { clipped } from '../facts/clipped.ts';
import { hex, repeated, shown } from '../format.ts';
import type { Subject } from '../subject.ts';
import type { MapRegionView } from '../viewModel/memoryMap.ts';
import type { ImageSummary } from '../viewModel/summary.ts';

/** Regions drawn in one lane; the largest ones where there are more. */
export const MAX_REGIONS = 400;

interface Region {
  readonly label: string;
  readonly kind: MapRegionView['kind'];
  readonly offset: number;
  readonly length: number;
  readonly more?: string;
}

export function memoryMap(subject: Subject): ImageSummary['memoryMap'] {
  const { image, words } = subject;
  const lanes = [mapped(subject), segments(image), contents(subject)].map(largest);
  subject.meter.steps += image.segments.length + image.sections.length + image.tableRanges.length;
  const left = lanes.reduce((sum, lane) => sum + lane.leftOut, 0);
  return {
    fromLabel: hex(0),
    toLabel: hex(image.size),
    regions: lanes.flatMap(({ regions }, lane) => regions.map((region) => view(subject, region, lane))),
    ...(left === 0 ? {} : { note: words.report.regionsLeftOut(left) }),
  };
}

function view(
  { image: { size }, words }: Subject,
  { label, kind, offset, length, more }: Region,
  lane: number,
): MapRegionView {
  const text = words.report.range(offset, length);
  return {
    label,
    kind,
    lane,
    start: size === 0 ? 0 : offset / size,
    end: size === 0 ? 0 : (offset + length) / size,
    text: more === undefined ? text : `${text} · ${more}`,
    offset,
    length,
  };
}

/** The mapping that the image was read from, or the file. */
function mapped({ image, source, words: { report } }: Subject): Region[] {
  const { wholeImage } = report;
  const { base } = source;
  const mapping = source.mapping?.find((each) => base !== undefined && each.start <= base && base < each.end);
  if (mapping === undefined) return [{ label: wholeImage, kind: 'mapping', offset: 0, length: image.size }];
  const addresses = `${mapping.perms} ${hex(mapping.start)} – ${hex(mapping.end)}`;
  return [
    {
      label: shown(mapping.name) || wholeImage,
      kind: 'mapping',
      offset: 0,
      length: image.size,
      more: report.inProcess(addresses, source.pid),
    },
  ];
}

function segments(image: ElfImage): Region[] {
  const regions: Region[] = [];
  for (let i = 0; i < image.segments.length; i++) {
    const segment = image.segments.at(i);
    const part = segment && clipped(image.size, segment.offset, segment.filesz);
    if (segment === undefined || part === undefined || part.length === 0) continue;
    const name = segmentTypeName(segment.type, image.header.machine);
    regions.push({ label: name, kind: 'segment', ...part, more: segmentFlagsText(segment.flags) });
  }
  return regions;
}

/** Sections where there are any, tables found through PT_DYNAMIC beside them, and what nothing accounts for. */
function contents({ image, words }: Subject): Region[] {
  const regions: Region[] = [];
  const sections = new Set<number>();
  for (let i = 0; i < image.sections.length; i++) {
    const section = image.sections.at(i);
    const part = section && clipped(image.size, section.offset, section.size);
    if (section === undefined || part === undefined || part.length === 0 || section.type === SHT_NOBITS)
      continue;
    sections.add(part.offset);
    regions.push({ label: shown(repeated(section.name)) || `#${i}`, kind: 'section', ...part });
  }
  for (const { name, offset, length } of image.tableRanges) {
    // A section that begins there is the same table under its own name.
    if (length > 0 && !sections.has(offset)) {
      regions.push({ label: words.elf.structure(name), kind: 'table', offset, length });
    }
  }
  return withGaps(regions, image.size, words.report.gapLabel);
}

function withGaps(regions: readonly Region[], size: number, gapLabel: string): Region[] {
  const gap = (start: number, until: number): Region => ({
    label: gapLabel,
    kind: 'gap',
    offset: start,
    length: until - start,
  });
  const all: Region[] = [];
  let end = 0;
  for (const region of regions.toSorted((a, b) => a.offset - b.offset)) {
    if (region.offset > end) all.push(gap(end, region.offset));
    all.push(region);
    end = Math.max(end, region.offset + region.length);
  }
  if (size > end) all.push(gap(end, size));
  return all;
}

function largest(regions: readonly Region[]): {
  readonly regions: readonly Region[];
  readonly leftOut: number;
} {
  if (regions.length <= MAX_REGIONS) return { regions, leftOut: 0 };
  const kept = regions.toSorted((a, b) => b.length - a.length).slice(0, MAX_REGIONS);
  return { regions: kept.toSorted((a, b) => a.offset - b.offset), leftOut: regions.length - MAX_REGIONS };
}
