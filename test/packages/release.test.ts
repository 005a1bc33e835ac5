import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { checkedPlace, publicPlace } from '../../scripts/package/publicPlace.mjs';
import { releasedChangelog } from '../../scripts/release/changelog.mjs';
import { projectRoot } from '../support/workbench/paths.ts';

const git = (...args: string[]) => execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' });

test('npm run release -- --dry-run makes the packages, says the rest and changes nothing', () => {
  const before = [git('status', '--porcelain'), git('tag'), git('rev-parse', 'HEAD')];
  const said = execFileSync(process.execPath, ['scripts/release.mjs', '7.8.9', '--dry-run', '--publish'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  const order = [
    'Unreleased becomes 7.8.9',
    'npm version --no-git-tag-version 7.8.9',
    'would run: npm test',
    'vdso-explorer-7.8.9.vsix',
    'would run: git commit',
    'git tag --annotate v7.8.9',
    'git push --follow-tags',
    'vsce publish --packagePath',
    'ovsx@1.4.0 publish',
    'npm publish',
  ].map((words) => said.indexOf(words));
  assert.ok(!order.includes(-1), said);
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  for (const kind of ['vsix', 'tgz'])
    assert.ok(existsSync(path.join(projectRoot, `out/release/vdso-explorer-7.8.9.${kind}`)));
  if (publicPlace().publisher === null) assert.match(said, /would stop: Where to publish is not known/);
  assert.deepEqual([git('status', '--porcelain'), git('tag'), git('rev-parse', 'HEAD')], before);
});

describe('the changelog at a release', () => {
  test('gives what has come the version and its day', () =>
    assert.equal(
      releasedChangelog('# C\n\n## [Unreleased]\n\n- One.\n\n## [0.1.0] - x\n', '0.2.0', '2026-01-02'),
      '# C\n\n## [Unreleased]\n\n## [0.2.0] - 2026-01-02\n\n- One.\n\n## [0.1.0] - x\n',
    ));
  test('refuses a release of nothing', () =>
    assert.throws(() => releasedChangelog('## [Unreleased]\n\n## [0.1.0]\n', '0.2.0', 'd'), /nothing under/));
  test('refuses a version that is there', () =>
    assert.throws(
      () => releasedChangelog('## [Unreleased]\n\n- a\n\n## [0.1.0]\n', '0.1.0', 'd'),
      /already/,
    ));
});

describe('publicPlace.json', () => {
  test('takes what is not known, and what has its form', () => {
    const known = { publisher: 'a-b', repository: 'https://github.com/a/b', securityContact: 'mailto:s@a.b' };
    assert.deepEqual(checkedPlace(known), known);
    assert.equal(checkedPlace({ publisher: null, repository: null, securityContact: null }).repository, null);
  });
  for (const [key, value] of [
    ['publisher', 'not one'],
    ['repository', 'http://github.com/a/b'],
    ['repository', 'https://github.com/a/b/'],
    ['securityContact', 'me'],
    ['securityContact', undefined],
  ] as const)
    test(`refuses ${key} ${value}`, () =>
      assert.throws(
        () => checkedPlace({ publisher: null, repository: null, securityContact: null, [key]: value }),
        new RegExp(`publicPlace\\.json: ${key} `),
      ));

  test('is what SECURITY.md says of whom to write to', () => {
    const text = readFileSync(path.join(projectRoot, 'SECURITY.md'), 'utf8');
    const { securityContact } = publicPlace();
    if (securityContact === null) assert.match(text, /not yet known.*publicPlace\.json/);
    else assert.ok(text.includes(securityContact));
  });

  test('is what package.json says of the publisher', () => {
    const { publisher } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
    assert.equal(publicPlace().publisher ?? 'vdso-explorer', publisher);
  });
});
