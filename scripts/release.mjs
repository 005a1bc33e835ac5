// `npm run release -- [VERSION] [--publish] [--dry-run]`: from a tested work tree to packages, a commit and a tag, and
// with --publish to where people get them. --dry-run makes the packages (out/release) and says the rest, in which
// nothing of the project changes. The version is package.json's where that one has no tag yet.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeNpmPackage } from './package/npmPackage.mjs';
import { publicPlace, unknownOf } from './package/publicPlace.mjs';
import { readManifest } from './package/stage.mjs';
import { makeVsix } from './package/vsix.mjs';
import { releasedChangelog } from './release/changelog.mjs';
import { publications } from './release/publishing.mjs';
import { root, run } from './setup/processes.mjs';

const { values, positionals } = parseArgs({
  options: { 'dry-run': { type: 'boolean' }, publish: { type: 'boolean' } },
  allowPositionals: true,
});
const dry = values['dry-run'] ?? false;
const publish = values.publish ?? false;
const manifest = await readManifest();
const version = positionals[0] ?? manifest.version;
const place = publicPlace();

try {
  await release();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function release() {
  for (const objection of objections()) {
    if (!dry) throw new Error(objection);
    console.log(`  would stop: ${objection}`);
  }
  const day = new Date().toISOString().slice(0, 10);
  const changelog = releasedChangelog(readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8'), version, day);
  await step(`CHANGELOG.md: Unreleased becomes ${version}, ${day}`, () =>
    writeFileSync(path.join(root, 'CHANGELOG.md'), changelog),
  );
  if (version !== manifest.version)
    await command(['npm', 'version', '--no-git-tag-version', version], 'package.json and package-lock.json');
  await command(['npm', 'test'], 'everything that must hold', { CI: 'true' });

  const out = path.join(root, 'out/release');
  const released = { ...manifest, version };
  const vsix = await makeVsix(out, place, released);
  const tarball = await makeNpmPackage(out, place, released);
  console.log(`  packages: ${vsix}, ${tarball}`);

  await command(['git', 'commit', '--all', '--message', `Release ${version}`]);
  await command(['git', 'tag', '--annotate', `v${version}`, '--message', `vDSO Explorer ${version}`]);
  for (const { where, token, command: words } of publications({ vsix, tarball, version })) {
    const who = token === undefined ? where : `${where}, as ${token} says`;
    if (publish) await command(words, who);
    else console.log(`  then: ${words.join(' ')}  (${who})`);
  }
}

/** What makes a release impossible. */
function objections() {
  const found = [];
  if (git('status', '--porcelain') !== '') found.push('The work tree has changes that are not committed.');
  if (git('tag', '--list', `v${version}`) !== '')
    found.push(`There is a tag v${version}: give another version.`);
  if (!/^\d+\.\d+\.\d+$/.test(version)) found.push(`${version} is no version of three numbers.`);
  const unknown = unknownOf(place);
  if (publish && unknown.length > 0)
    found.push(`Where to publish is not known (publicPlace.json: ${unknown.join(', ')}).`);
  return found;
}

/** @param {string} what @param {() => void} action */
async function step(what, action) {
  console.log(`  ${dry ? 'would do' : 'doing'}: ${what}`);
  if (!dry) action();
}

/**
 * @param {readonly [string, ...string[]]} words
 * @param {string} [why]
 * @param {Readonly<Record<string, string>>} [env]
 */
async function command(words, why = '', env = {}) {
  const [name, ...args] = words;
  console.log(`  ${dry ? 'would run' : 'running'}: ${words.join(' ')}${why === '' ? '' : `  (${why})`}`);
  if (dry) return;
  const code = await run(name, args, { env: { ...process.env, ...env } });
  if (code !== 0) throw new Error(`${words.join(' ')} failed (exit code ${code}): see its message above.`);
}

/** @param {readonly string[]} args */
function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}
