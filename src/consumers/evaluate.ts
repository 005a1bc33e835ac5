/** Replays each selected consumer's lookup on an image and says what it would find, and why. */
import { atOnce } from '../elf/atOnce.ts';
import type { ElfImage } from '../elf/model.ts';
import { abiOf, matchesAbi } from './abi.ts';
import { consumerById } from './catalog/index.ts';
import { replayConsumer } from './evaluateKeys.ts';
import { MappedImage } from './mappedImage.ts';
import type {
  CatalogArch,
  CatalogConsumer,
  ConsumerFinding,
  LookupRules,
  MappedContext,
  Reason,
  Selection,
} from './model.ts';
import { compareReleases, inRange, resolveRelease } from './releases.ts';

/** One finding for each selected consumer that the catalog has, in the selection's order. Never throws. */
export function evaluate(image: ElfImage, context: MappedContext, selection: Selection): ConsumerFinding[] {
  return atOnce(evaluateInSlices(image, context, selection));
}

/** The same in slices: between them others run, and work that is no longer wanted ends. */
export function* evaluateInSlices(
  image: ElfImage,
  context: MappedContext,
  selection: Selection,
): Generator<void, ConsumerFinding[]> {
  if (context.role === 'elf') return [];
  const memory = new MappedImage(image, context.base, context.provider);
  const findings: ConsumerFinding[] = [];
  for (const wanted of selection) {
    const consumer = consumerById(wanted.id);
    if (consumer === undefined) continue;
    findings.push(yield* evaluated(image, memory, consumer, wanted.release));
    yield;
  }
  return findings;
}

/** The same for one consumer, which need not be in the catalog. */
export function evaluateConsumer(
  image: ElfImage,
  memory: MappedImage,
  consumer: CatalogConsumer,
  wantedRelease?: string,
): ConsumerFinding {
  return atOnce(evaluated(image, memory, consumer, wantedRelease));
}

function* evaluated(
  image: ElfImage,
  memory: MappedImage,
  consumer: CatalogConsumer,
  wantedRelease: string | undefined,
): Generator<void, ConsumerFinding> {
  const release = resolveRelease(consumer.releases, wantedRelease);
  const number = wantedRelease?.replace(/^[^0-9]*/, '');
  const requested =
    number === undefined || compareReleases(number, release) === 0 ? {} : { requestedRelease: number };
  const head = { id: consumer.id, name: consumer.name, release, ...requested };
  const arch = archOf(consumer, image, release);
  if (arch === undefined) {
    const why = notApplicable(consumer, image, release);
    return { ...head, arch: '', outcome: 'not-applicable', why, keys: [], steps: [] };
  }
  return {
    ...head,
    arch: arch.arch,
    ...(yield* replayConsumer(image, memory, arch, rulesOf(consumer, release), release)),
  };
}

export function archOf(consumer: CatalogConsumer, image: ElfImage, release: string): CatalogArch | undefined {
  return consumer.arches.find((arch) => matchesAbi(arch, image.header) && inRange(arch, release));
}

export function rulesOf(consumer: CatalogConsumer, release: string): LookupRules {
  let rules = consumer.lookup;
  for (const older of consumer.olderLookups ?? []) {
    if (inRange({ until: older.until }, release)) rules = { ...rules, ...older.rules };
  }
  return rules;
}

function notApplicable(consumer: CatalogConsumer, image: ElfImage, release: string): Reason {
  const args = { consumer: consumer.name, release, abi: abiOf(image.header).name };
  const other = consumer.arches.find((arch) => matchesAbi(arch, image.header));
  if (other?.since !== undefined && compareReleases(release, other.since) < 0) {
    return { code: 'arch-since', args: { ...args, arch: other.arch, since: other.since } };
  }
  if (other?.until !== undefined) {
    return { code: 'arch-until', args: { ...args, arch: other.arch, until: other.until } };
  }
  const port = consumer.withoutVdso?.find((pattern) => matchesAbi(pattern, image.header));
  if (port !== undefined) return { code: 'port-without-vdso', args: { ...args, arch: port.arch } };
  return { code: consumer.complete ? 'no-port' : 'port-not-known', args };
}
