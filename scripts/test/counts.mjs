/** What is shown of a failure's message where all failures stand together; the whole stands where the test ran. */
const MOST_LINES = 8;
const MOST_LETTERS = 300;

/**
 * @typedef {object} Counts of the tests that a step ran
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} [failures] what failed, and what it said; a check that is no test tells of it only itself
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
  };
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
