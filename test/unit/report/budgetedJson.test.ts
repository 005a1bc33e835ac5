/** The report cut to a budget: what is in it is what the report has, and what is not is counted. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { runToEnd } from '../../../src/elf/reading/runToEnd.ts';
import { type BudgetedOptions, budgetedReport } from '../../../src/report/output/budgetedJson.ts';
import type { Report } from '../../../src/report/report.ts';
import { vdsoImage } from '../../support/elf/index.ts';
import { live, reportOf, validJson } from './support.ts';

const host = { kernelRelease: '6.18.44', arch: 'x64', clocksource: 'tsc' };

interface Cut {
  readonly [part: string]: unknown;
  readonly symbols: readonly { readonly name: string }[];
  readonly leftOut: readonly { part: string; shown: number; of: number; unsearched?: number }[];
}

function cut(report: Report, options: BudgetedOptions): { readonly length: number; readonly value: Cut } {
  const text = runToEnd(budgetedReport(report, options));
  return { length: text.length, value: JSON.parse(text) as Cut };
}

test('with room for all, every part is the report’s, and nothing is left out', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes, { info: live, host });
  const whole = validJson(report) as unknown as Cut;
  const { value } = cut(report, { limit: 10_000_000 });
  assert.deepEqual(value.leftOut, []);
  const parts = Object.keys(value).filter((part) => Array.isArray(value[part]) && part !== 'leftOut');
  assert.ok(parts.includes('symbols') && parts.includes('consumers'), parts.join());
  for (const part of ['schema', 'generator', 'source', 'host', 'role', 'header', ...parts])
    if (whole[part] !== undefined && part !== 'versions') assert.deepEqual(value[part], whole[part], part);
  assert.equal(value['host'] !== undefined, true);
});

test('with less room the first rows are there and the others counted, and the limit holds', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes, { info: live, host });
  const all = validJson(report).symbols;
  for (const limit of [5000, 6000, 7000]) {
    const { length, value } = cut(report, { limit, parts: ['symbols'] });
    assert.ok(length <= limit, `${length} of ${limit}`);
    assert.deepEqual(value.symbols, all.slice(0, value.symbols.length));
    const [left] = value.leftOut;
    assert.deepEqual(left, { part: 'symbols', shown: value.symbols.length, of: all.length });
    const next = all[value.symbols.length];
    // What is left out would not have fitted.
    assert.ok(length + JSON.stringify(next).length > limit - 2000, `${limit}`);
  }
});

test('a filter leaves the rows that have its words', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes, { info: live, host });
  const { value } = cut(report, { limit: 1_000_000, parts: ['symbols'], filter: 'GETTIMEOFDAY' });
  const expected = validJson(report).symbols.filter(({ name }) => name.includes('gettimeofday'));
  assert.ok(expected.length >= 2);
  assert.deepEqual(value.symbols, expected);
  assert.deepEqual(value.leftOut, []);
});
