/** What the catalogue says of each name of a consumer, each looked up as if it were the only one. */
import { consumerById } from '../../../src/consumers/catalog/index.ts';
import { MappedImage } from '../../../src/consumers/lookup/mappedImage.ts';
import type { CatalogKey, KeyFinding } from '../../../src/consumers/model.ts';
import { inRange } from '../../../src/consumers/releases.ts';
import { evaluateConsumer, portOf } from '../../../src/consumers/verdict/evaluate.ts';
import type { ElfImage } from '../../../src/elf/model.ts';
import { type Answer, BASE } from './answers.ts';

export interface Predicted {
  /** Of the catalogue, the one that answers. */
  readonly release: string;
  readonly arch: string;
  readonly keys: readonly {
    readonly symbol: string;
    readonly version: string | undefined;
    /** undefined: the replay gave up, and says nothing. */
    readonly answer: Answer | undefined;
    readonly why: string;
  }[];
}

/** undefined where the consumer has no port for the image at that release, or the catalogue knows no such release. */
export function predicted(image: ElfImage, id: string, wanted: string): Predicted | undefined {
  const consumer = consumerById(id);
  if (consumer === undefined) throw new Error(`the catalogue has no ${id}`);
  const width = image.header.class;
  const memory = new MappedImage(image, BASE[width]);
  const whole = evaluateConsumer(image, memory, consumer, wanted);
  if (whole.reason === 'release-not-read') return undefined;
  const { release } = whole;
  const arch = portOf(consumer, image.header, release);
  if (arch === undefined) return undefined;
  const asked = arch.keys.filter((key) => inRange(key, release) && !key.unasked);
  const keys = asked.map((key) => {
    const { groups: _groups, allOrNothing: _allOrNothing, ...port } = arch;
    const { missing, ...rest } = key;
    // Whether a note is there is all that its program asks.
    const plain = key.need === undefined || missing === undefined ? rest : { ...rest, missing };
    const alone = { ...consumer, arches: [{ ...port, keys: [plain] }] };
    const [finding] = evaluateConsumer(image, memory, alone, release).keys;
    if (finding === undefined) throw new Error(`${id}: ${key.symbol} was not looked up`);
    const version = nodeOf(key, arch.version?.name);
    const symbol = key.need === undefined ? key.symbol : 'note';
    return { symbol, version, answer: answerOf(finding, width), why: finding.why.code };
  });
  return { release, arch: arch.arch, keys };
}

function nodeOf(key: CatalogKey, ofArch: string | undefined): string | undefined {
  const node = key.version ?? ofArch;
  return node === '' ? undefined : node;
}

function answerOf(finding: KeyFinding, width: 32 | 64): Answer | undefined {
  const { outcome, address, why } = finding;
  if (why.code === 'note-found') return { kind: 'found', offset: BigInt(why.args['value'] ?? 0) };
  if (outcome === 'found') {
    return { kind: 'found', offset: BigInt.asUintN(width, (address ?? 0n) - BASE[width]) };
  }
  if (outcome === 'unknown') return undefined;
  return { kind: outcome === 'crash' || outcome === 'hang' || outcome === 'refuses' ? outcome : 'none' };
}
