/** For the tests of needs: images that lack one, and what a consumer says to them. */

import assert from 'node:assert/strict';
import { reasonSentence } from '../../../../src/consumers/english/outcomes.ts';
import type { ConsumerFinding, KeyFinding, Provider } from '../../../../src/consumers/model.ts';
import { evaluate } from '../../../../src/consumers/verdict/evaluate.ts';
import {
  type BuiltImage,
  fieldValue,
  type ImageDescription,
  type VdsoOptions,
  vdsoImage,
} from '../../../support/elf/index.ts';
import { elfImage } from '../support.ts';

export const whole: VdsoOptions = { arch: 'amd64', override: { unwind: {} } };
export const HIGH = 0xffffffffff700000n;

export function with_(override: Partial<ImageDescription>, more: Partial<VdsoOptions> = {}): BuiltImage {
  return vdsoImage({ ...whole, ...more, override: { ...whole.override, ...override } });
}

export async function on(
  built: BuiltImage,
  named: string,
  kind?: Provider['kind'],
): Promise<ConsumerFinding> {
  const [id = '', release] = named.split('@');
  const provider = kind === undefined ? {} : { provider: { kind } };
  const selection = [{ id, ...(release === undefined ? {} : { release }) }];
  const [finding] = evaluate(await elfImage(built), { role: 'vdso', ...provider }, selection);
  assert.ok(finding !== undefined, named);
  checkWords(finding);
  return finding;
}

/** Every reason and step has a sentence without holes. */
function checkWords(finding: ConsumerFinding): void {
  const reasons = [finding.why, ...finding.steps, ...finding.keys.flatMap((key) => [key.why, ...key.steps])];
  for (const reason of reasons) {
    const sentence = reasonSentence(reason);
    assert.notEqual(sentence, reason.code);
    assert.doesNotMatch(sentence, /\(missing\)|undefined(?! \(SHN_UNDEF\))|NaN|\[object/, reason.code);
  }
}

export function need({ keys }: ConsumerFinding, words: string): KeyFinding {
  const key = keys.find(({ symbol }) => symbol.startsWith(words));
  assert.ok(key !== undefined, `no need ${words} among ${keys.map(({ symbol }) => symbol).join(', ')}`);
  return key;
}

/** That one need of the consumer is missed, with this outcome and for this reason, and no other one. */
export async function misses(
  built: BuiltImage,
  named: string,
  words: string,
  outcome: string,
  why: RegExp,
  kind?: Provider['kind'],
): Promise<void> {
  const finding = await on(built, named, kind);
  const key = need(finding, words);
  assert.equal(key.outcome, outcome, `${named}: ${words}`);
  assert.match(reasonSentence(key.why), why);
  const others = finding.keys.filter((each) => each !== key && each.outcome !== 'not-applicable');
  if (outcome !== 'crash') {
    assert.deepEqual(
      others.filter((each) => each.outcome !== 'found').map(({ symbol }) => symbol),
      [],
      `${named}: ${words}`,
    );
  }
}

export function dynamicIndex(image: BuiltImage): number {
  const index = [0, 1, 2, 3, 4, 5].find((i) => fieldValue(image, `phdr[${i}].p_type`) === 2n);
  assert.ok(index !== undefined);
  return index;
}
