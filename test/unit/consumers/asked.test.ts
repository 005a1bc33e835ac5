/** What each release asks for, as it is written out, and as many names as its own code asked for where it was run. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { catalog } from '../../../src/consumers/catalog/index.ts';
import { consequenceText } from '../../../src/consumers/english/programs.ts';
import { inRange } from '../../../src/consumers/releases.ts';
import { askedFile, askedKeys } from '../../support/askedKeys.ts';
import { byHand, proved } from '../../truth/support/tally.ts';

test('each release asks for what asked.tsv has (npm run consumers:table)', async () => {
  const written = (await readFile(askedFile, 'utf8')).split('\n');
  const asked = askedKeys().split('\n');
  for (const line of written) assert.ok(asked.includes(line), `no longer: ${line}`);
  for (const line of asked) assert.ok(written.includes(line), `new: ${line}`);
});

/** The program that is run with each glibc makes five calls, and getrandom() is none of them. */
const notCalled = (consumer: string, symbol: string): boolean =>
  consumer === 'glibc' && symbol === '__vdso_getrandom';

test('a release that was run has as many names as were looked up', async () => {
  for (const { consumer, release, arch, names } of [...(await proved()), ...(await byHand())]) {
    const port = catalog
      .find(({ id }) => id === consumer)
      ?.arches.find((each) => each.arch === arch && inRange(each, release));
    const asked = (port?.keys ?? []).filter(
      (key) => inRange(key, release) && !key.unasked && !notCalled(consumer, key.symbol),
    );
    assert.equal(asked.length, names, `${consumer}@${release} ${arch}`);
  }
});

test('rustix tells at which calls a program without a required function panics', () => {
  const { arches } = catalog.find(({ id }) => id === 'rustix') ?? assert.fail();
  const said = arches.flatMap(({ keys }) =>
    keys
      .filter(({ missing, symbol }) => missing === 'crash' && /clock_|getcpu/.test(symbol))
      .map(({ symbol, fallback }) => [symbol, fallback] as const),
  );
  assert.ok(said.length > 5);
  for (const [symbol, fallback] of said) {
    const isCpu = symbol.endsWith('getcpu');
    assert.match(
      consequenceText(fallback),
      isCpu ? /first clock_gettime or sched_getcpu$/ : /first clock_\w+$/,
      symbol,
    );
  }
});
