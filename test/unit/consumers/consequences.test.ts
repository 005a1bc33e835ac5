/** What follows from a lookup cannot contradict how it ended: every consumer and release, on good and odd images. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allConsumers } from '../../../src/consumers/catalog/index.ts';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import { consequenceText } from '../../../src/consumers/english/programs.ts';
import type { ConsumerFinding, KeyFinding } from '../../../src/consumers/model.ts';
import { evaluate } from '../../../src/consumers/verdict/evaluate.ts';
import { tableImages } from '../../support/consumersTable.ts';
import { type BuiltImage, damage, vdsoArchs, vdsoImage } from '../../support/elf/index.ts';
import { elfImage } from './support.ts';

const images: readonly (readonly [string, BuiltImage])[] = [
  ...tableImages.map(({ name, options }) => [name, vdsoImage(options)] as const),
  ...vdsoArchs.map((arch) => [`${arch}, no symbols`, vdsoImage({ arch, exports: [] })] as const),
  ...vdsoArchs.map((arch) => [`${arch}, no hash table`, vdsoImage({ arch, hash: 'none' })] as const),
  ['amd64, another OS ABI', vdsoImage({ arch: 'amd64', override: { osabi: 9 } })],
  ['amd64, no buckets', damage(vdsoImage({ arch: 'amd64', hash: 'gnu' }), 'gnuHash.nbuckets', 0)],
];
const selection = allConsumers.flatMap(({ id, releases }) =>
  releases.map(({ name }) => ({ id, release: name })),
);

const SYSTEM_CALLS = /system call|goes (through|by)|in its place|serves/;
const END = /panics|assertion fails/;

function contradiction({ outcome, why, steps, ...key }: KeyFinding): string | undefined {
  const fallback = consequenceText(key.fallback);
  switch (outcome) {
    case 'fallback':
      if (fallback === '') return 'nothing is said of what follows';
      return END.test(fallback) ? 'the program is said to end' : undefined;
    case 'crash':
      // By an assertion the key says so; otherwise, and behind the key that ended it, the reason is all there is.
      if (why.code === 'required-missing' && steps.length > 0)
        return END.test(fallback) ? undefined : 'no word of the assertion';
      return fallback === '' ? undefined : 'the program cannot go on';
    case 'hang':
    case 'unknown':
      return fallback === '' ? undefined : 'nothing follows';
    case 'refuses':
      return SYSTEM_CALLS.test(fallback) ? 'it is said to go on' : undefined;
    default:
      return undefined;
  }
}

function ofConsumer({ outcome, keys, why }: ConsumerFinding): string | undefined {
  if (
    /silently|system call/.test(reasonSentence(why)) &&
    outcome !== 'fallback' &&
    outcome !== 'not-applicable'
  )
    return 'the reason speaks of system calls';
  if (outcome === 'found' && keys.some((key) => key.outcome === 'fallback')) return 'a key falls back';
  if (outcome === 'fallback' && keys.some((key) => key.outcome === 'found')) return 'a key is found';
  if (outcome === 'refuses' && keys.every((key) => key.outcome !== 'refuses')) return 'no key is refused';
  return undefined;
}

test('no sentence contradicts the outcome beside it', async () => {
  const mistakes = new Set<string>();
  for (const [name, built] of images) {
    for (const finding of evaluate(await elfImage(built), { role: 'vdso' }, selection)) {
      const who = `${finding.id}@${finding.release}`;
      const whole = ofConsumer(finding);
      if (whole !== undefined) mistakes.add(`${who} on ${name}: ${finding.outcome}, and ${whole}`);
      for (const key of finding.keys) {
        const mistake = contradiction(key);
        if (mistake !== undefined)
          mistakes.add(`${who} on ${name}: ${key.symbol} ${key.outcome}, and ${mistake}: ${key.fallback}`);
      }
    }
  }
  assert.deepEqual([...mistakes], []);
});
