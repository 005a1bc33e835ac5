import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareReleases, inRange, resolveRelease } from '../../../src/consumers/releases.ts';

test('releases are compared number by number', () => {
  assert.ok(compareReleases('1.9', '1.10') < 0);
  assert.ok(compareReleases('1.2.5', '1.2.6') < 0);
  assert.ok(compareReleases('2', '1.99') > 0);
  assert.equal(compareReleases('1.21', '1.21.0'), 0);
  assert.ok(compareReleases('1.21rc1', '1.22') < 0);
});

test('ranges are inclusive and open where they say nothing', () => {
  assert.ok(inRange({}, '1.0'));
  assert.ok(inRange({ since: '1.19', until: '1.21' }, '1.19'));
  assert.ok(inRange({ since: '1.19', until: '1.21' }, '1.21'));
  assert.ok(!inRange({ until: '1.21' }, '1.22'));
  assert.ok(!inRange({ since: '1.24' }, '1.23'));
});

test('a release stands for the newest one read that is not newer', () => {
  const known = ['1.15', '1.19', '1.21', '1.27'];
  for (const [wanted, release] of [
    [undefined, '1.27'],
    ['1.21.13', '1.21'],
    ['1.20', '1.19'],
    ['1.18', '1.15'],
    ['go1.19.8', '1.19'],
    ['1.3', '1.15'],
    ['2.0', '1.27'],
  ] as const) {
    assert.equal(resolveRelease(known, wanted), release, wanted);
  }
});
