import path from 'node:path';
import { root } from '../setup/processes.mjs';
import { failureInShort } from './counts.mjs';

/**
 * A reporter of node:test that writes one JSON object when the run is complete: the counts of the whole run, and what
 * failed in it.
 * @param {AsyncIterable<Event>} events
 *
 * @typedef {object} Event
 * @property {string} type
 * @property {object} data
 * @property {string} [data.file]
 * @property {number} [data.line]
 * @property {string} [data.name]
 * @property {Record<string, number>} [data.counts]
 * @property {{ error?: Error & { failureType?: string } }} [data.details]
 */
export default async function* countingReporter(events) {
  /** @type {string[]} */
  const failures = [];
  for await (const { type, data } of events) {
    if (type === 'test:fail') failures.push(...failure(data));
    // A summary that names a file is of that file alone.
    if (type !== 'test:summary' || data.file !== undefined) continue;
    const { passed = 0, failed = 0, cancelled = 0, skipped = 0, todo = 0 } = data.counts ?? {};
    yield JSON.stringify({ passed, failed: failed + cancelled, skipped: skipped + todo, failures });
  }
}

/**
 * What a failed test is called, where it stands and what it says; nothing of one that only holds others that failed,
 * which tell of themselves.
 * @param {Event['data']} test
 */
function failure({ name = '?', file, line, details }) {
  const error = details?.error;
  if (error?.failureType === 'subtestsFailed') return [];
  const place =
    file === undefined ? '' : ` (${path.relative(root, file)}${line === undefined ? '' : `:${line}`})`;
  const cause = error?.cause instanceof Error ? error.cause : error;
  return [failureInShort(`${name}${place}`, cause?.message ?? String(error?.cause ?? ''))];
}
