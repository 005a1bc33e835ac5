#!/usr/bin/env node
/** The terminal face: arguments in, report out, one sentence when there is none. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { help } from './cli/help.ts';
import { writeAll } from './cli/output.ts';

/** The same file beside src/ and beside dist/. */
function packageVersion(): string {
  const text = readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8');
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

// What no promise of ours carries (unhandled rejections come here as well); Node's own status is another one, 7 for a
// failing handler.
process.once('uncaughtException', (error) => {
  void terminal()
    .then(({ failed }) => failed(error, process))
    .then((status) => process.exit(status));
});
// As it is when a promise of ours never ends, and Node has nothing left to do.
process.exitCode = 1;
void run(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
