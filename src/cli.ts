/** The terminal face: arguments in, report out, one sentence when there is none. */
import { readFile } from 'node:fs/promises';
import { type Command, parseCommand, UsageError } from './cli/arguments.ts';
import { atlas } from './cli/atlas.ts';
import { check } from './cli/check.ts';
import { help, sentences } from './cli/english.ts';
import { inspect } from './cli/inspect.ts';
import { tryWriting, writeAll } from './cli/output.ts';
import { Refusal } from './cli/refusal.ts';
import { shown } from './elf/bytes/printable.ts';
import { SourceError } from './sources/sourceError.ts';

/** The same file beside src/ and beside dist/. */
async function packageVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Resolves with the exit status. */
async function run(command: Command): Promise<0 | 3> {
  const version = await packageVersion();
  switch (command.kind) {
    case 'help':
      await writeAll(process.stdout, [help]);
      return 0;
    case 'version':
      await writeAll(process.stdout, [`${version}\n`]);
      return 0;
    case 'inspect':
      await inspect(command, `vdso-explorer ${version}`, process.stdout);
      return 0;
    case 'atlas':
      await atlas(command, `vdso-explorer ${version}`, process.stdout);
      return 0;
    case 'check': {
      const { stdout, stderr } = process;
      return (await check(command, `vdso-explorer ${version}`, stdout, stderr)) ? 0 : 3;
    }
  }
}

/**
 * 0 a report was written, 1 there is no image to report on or no report could be written, 2 wrong usage, 3 a
 * requirement is not fulfilled; whether standard error can be written changes nothing.
 */
async function main(args: readonly string[]): Promise<number> {
  try {
    return await run(parseCommand(args));
  } catch (error) {
    return failed(error);
  }
}

/** Says why, and resolves with the exit status. */
async function failed(error: unknown): Promise<number> {
  await tryWriting(() => process.stderr, [`${shown(sentenceOf(error))}\n`]);
  return error instanceof UsageError ? 2 : 1;
}

function sentenceOf(error: unknown): string {
  if (error instanceof UsageError) return `${error.message} ${sentences.usageHint}`;
  if (error instanceof Refusal || error instanceof SourceError) return error.message;
  return sentences.defect(error instanceof Error ? error.message : String(error));
}

// What no promise of ours carries (unhandled rejections come here as well). Node's own statuses are other ones:
// 7 for a failing handler, 13 for an await that never ends.
process.once('uncaughtException', (error) => {
  void failed(error).then((status) => process.exit(status));
});
process.exitCode = 1;
process.exitCode = await main(process.argv.slice(2));
