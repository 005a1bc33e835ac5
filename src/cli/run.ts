/** What the terminal face does with its arguments; it knows the process by the streams it is given alone. */
import type { Writable } from 'node:stream';
import { shown } from '../elf/bytes/printable.ts';
import { noCommand } from '../report/formats/workflowCommand.ts';
import { parseCommand } from './arguments.ts';
import type { Command } from './command.ts';
import { help } from './help.ts';
import { tryWriting, writeAll } from './output.ts';
import { errorSentence, UsageError } from './refusal.ts';

/** `process` is one; a stream is fetched when it is needed, since even that can fail (a terminal that has gone). */
export interface Streams {
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/**
 * Writes what the arguments ask for. Resolves with the exit status, whatever goes wrong: 0 a report was written, 1
 * there is no image to report on or no report could be written, 2 wrong usage, 3 a requirement is not fulfilled;
 * whether standard error can be written changes nothing.
 * @param version of the program, without its name
 */
export async function runTerminal(
  args: readonly string[],
  streams: Streams,
  version: string,
): Promise<0 | 1 | 2 | 3> {
  try {
    return await run(parseCommand(args), streams, version);
  } catch (error) {
    return failed(error, streams);
  }
}

/** Each command is loaded when it is given: most of what the others need would be read for nothing. */
async function run(command: Command, streams: Streams, version: string): Promise<0 | 1 | 2 | 3> {
  const generator = `vdso-explorer ${version}`;
  switch (command.kind) {
    case 'help':
      await writeAll(streams.stdout, [help]);
      return 0;
    case 'version':
      await writeAll(streams.stdout, [`${version}\n`]);
      return 0;
    case 'completions': {
      const { completions } = await import('./completions.ts');
      await writeAll(streams.stdout, [completions(command.shell)]);
      return 0;
    }
    case 'inspect': {
      const { inspect } = await import('./inspect.ts');
      await inspect(command, generator, streams.stdout, () => streams.stderr);
      return 0;
    }
    case 'clock': {
      const { clock } = await import('./clock.ts');
      await clock(command, generator, streams.stdout);
      return 0;
    }
    case 'atlas': {
      const { atlas } = await import('./atlas.ts');
      await atlas(command, generator, streams.stdout);
      return 0;
    }
    case 'diff':
      try {
        const { diff } = await import('./diff.ts');
        return await diff(command, generator, streams.stdout, streams.stderr);
      } catch (error) {
        // As diff has it: 1 says that there is a difference.
        await failed(error, streams);
        return 2;
      }
    case 'matrix': {
      const { matrix } = await import('./matrix.ts');
      return matrix(command, generator, streams.stdout, streams.stderr);
    }
    case 'check': {
      const { check } = await import('./check.ts');
      return check(command, generator, streams.stdout, streams.stderr);
    }
  }
}

/** Says why, and resolves with the exit status. */
export async function failed(error: unknown, streams: Streams): Promise<1 | 2> {
  await tryWriting(() => streams.stderr, [`${noCommand(shown(errorSentence(error)))}\n`]);
  return error instanceof UsageError ? 2 : 1;
}
