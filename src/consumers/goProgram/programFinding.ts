/** What a Go program's own keys find in an image: its process's, or another one of the same architecture. */
import type { Coded } from '../../elf/catalogue.ts';
import type { ProcessName } from '../../elf/imageSource.ts';
import type { ElfImage } from '../../elf/model.ts';
import { abiOf, matchesAbi, sameAbi } from '../abi.ts';
import { go } from '../catalog/go.ts';
import { MappedImage } from '../lookup/mappedImage.ts';
import type { ConsumerFinding, Outcome, ProgramFacts, Reason, ReplayStep } from '../model.ts';
import { evaluateConsumer } from '../verdict/evaluate.ts';
import { unsearched } from '../verdict/evaluateKeys.ts';
import type { GoProgram } from './goProgram.ts';

/** The image a program's keys are looked up in. */
export type Searched =
  /** The one reported, mapped at `base`. */
  | { readonly kind: 'own'; readonly image: ElfImage; readonly base: bigint | undefined }
  /** The live image of a process. */
  | { readonly kind: 'live'; readonly image: ElfImage; readonly process: ProcessName }
  /** None can be had. */
  | { readonly kind: 'none'; readonly failure: Coded };

export function programFinding(program: GoProgram, searched: Searched): ConsumerFinding {
  const finding = evaluated(program, searched);
  const facts: ProgramFacts = {
    goVersion: program.goVersion,
    ...(program.path === undefined ? {} : { path: program.path }),
    foundBy: program.table?.foundBy ?? 'none',
    ...(searched.kind === 'live' && finding.outcome !== 'not-applicable'
      ? { searched: searched.process }
      : {}),
  };
  return { ...(searched.kind === 'own' ? finding : detached(finding)), program: facts };
}

function evaluated(program: GoProgram, searched: Searched): ConsumerFinding {
  const { consumer, header } = program;
  const arch = consumer.arches[0];
  const head = { id: consumer.id, name: consumer.name, release: consumer.releases[0]?.name ?? '' };
  const abi = abiOf(header);
  const port = go.withoutVdso?.find((pattern) => matchesAbi(pattern, header))?.arch ?? abi.kernel ?? '';
  const nothing = (outcome: Outcome, why: Reason): ConsumerFinding =>
    arch === undefined
      ? { ...head, arch: '', outcome, proof: 'read', why, keys: [], steps: [] }
      : { ...head, arch: arch.arch, proof: 'read', ...untried(unsearched(arch, { outcome, why })) };
  if (arch === undefined) {
    return program.usesVdso
      ? nothing('unknown', tableNotFound(program))
      : nothing('not-applicable', {
          code: 'port-without-vdso',
          args: { consumer: go.name, arch: port, abi: abi.id },
        });
  }
  if (searched.kind === 'none') {
    return nothing('unknown', { code: 'program-no-live-image', args: { failure: searched.failure } });
  }
  const { image } = searched;
  const imageAbi = abiOf(image.header);
  if (!sameAbi(imageAbi, abi)) {
    const live = searched.kind === 'live' ? { searched: searched.process } : {};
    const args = { program: abi.id, image: imageAbi.id, ...live };
    return nothing('not-applicable', { code: 'program-other-abi', args });
  }
  const base = searched.kind === 'own' ? searched.base : undefined;
  return evaluateConsumer(image, new MappedImage(image, base), consumer);
}

function tableNotFound({ goVersion: known, unfinished }: GoProgram): Reason {
  const goVersion = known === '' ? go.name : known;
  if (unfinished === undefined) return { code: 'program-table-not-found', args: { goVersion } };
  if (unfinished === 'data') return { code: 'program-data-left-out', args: { goVersion } };
  return { code: 'program-search-given-up', args: { goVersion, steps: unfinished.steps } };
}

/** What can be said of keys that were not searched for: whether their hashes are right. */
function untried<Result extends Pick<ConsumerFinding, 'version' | 'keys'>>(result: Result): Result {
  const why = (name: string, verified: boolean | undefined): Reason =>
    verified === false ? { code: 'not-tried-wrong-hash', args: { name } } : { code: 'not-tried', args: {} };
  const { version } = result;
  return {
    ...result,
    ...(version === undefined
      ? {}
      : { version: { ...version, why: why(version.name, version.hashCorrect) } }),
    keys: result.keys.map((key) => ({ ...key, why: why(key.symbol, key.hashCorrect) })),
  };
}

/** Without positions: those are of the other image, and a face would show them in this one. */
function detached(finding: ConsumerFinding): ConsumerFinding {
  const { version } = finding;
  return {
    ...finding,
    steps: placeless(finding.steps),
    ...(version === undefined ? {} : { version: { ...version, steps: placeless(version.steps) } }),
    keys: finding.keys.map(({ symbolIndex: _, ...key }) => ({ ...key, steps: placeless(key.steps) })),
  };
}

function placeless(steps: readonly ReplayStep[]): ReplayStep[] {
  return steps.map(({ offset: _offset, length: _length, ...step }) => step);
}

/**
 * The same finding with what the program's variables hold.
 * @param bias added to the program's addresses in its process
 * @param words by variable, in the order of the table's keys; undefined where memory could not be read
 */
export function withHeldValues(
  finding: ConsumerFinding,
  { table }: GoProgram,
  bias: bigint,
  words: readonly (bigint | undefined)[],
): ConsumerFinding {
  const keys = finding.keys.map((key, index) => {
    const decoded = table?.keys[index];
    const value = words[index];
    if (decoded === undefined || value === undefined) return key;
    // What is not found leaves the variable as it is linked: 0, or an address in releases up to 1.15.
    const expected = key.outcome === 'found' ? (key.address ?? 0n) : decoded.initial;
    return { ...key, held: { address: BigInt.asUintN(64, bias + decoded.target), value, expected } };
  });
  return { ...finding, keys };
}
