/** What the catalogue says of each name of a consumer, each looked up as if it were the only one. */
import { abiOf } from '../../../src/consumers/abi.ts';
import { consumerById } from '../../../src/consumers/catalog/index.ts';
import { archOf, evaluateConsumer } from '../../../src/consumers/evaluate.ts';
import { MappedImage } from '../../../src/consumers/mappedImage.ts';
import type { CatalogKey, KeyFinding } from '../../../src/consumers/model.ts';
import { inRange, resolveRelease } from '../../../src/consumers/releases.ts';
import type { ElfImage } from '../../../src/elf/model.ts';
import { type Answer, BASE } from './answers.ts';

export interface Predicted {
  readonly arch: string;
  readonly keys: readonly {
    readonly symbol: string;
    readonly version: string | undefined;
    /** undefined: the replay gave up, and says nothing. */
    readonly answer: Answer | undefined;
    readonly why: string;
  }[];
}

/** undefined where the consumer has no port for the image at that release. */
export function predicted(image: ElfImage, id: string, wanted: string): Predicted | undefined {
  const consumer = consumerById(id);
  if (consumer === undefined) throw new Error(`the catalogue has no ${id}`);
  const release = resolveRelease(consumer.releases, wanted);
  const arch = archOf(consumer, image, release);
  if (arch === undefined) return undefined;
  const width = image.header.class;
  const memory = new MappedImage(image, BASE[width]);
  const asked = arch.keys.filter((key) => inRange(key, release) && key.note === undefined);
  const keys = asked.map((key) => {
    const alone = { ...consumer, arches: [{ ...arch, keys: [key] }] };
    const [finding] = evaluateConsumer(image, memory, alone, wanted).keys;
    if (finding === undefined) throw new Error(`${id} ${abiOf(image.header).name}: ${key.symbol} was not looked up`);
    return { symbol: key.symbol, version: nodeOf(key, arch.version?.name), answer: answerOf(finding, width), why: finding.why.code };
  });
  return { arch: arch.arch, keys };
}

function nodeOf(key: CatalogKey, ofArch: string | undefined): string | undefined {
  const node = key.version ?? ofArch;
  return node === '' ? undefined : node;
}

function answerOf(finding: KeyFinding, width: 32 | 64): Answer | undefined {
  const { outcome, address, why } = finding;
  if (outcome === 'found') {
    return { kind: 'found', offset: BigInt.asUintN(width, (address ?? 0n) - BASE[width]) };
  }
  if (outcome === 'unknown') return undefined;
  // What follows from a missing key is not the search's affair.
  if (why.code === 'required-missing') return { kind: 'none' };
  return { kind: outcome === 'crash' || outcome === 'hang' ? outcome : 'none' };
}
