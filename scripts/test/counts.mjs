/** What is shown of a failure's message where all failures stand together; the whole stands where the test ran. */
const MOST_LINES = 8;
const MOST_LETTERS = 300;

/**
 * @typedef {object} Counts of the tests that a step ran
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} [failures] what failed, and what it said; a check that is no test tells of it only itself
 * @property {readonly Skip[]} [skips]
 *
 * @typedef {object} Skip a test that was not run
 * @property {string} name with its place
 * @property {string} why
 */

/** @param {readonly Counts[]} all @returns {Required<Counts>} */
export function together(all) {
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    all.reduce((before, counts) => before + counts[key], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    failures: all.flatMap(({ failures = [] }) => failures),
    skips: all.flatMap(({ skips = [] }) => skips),
  };
}

/**
 * What continuous integration must not let pass: nothing may be skipped there, but for what another kind of machine is
 * asked about. Such a reason begins with "this kernel", "this machine" or "this user".
 * @param {readonly Skip[]} skips
 */
export function mustNotBeSkipped(skips) {
  return skips.filter(({ why }) => !/^this (kernel|machine|user)\b/.test(why));
}

/** @param {Counts} counts */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * @param {string} name of the test, with its place
 * @param {string | undefined} message
 */
export function failureInShort(name, message = '') {
  const said = message.split('\n').filter((line) => line.trim() !== '');
  return [name, ...said.slice(0, MOST_LINES).map((line) => `  ${line.slice(0, MOST_LETTERS)}`)].join('\n');
}
