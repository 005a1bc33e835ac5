/** What the catalogue of consumers has in words has its Chinese, and no Chinese is left over of words that are gone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goName, goNames } from '../../../src/consumers/catalog/goNames.ts';
import { allConsumers } from '../../../src/consumers/catalog/index.ts';
import { kernelImages } from '../../../src/consumers/catalog/kernelImages.ts';
import { chineseFact, chineseFactForms, chineseFactTexts } from '../../../src/consumers/chinese/facts.ts';
import { chineseGoNames } from '../../../src/consumers/chinese/goNames.ts';
import { chineseQuirks } from '../../../src/consumers/chinese/quirks.ts';
import { chineseFaults } from '../../support/chinese.ts';

/** Every sentence that a face may ask a translation of. */
function factsOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string')
    return ['fallback', 'imageUnused', 'quirks', 'text'].includes(key) && value !== '' ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => factsOf(each, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [
    ...factsOf(each, name),
    ...(name === 'symbol' && 'need' in value && value.need !== undefined && typeof each === 'string'
      ? [each]
      : []),
  ]);
}

const facts = [
  ...new Set([
    ...factsOf(allConsumers),
    ...goNames.flatMap((name) => goName(name)?.explanation ?? []),
    ...kernelImages.map(({ name }) => name).filter((name) => /[a-z]{3} |-bit/.test(name)),
  ]),
];

/** Needs that are the name of a field or a section. */
const isName = (fact: string): boolean => /^\S+$/.test(fact);

test('there are hundreds of facts, and each is told in Chinese', () => {
  assert.ok(facts.length > 250);
  const untold = facts.filter(
    (fact) => !isName(fact) && chineseFact(fact) === fact && fact !== 'DT_HASH or DT_GNU_HASH',
  );
  assert.deepEqual(untold, []);
  assert.deepEqual(
    facts.flatMap((fact) => (isName(fact) ? [] : chineseFaults(chineseFact(fact), new Set()))),
    [],
  );
});

const different = (some: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...some, ...others].filter((each) => some.has(each) !== others.has(each));

test('names, numbers and quotations of a fact are those of its Chinese', () => {
  // Names and numbers stay: `DT_HASH`, 0.38.42, getcpu(). Words that are said in Chinese are not among them.
  const tokens = (text: string) =>
    new Set(
      text
        .replaceAll('PT_LOADs', 'PT_LOAD')
        .match(/[A-Za-z]*_\w+(?:\.\w+)*|\w+\(\)|\d+(?:\.\d+)+|\d{4}-\d\d-\d\d/g) ?? [],
    );
  const differing = facts
    .map((fact) => [fact, different(tokens(fact), tokens(chineseFact(fact)))] as const)
    .filter(([, difference]) => difference.length > 0);
  assert.deepEqual(differing, []);
});

test('no Chinese is left of facts that are gone', () => {
  const known = new Set(facts);
  const left = [chineseFactTexts, chineseQuirks, chineseGoNames]
    .flatMap((texts) => Object.keys(texts))
    .filter((fact) => !known.has(fact));
  assert.deepEqual(left, []);
  assert.deepEqual(
    chineseFactForms.map(([form]) => form).filter((form) => !facts.some((fact) => form.test(fact))),
    [],
  );
});
