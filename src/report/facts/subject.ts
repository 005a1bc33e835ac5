/** What a report is about: the image, where it comes from, who asked for what, and what follows from that. */
import type { ConsumerFinding, Provider } from '../../consumers/model.ts';
import type { RuntimeFound } from '../../consumers/runtimes.ts';
import type { HostInfo, SourceInfo } from '../../elf/imageSource.ts';
import type { ElfImage, Packed } from '../../elf/model.ts';
import { Meter } from '../meter.ts';
import { isBareFunction } from './bareFunction.ts';
import type { FunctionPlace } from './entersKernel.ts';
import { loadBias } from './loadBias.ts';
import { findLookups, type Lookups } from './lookups.ts';

export interface FactsInput {
  readonly image: ElfImage;
  readonly source: SourceInfo;
  readonly host?: HostInfo | undefined;
  readonly provider: Provider;
  readonly role: 'vdso' | 'elf';
  /** Consumers were evaluated although the role is elf. */
  readonly asVdso: boolean;
  /** Empty where nobody looks anything up: no vDSO, and not evaluated as one. */
  readonly findings: readonly ConsumerFinding[];
  /** Consumers, by id, that are not spoken of outside their own page. */
  readonly quiet?: ReadonlySet<string>;
  /** What the image's process runs; empty where that was not recognised, absent for images of no process. */
  readonly runtimes?: readonly RuntimeFound[] | undefined;
  /** What the program of the image's process is packed by; its runtimes were told by its memory then. */
  readonly packed?: Packed | undefined;
  /** What is written has names of C++ and Rust as in the source, too: JSON beside the mangled ones. */
  readonly demangle?: boolean | undefined;
  /** "vdso-explorer 1.2.3" */
  readonly generator: string;
}

export interface SubjectFacts extends FactsInput {
  /** Added to virtual addresses, in the process the image was read from. */
  readonly loadBias?: bigint;
  /** What this report costs. */
  readonly meter: Meter;
  /** Computed when first asked for. */
  lookups(): Lookups;
}

/** A program file's keys are looked up in another image, and say nothing of this one's rows. */
function inThisImage(findings: readonly ConsumerFinding[]): readonly ConsumerFinding[] {
  return findings.filter(({ program }) => program?.searched === undefined);
}

export function makeFacts(input: FactsInput): SubjectFacts {
  const { base } = input.source;
  const bias = base === undefined ? undefined : loadBias(input.image, base);
  const meter = new Meter();
  let lookups: Lookups | undefined;
  return {
    ...input,
    meter,
    ...(bias === undefined ? {} : { loadBias: bias }),
    lookups() {
      lookups ??= findLookups(input.image, inThisImage(listedFindings(input)), meter);
      return lookups;
    },
  };
}

/** Whose functions the image's are. @param value of one's symbol: what its bytes say of it counts, too */
export function functionPlace(
  { image, provider }: Pick<SubjectFacts, 'image' | 'provider'>,
  value?: bigint,
): FunctionPlace {
  const bare = value === undefined ? undefined : isBareFunction(image, value);
  return { machine: image.header.machine, maker: provider.kind, ...(bare === undefined ? {} : { bare }) };
}

/** The findings that headers and tables speak of. */
export function listedFindings({ findings, quiet }: FactsInput): readonly ConsumerFinding[] {
  return quiet === undefined ? findings : findings.filter(({ id }) => !quiet.has(id));
}
