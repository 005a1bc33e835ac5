import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CatalogRelease } from '../../../src/consumers/model.ts';
import {
  answerFor,
  compareReleases,
  inRange,
  nearestRelease,
  newestRelease,
  parseRelease,
} from '../../../src/consumers/releases.ts';

test('releases are compared number by number, days among them', () => {
  assert.ok(compareReleases('1.9', '1.10') < 0);
  assert.ok(compareReleases('1.2.5', '1.2.6') < 0);
  assert.ok(compareReleases('2', '1.99') > 0);
  assert.equal(compareReleases('1.21', '1.21.0'), 0);
  assert.equal(compareReleases('0.22', '0.22.00'), 0);
  assert.ok(compareReleases('1.21rc1', '1.22') < 0);
  assert.ok(compareReleases('2025-03-11', '2025-03-26') < 0);
});

test('ranges are inclusive and open where they say nothing', () => {
  assert.ok(inRange({}, '1.0'));
  assert.ok(inRange({ since: '1.19', until: '1.21' }, '1.19'));
  assert.ok(inRange({ since: '1.19', until: '1.21' }, '1.21'));
  assert.ok(!inRange({ until: '1.21' }, '1.22'));
  assert.ok(!inRange({ since: '1.24' }, '1.23'));
});

test('a release is written as its project tags it, with or without the letters in front', () => {
  for (const [written, release] of [
    ['1.21', '1.21'],
    ['go1.21.13', '1.21.13'],
    ['V0.22.00', '0.22.00'],
    ['FEX-2608', '2608'],
    ['glibc-2.41', '2.41'],
    ['20260526', '20260526'],
    ['2025-03-11', '2025-03-11'],
    ['1.28rc1', '1.28rc1'],
    ['7.3-rc7', '7.3-rc7'],
  ] as const) {
    assert.equal(parseRelease(written), release, written);
  }
  for (const written of ['', 'newest', '1.', '.5', '1..2', '1.2 ', '2.36+deb12u4', '1.21;rm']) {
    assert.equal(parseRelease(written), undefined, written);
  }
});

const releases: readonly CatalogRelease[] = [
  { name: '1.13', at: 'a' },
  { name: '1.15', at: 'b' },
  { name: '1.19', at: 'c', changedBy: ['d'] },
  { name: '1.27', at: 'e' },
];
/** 1.13 and 1.15 search alike; of 1.19 and 1.27 nothing is known. */
const same = (a: string, b: string): boolean => a === '1.13' && b === '1.15';

test('which release answers for another', () => {
  for (const [wanted, answer] of [
    [undefined, { kind: 'exact', release: '1.27' }],
    ['1.13', { kind: 'exact', release: '1.13' }],
    ['1.13.0', { kind: 'exact', release: '1.13' }],
    // A patch release belongs to its minor one, whatever comes next.
    ['1.19.8', { kind: 'exact', release: '1.19' }],
    ['1.27.4', { kind: 'exact', release: '1.27' }],
    // Between two that search alike, and before the first release of a cited change.
    ['1.14', { kind: 'same-lookup', release: '1.13' }],
    ['1.18.3', { kind: 'same-lookup', release: '1.15' }],
    // Nobody knows in which release it changed.
    ['1.21', { kind: 'between', before: '1.19', after: '1.27' }],
    ['2.0', { kind: 'newest-read', release: '1.27' }],
    ['1.12', { kind: 'too-old', oldest: '1.13' }],
    ['1.3', { kind: 'too-old', oldest: '1.13' }],
  ] as const) {
    assert.deepEqual(answerFor(releases, wanted, same), answer, wanted);
  }
});

test('the nearest release, for faces that only quote the catalogue', () => {
  assert.equal(newestRelease({ releases }), '1.27');
  for (const [wanted, release] of [
    [undefined, '1.27'],
    ['', '1.27'],
    ['1.21', '1.19'],
    ['1.3', '1.13'],
  ] as const) {
    assert.equal(nearestRelease({ releases }, wanted), release, wanted);
  }
});
