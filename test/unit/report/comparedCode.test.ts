/** What a report says of code that differs from its original: how much, where, and how much more there is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedLines } from '../../../src/report/codeText.ts';
import { english } from '../../../src/session/words.ts';

const instructions: readonly [] = [];
const places = Array.from({ length: 20 }, (_, at) => ({
  address: 0x1000n + 0x10n * BigInt(at),
  length: 4,
  symbol: `function_${at}`,
  offset: 0n,
  before: { bytes: Uint8Array.of(0x90), instructions },
  now: { bytes: Uint8Array.of(0xcc), instructions },
}));
const from = { kind: 'file', path: '/boot/vdso.so' } as const;

test('places are told up to sixteen, then counted with those that were not kept', () => {
  const [first, ...rest] = comparedLines(english, { from, places, more: 3 }, []);
  assert.match(first ?? '', /\b23 places\b/);
  assert.equal(rest.length, 17);
  for (const [at, line] of rest.slice(0, 16).entries()) assert.match(line, new RegExp(`function_${at}\\b`));
  assert.match(rest.at(-1) ?? '', /\b7\b/);
});

test('a place that is told already is not told again', () => {
  const told = [{ kind: 'breakpoint', symbol: 'function_1', address: 0x1012n }] as const;
  const lines = [...comparedLines(english, { from, places: places.slice(0, 3), more: 0 }, told)];
  assert.deepEqual(
    lines.map((line) => /function_\d/.exec(line)?.[0]),
    [undefined, 'function_0', 'function_2'],
  );
});
