import assert from 'node:assert/strict';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import { MappedImage } from '../../../src/consumers/lookup/mappedImage.ts';
import type { CatalogConsumer, ConsumerFinding, KeyFinding } from '../../../src/consumers/model.ts';
import { evaluate, evaluateConsumer } from '../../../src/consumers/verdict/evaluate.ts';
import type { ElfImage } from '../../../src/elf/model.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import type { BuiltImage } from '../../support/elf/index.ts';

export async function elfImage(built: BuiltImage | Uint8Array): Promise<ElfImage> {
  const bytes = built instanceof Uint8Array ? built : built.bytes;
  const outcome = await readElf(memorySource(bytes));
  assert.ok(outcome.kind === 'elf');
  return outcome.image;
}

/** Go's finding on a built image, as if mapped at `base`. */
export async function goOn(
  built: BuiltImage | Uint8Array,
  release?: string,
  base?: bigint,
): Promise<ConsumerFinding> {
  const image = await elfImage(built);
  const context = { role: 'vdso', ...(base === undefined ? {} : { base }) } as const;
  const [finding] = evaluate(image, context, [{ id: 'go', ...(release === undefined ? {} : { release }) }]);
  assert.ok(finding !== undefined);
  checkSentences(finding);
  return finding;
}

/** A consumer of the test's own on a built image. */
export async function consumerOn(built: BuiltImage, consumer: CatalogConsumer): Promise<ConsumerFinding> {
  return consumerIn(await elfImage(built), consumer);
}

/** A consumer of the test's own in an image that is read already. */
export function consumerIn(image: ElfImage, consumer: CatalogConsumer): ConsumerFinding {
  const { onlyMaker } = consumer;
  const provider = onlyMaker === undefined ? undefined : { kind: onlyMaker };
  const finding = evaluateConsumer(image, new MappedImage(image, undefined, provider), consumer);
  checkSentences(finding);
  return finding;
}

export function keyOf(finding: ConsumerFinding, variable: string): KeyFinding {
  const key = finding.keys.find((candidate) => candidate.variable === variable);
  assert.ok(key !== undefined, `${finding.id} has no key ${variable}`);
  return key;
}

/** Every reason and every step has a sentence, and no argument is missing in any. */
function checkSentences(finding: ConsumerFinding): void {
  const reasons = [finding.why, ...finding.steps];
  for (const part of [...finding.keys, ...(finding.version === undefined ? [] : [finding.version])]) {
    reasons.push(part.why, ...part.steps);
    if ('cause' in part && part.cause !== undefined) reasons.push(part.cause);
  }
  for (const reason of reasons) {
    const sentence = reasonSentence(reason);
    assert.notEqual(sentence, reason.code, `no sentence for ${reason.code}`);
    assert.doesNotMatch(
      sentence,
      /\(missing\)|undefined(?! \(SHN_UNDEF\))|NaN|\[object/,
      `${reason.code}: ${sentence}`,
    );
  }
}
