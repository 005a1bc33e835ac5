import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Outcome } from '../../../src/consumers/model.ts';
import { outcomeWords } from '../../../src/report/english/consumers.ts';
import { outcomeTone, worstFirst } from '../../../src/report/outcomes.ts';
import { requirementsJson } from '../../../src/report/output/checkReport.ts';
import { english } from '../../../src/session/words.ts';

const outcomes = Object.keys(outcomeWords) as Outcome[];

test('the page colours each outcome as its tone', async () => {
  const css = await readFile(new URL('../../../webview/styles/base.css', import.meta.url), 'utf8');
  const rules = css.split('}').map((rule) => rule.split('{', 1)[0] ?? '');
  for (const outcome of outcomes) {
    const rule = rules.find((selectors) => selectors.split(/[\s,]+/).includes(`.outcome-${outcome}`));
    assert.ok(rule?.split(/[\s,]+/).includes(`.tone-${outcomeTone(outcome)}`), outcome);
  }
});

test('a refusal is no crash, and what nobody knows is no failure', () => {
  assert.deepEqual(
    outcomes.filter((outcome) => outcomeTone(outcome) === 'bad'),
    ['crash', 'hang'],
  );
  assert.equal(outcomeTone('refuses'), 'warn');
  assert.equal(outcomeTone('not-in-catalogue'), 'muted');
});

test('a requirement on what was not evaluated is not fulfilled, and unknown', () => {
  const requirement = { id: 'go', text: 'go', all: false };
  assert.deepEqual(requirementsJson(english, [], [requirement]), {
    fulfilled: false,
    required: [{ requirement: 'go', fulfilled: false, outcome: 'unknown', why: '' }],
  });
  assert.deepEqual(requirementsJson(english, [], []), { fulfilled: true, required: [] });
});

test('every outcome has its place in the order, bad ends before what falls back, and that before what is found', () => {
  const order = worstFirst(outcomes.toReversed().map((outcome) => ({ outcome })));
  assert.deepEqual(
    order.map(({ outcome }) => outcomeTone(outcome)),
    ['bad', 'bad', 'warn', 'warn', 'warn', 'warn', 'good', 'muted', 'muted'],
  );
  const twice = ['b', 'a'].map((id) => ({ id, outcome: 'found' as const }));
  assert.deepEqual(worstFirst(twice), twice);
});
