/** This machine's live image, as the hovers ask it: read once, then only memory is touched. */

import { go } from '../../consumers/catalog/go.ts';
import { consumerById } from '../../consumers/catalog/index.ts';
import { MappedImage } from '../../consumers/lookup/mappedImage.ts';
import type { CatalogConsumer, CatalogKey, ConsumerFinding, Provider } from '../../consumers/model.ts';
import { evaluateConsumer } from '../../consumers/verdict/evaluate.ts';
import type { ElfImage } from '../../elf/model.ts';
import { loadBias, wrap } from '../../report/facts/loadBias.ts';
import { hex } from '../../report/format.ts';
import type { HashLiteral } from '../source/hashLiterals.ts';

export interface LiveSymbol {
  readonly name: string;
  readonly value: bigint;
  readonly address: bigint;
  readonly version?: string;
}

const noLiterals: readonly HashLiteral[] = [];

export class LiveLookups {
  readonly pid: number;
  readonly image: ElfImage;
  /** Address of the image's first byte: AT_SYSINFO_EHDR. */
  readonly base: bigint;
  /** Added to the image's addresses to get those in the process. */
  readonly bias: bigint;
  /** Of its bytes: what was found out about its code is kept by it. Absent where nobody has counted it. */
  readonly sha256: string | undefined;
  readonly #memory: MappedImage;
  readonly #findings = new Map<string, ConsumerFinding>();
  /** By the literals of a document, which are the same until it changes, and by release. */
  readonly #lookUps = new WeakMap<readonly HashLiteral[], Map<string | undefined, ConsumerFinding>>();

  constructor(image: ElfImage, pid: number, base: bigint, sha256?: string) {
    this.pid = pid;
    this.sha256 = sha256;
    this.image = image;
    this.base = base;
    this.bias = loadBias(image, base) ?? base;
    this.#memory = new MappedImage(image, base);
  }

  /** Who made it. */
  get provider(): Provider {
    return this.#memory.provider;
  }

  /** GOARCH of the image; '' where Go has no port for it. */
  get arch(): string {
    return this.lookUp([], undefined).arch;
  }

  /**
   * What Go finds here: with the keys and constants of a source file where it has any, otherwise with those
   * of a release (undefined: the newest).
   */
  lookUp(literals: readonly HashLiteral[], release: string | undefined): ConsumerFinding {
    const own = literals.some(({ kind }) => kind === 'symbol');
    const keys = own ? literals : noLiterals;
    const known = this.#lookUps.get(keys) ?? new Map<string | undefined, ConsumerFinding>();
    this.#lookUps.set(keys, known);
    const finding =
      known.get(release) ??
      evaluateConsumer(this.image, this.#memory, own ? fromSource(literals) : go, release);
    known.set(release, finding);
    return finding;
  }

  /** What a consumer of the catalogue finds here; undefined for its newest release. Searched once. */
  finding(id: string, release?: string): ConsumerFinding | undefined {
    const consumer = consumerById(id);
    const asked = release === undefined ? id : `${id}@${release}`;
    const known = this.#findings.get(asked);
    if (known || !consumer) return known;
    const finding = evaluateConsumer(this.image, this.#memory, consumer, release);
    this.#findings.set(asked, finding);
    return finding;
  }

  symbol(name: string): LiveSymbol | undefined {
    const { symbols } = this.image;
    for (let index = 1; index < symbols.length; index++) {
      if (symbols.name(index) !== name) continue;
      const value = symbols.value(index);
      const version = symbols.version(index)?.name;
      const address = wrap(this.image, this.bias + value);
      return { name, value, address, ...(version !== undefined && { version }) };
    }
    return undefined;
  }

  /** File offset of a symbol's value; the value itself where no file bytes stand behind it. */
  offsetOf(value: bigint): number | bigint {
    return this.image.offsetOf(value) ?? value;
  }

  offsetText(value: bigint): string {
    return hex(this.offsetOf(value));
  }

  versionIndex(name: string): number | undefined {
    return this.image.versionDefinitions.find((definition) => definition.name === name)?.index;
  }
}

/** Go with the keys of a source file in the place of the catalogue's, whatever architecture it is for. */
function fromSource(literals: readonly HashLiteral[]): CatalogConsumer {
  const symbolKeys = literals.filter(({ kind }) => kind === 'symbol');
  const node = literals.find(({ kind }) => kind === 'version');
  const sourceHash = node?.hashes[0]?.value;
  return {
    ...go,
    arches: go.arches.map(({ since: _since, until: _until, ...arch }) => ({
      ...arch,
      keys: symbolKeys.map((literal) => keyFromSource(literal, arch.keys)),
      ...(node && {
        version: {
          variable: 'vdsoLinuxVersion',
          name: node.name,
          ...(sourceHash !== undefined && { sourceHash }),
        },
      }),
    })),
  };
}

function keyFromSource({ name, variable, hashes }: HashLiteral, known: readonly CatalogKey[]): CatalogKey {
  const sysv = hashes.find(({ kind }) => kind === 'sysv');
  const gnu = hashes.find(({ kind }) => kind === 'gnu');
  // What Go does without it does not depend on the constants, so the catalogue's newest entry says it.
  const similar = known.findLast((key) => key.variable === variable || key.symbol === name);
  return {
    symbol: name,
    ...(variable !== undefined && { variable }),
    ...(sysv && { sourceSysvHash: sysv.value }),
    ...(gnu && { sourceGnuHash: gnu.value }),
    fallback: similar?.fallback ?? { code: 'stays-zero', ...(variable === undefined ? {} : { variable }) },
  };
}
