// CHANGELOG.md at a release.

const UNRELEASED = '## [Unreleased]\n';

/**
 * What has come since the last release gets the release's name and day, under an empty *Unreleased*.
 * @param {string} text @param {string} version @param {string} day 2026-11-29
 * @throws with a sentence when nothing has come, or the release is there already
 */
export function releasedChangelog(text, version, day) {
  const at = text.indexOf(UNRELEASED);
  if (at < 0) throw new Error('CHANGELOG.md has no "## [Unreleased]".');
  if (text.includes(`## [${version}]`)) throw new Error(`CHANGELOG.md has a release ${version} already.`);
  const rest = text.slice(at + UNRELEASED.length).replace(/^\n+/, '');
  if (!rest.startsWith('- ')) throw new Error('CHANGELOG.md has nothing under "Unreleased" to release.');
  return `${text.slice(0, at)}${UNRELEASED}\n## [${version}] - ${day}\n\n${rest}`;
}
