#!/usr/bin/env node
/** The terminal face: arguments in, report out, one sentence when there is none. */
import { readFileSync } from 'node:fs';
import { help } from './cli/help.ts';
import { writeAll } from './cli/output.ts';

/** The same file beside src/ and beside dist/. */
function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** What needs none of the rest, which takes as long to load as Node does. */
const answers: Readonly<Record<string, () => string>> = {
  '--help': () => help,
  '-h': () => help,
  '--version': () => `${packageVersion()}\n`,
  '-V': () => `${packageVersion()}\n`,
};

async function run(args: readonly string[]): Promise<number> {
  const [first = ''] = args;
  const answer = args.length === 1 && Object.hasOwn(answers, first) ? answers[first] : undefined;
  if (answer !== undefined) {
    try {
      await writeAll(process.stdout, [answer()]);
      return 0;
    } catch (error) {
      return (await terminal()).failed(error, process);
    }
  }
  return (await terminal()).runTerminal(args, process, packageVersion());
}

function terminal() {
  return import('./cli/run.ts');
}

// What no promise of ours carries (unhandled rejections come here as well). Node's own statuses are other ones:
// 7 for a failing handler, 13 for an await that never ends.
process.once('uncaughtException', (error) => {
  void terminal()
    .then(({ failed }) => failed(error, process))
    .then((status) => process.exit(status));
});
process.exitCode = 1;
process.exitCode = await run(process.argv.slice(2));
