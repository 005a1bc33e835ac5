import path from 'node:path';
import { root } from '../setup/processes.mjs';
import { failureInShort } from './counts.mjs';

/**
 * A reporter of node:test that writes one JSON object when the run is complete: the counts of the whole run, what failed
 * in it, and what was skipped and why.
 * @param {AsyncIterable<Event>} events
 *
 * @typedef {object} Event
 * @property {string} type
 * @property {object} data
 * @property {string} [data.file]
 * @property {number} [data.line]
 * @property {string} [data.name]
 * @property {string | boolean} [data.skip] why the test was skipped
 * @property {Record<string, number>} [data.counts]
 * @property {{ error?: Error & { failureType?: string } }} [data.details]
 */
export default async function* countingReporter(events) {
  /** @type {string[]} */
  const failures = [];
  /** @type {import('./counts.mjs').Skip[]} */
  const skips = [];
  for await (const { type, data } of events) {
    if (type === 'test:fail') failures.push(...failure(data));
    if (type === 'test:pass' && data.skip !== undefined && data.skip !== false) skips.push(skip(data));
    // A summary that names a file is of that file alone.
    if (type !== 'test:summary' || data.file !== undefined) continue;
    const { passed = 0, failed = 0, cancelled = 0, skipped = 0, todo = 0 } = data.counts ?? {};
    yield JSON.stringify({ passed, failed: failed + cancelled, skipped: skipped + todo, failures, skips });
  }
}

/**
 * What a failed test is called, where it stands and what it says; nothing of one that only holds others that failed,
 * which tell of themselves.
 * @param {Event['data']} test
 */
function failure(test) {
  const error = test.details?.error;
  if (error?.failureType === 'subtestsFailed') return [];
  const cause = error?.cause instanceof Error ? error.cause : error;
  return [failureInShort(named(test), cause?.message ?? String(error?.cause ?? ''))];
}

/** @param {Event['data']} test @returns {import('./counts.mjs').Skip} */
function skip(test) {
  return { name: named(test), why: typeof test.skip === 'string' ? test.skip : '' };
}

/** @param {Event['data']} test @returns {string} what it is called, and where it stands */
function named({ name = '?', file, line }) {
  const place =
    file === undefined ? '' : ` (${path.relative(root, file)}${line === undefined ? '' : `:${line}`})`;
  return `${name}${place}`;
}
