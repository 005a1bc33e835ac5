/** The terminal face: arguments in, report out, one sentence when there is none. */
import { readFile } from 'node:fs/promises';
import { failed, runTerminal } from './cli/run.ts';

/** The same file beside src/ and beside dist/. */
async function packageVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

// What no promise of ours carries (unhandled rejections come here as well). Node's own statuses are other ones:
// 7 for a failing handler, 13 for an await that never ends.
process.once('uncaughtException', (error) => {
  void failed(error, process).then((status) => process.exit(status));
});
process.exitCode = 1;
process.exitCode = await runTerminal(process.argv.slice(2), process, await packageVersion());
