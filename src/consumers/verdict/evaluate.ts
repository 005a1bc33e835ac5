/** Replays each selected consumer's lookup on an image and says what it would find, and why. */

import type { ElfHeader, ElfImage } from '../../elf/model.ts';
import { runToEnd } from '../../elf/reading/runToEnd.ts';
import { abiOf, matchesAbi } from '../abi.ts';
import { consumerById } from '../catalog/index.ts';
import { MappedImage } from '../lookup/mappedImage.ts';
import type {
  AbiPattern,
  CatalogArch,
  CatalogConsumer,
  ConsumerFinding,
  LookupRules,
  MappedContext,
  Outcome,
  Proof,
  Reason,
  Selection,
} from '../model.ts';
import { type Answer, answerFor, compareReleases, inRange, parseRelease } from '../releases.ts';
import { replayConsumer } from './evaluateKeys.ts';

/** One finding for each selected consumer that the catalogue has, in the selection's order. Never throws. */
export function evaluate(image: ElfImage, context: MappedContext, selection: Selection): ConsumerFinding[] {
  return runToEnd(evaluateInSlices(image, context, selection));
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
    findings.push(yield* evaluateConsumerInSlices(image, memory, consumer, wanted.release));
    yield;
  }
  return findings;
}

/**
 * The same for one consumer, which need not be in the catalogue.
 * @param wantedRelease what is no release counts as one that nobody read
 */
export function evaluateConsumer(
  image: ElfImage,
  memory: MappedImage,
  consumer: CatalogConsumer,
  wantedRelease?: string,
): ConsumerFinding {
  return runToEnd(evaluateConsumerInSlices(image, memory, consumer, wantedRelease));
}

export function* evaluateConsumerInSlices(
  image: ElfImage,
  memory: MappedImage,
  consumer: CatalogConsumer,
  wantedRelease: string | undefined,
): Generator<void, ConsumerFinding> {
  const { header } = image;
  const wanted = wantedRelease === undefined ? undefined : (parseRelease(wantedRelease) ?? wantedRelease);
  const answer = answerFor(consumer.releases, wanted, (a, b) => sameLookup(consumer, header, a, b));
  if (answer.kind === 'too-old' || answer.kind === 'between') {
    return notRead(consumer, header, wanted ?? '', answer);
  }
  const { release } = answer;
  const requested =
    wanted === undefined || compareReleases(wanted, release) === 0
      ? {}
      : {
          requestedRelease: {
            name: wanted,
            because: answer.kind === 'newest-read' ? answer.kind : ('same-lookup' as const),
          },
        };
  const head = { ...headOf(consumer), release, ...requested };
  const arch = portOf(consumer, header, release);
  const unmet = meetsMaker(consumer, memory) ? undefined : otherMaker(consumer);
  if (arch === undefined || unmet !== undefined) {
    const because = unmet ?? withoutArch(consumer, header, release);
    return { ...head, arch: '', proof: 'read', keys: [], steps: [], ...because };
  }
  const proof = proofOf(consumer, release, arch.arch);
  const lookup = { consumer, arch, rules: rulesOf(consumer, release), release, proof };
  return { ...head, arch: arch.arch, proof, ...(yield* replayConsumer(image, memory, lookup)) };
}

function headOf({ id, name, wholeImage }: CatalogConsumer) {
  return { id, name, ...(wholeImage === undefined ? {} : { wholeImage }) };
}

function meetsMaker({ onlyMaker }: CatalogConsumer, { provider }: MappedImage): boolean {
  return onlyMaker === undefined || provider.kind === onlyMaker;
}

function otherMaker({ name }: CatalogConsumer): { readonly outcome: Outcome; readonly why: Reason } {
  return { outcome: 'not-applicable', why: { code: 'other-maker', args: { consumer: name } } };
}

function notRead(
  consumer: CatalogConsumer,
  header: ElfHeader,
  release: string,
  answer: Extract<Answer, { kind: 'too-old' | 'between' }>,
): ConsumerFinding {
  const { name, arches } = consumer;
  const arch = arches.find((each) => matchesAbi(each, header))?.arch ?? '';
  const args = { consumer: name, release };
  const why: Reason =
    answer.kind === 'too-old'
      ? { code: 'release-too-old', args: { ...args, oldest: answer.oldest } }
      : { code: 'release-between', args: { ...args, before: answer.before, after: answer.after } };
  const reason = 'release-not-read';
  const head = headOf(consumer);
  return { ...head, release, arch, outcome: 'unknown', reason, proof: 'read', why, keys: [], steps: [] };
}

export function portOf(
  consumer: CatalogConsumer,
  header: ElfHeader,
  release: string,
): CatalogArch | undefined {
  return consumer.arches.find((arch) => matchesAbi(arch, header) && inRange(arch, release));
}

export function rulesOf(consumer: CatalogConsumer, release: string): LookupRules {
  let rules = consumer.lookup;
  // From the newest to the oldest: what an older release has goes before.
  for (const older of consumer.olderLookups ?? []) {
    if (inRange({ until: older.until }, release)) rules = { ...rules, ...older.rules };
  }
  return rules;
}

/** Whether two releases search an image with this header in the same way, for the same keys and consequences. */
function sameLookup(consumer: CatalogConsumer, header: ElfHeader, a: string, b: string): boolean {
  return lookupText(consumer, header, a) === lookupText(consumer, header, b);
}

function lookupText(consumer: CatalogConsumer, header: ElfHeader, release: string): string {
  const arch = portOf(consumer, header, release);
  if (arch === undefined) return '';
  const keys = arch.keys
    .filter((key) => inRange(key, release))
    .map(({ since: _since, until: _until, ...key }) => key);
  return JSON.stringify([arch.version, keys, arch.groups, arch.allOrNothing, rulesOf(consumer, release)]);
}

function proofOf({ releases }: CatalogConsumer, release: string, arch: string): Proof {
  return releases.find(({ name }) => name === release)?.run?.includes(arch) ? 'run' : 'read';
}

function withoutArch(
  consumer: CatalogConsumer,
  header: ElfHeader,
  release: string,
): { readonly outcome: Outcome; readonly why: Reason } {
  const args = { consumer: consumer.name, release, abi: abiOf(header).id };
  const matches = (pattern: AbiPattern): boolean => matchesAbi(pattern, header);
  const others = consumer.arches.filter(matches);
  const later = others.find(({ since }) => since !== undefined && compareReleases(release, since) < 0);
  const earlier = others.find(({ until }) => until !== undefined && compareReleases(release, until) > 0);
  const outcome = 'not-applicable';
  if (later !== undefined) {
    const why: Reason = { code: 'arch-since', args: { ...args, arch: later.arch, since: later.since ?? '' } };
    return { outcome, why };
  }
  if (earlier !== undefined) {
    const why: Reason = {
      code: 'arch-until',
      args: { ...args, arch: earlier.arch, until: earlier.until ?? '' },
    };
    return { outcome, why };
  }
  const port = consumer.withoutVdso?.find(matches);
  if (port !== undefined) {
    return { outcome, why: { code: 'port-without-vdso', args: { ...args, arch: port.arch } } };
  }
  if (consumer.complete) return { outcome, why: { code: 'no-port', args } };
  return { outcome: 'not-in-catalogue', why: { code: 'port-not-known', args } };
}
