/**
 * A reporter of node:test that writes one JSON object, the counts of the whole run, when the run is complete.
 * @param {AsyncIterable<{ type: string, data: { file?: string, counts?: Record<string, number> } }>} events
 */
export default async function* countingReporter(events) {
  for await (const event of events) {
    // A summary that names a file is of that file alone.
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue;
    const { passed = 0, failed = 0, cancelled = 0, skipped = 0, todo = 0 } = event.data.counts ?? {};
    yield JSON.stringify({ passed, failed: failed + cancelled, skipped: skipped + todo });
  }
}
