/** src/consumers: everyone's lookup replayed on hostile images, at hostile bases. */
import assert from 'node:assert/strict';
import { evaluate } from '../../../../src/consumers/verdict/evaluate.ts';
import {
  findingFor,
  isFulfilled,
  parseRequirement,
  selectionFor,
} from '../../../../src/consumers/verdict/requirements.ts';
import { hostileTexts } from '../../names.ts';
import { assertFinding } from '../findings.ts';
import { imageInput } from '../imageInput.ts';
import { readImage, someConsumers } from '../images.ts';
import { mutateText } from '../mutateText.ts';
import type { Room } from '../room.ts';

const BASES = [0n, 0x7fff_1234_5000n, 0xffff_ffff_ff70_0000n, 2n ** 64n - 1n];

export const consumers: Room = {
  name: 'consumers',
  weight: 60,
  limitSeconds: 120,
  input: imageInput((corpus) => [...corpus.vdsos, ...corpus.small]),
  async run({ bytes }, random) {
    const image = await readImage(bytes, false);
    if (image === undefined) return ['not ELF'];
    const base = random.chance(4) ? undefined : random.pick(BASES);
    const texts = [random.pick(hostileTexts), mutateText('go@1.21,musl:all', random), 'go@1.19:all'];
    const required = texts.flatMap((text) => parseRequirement(text) ?? []);
    const selection = selectionFor(someConsumers(random), required);
    const findings = evaluate(image, { role: 'vdso', ...(base === undefined ? {} : { base }) }, selection);
    assert.ok(findings.length <= selection.length);
    for (const finding of findings) assertFinding(finding);
    for (const each of required) {
      const found = findingFor(each, findings);
      if (found !== undefined) isFulfilled(found, each);
    }
    return findings.map(({ id, outcome }) => `${id} ${outcome}`);
  },
};
