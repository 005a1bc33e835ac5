/**
 * Files of src/ that the fuzzer does not reach, or of which it reaches less than half, each with the reason.
 * test/hostile/coverage.test.ts holds them against what the rooms load, `npm run fuzz:coverage` against what was counted.
 */
import { knowsVsCode } from './reach.ts';

/** Loaded by no room, beside those that know VS Code. */
export const unreached: Readonly<Record<string, string>> = {
  'src/editor/changedFile.ts':
    'decides by times and sizes of a file; test/unit/editor/changedFile.test.ts calls it',
  'src/editor/clockTime.ts': 'a time of ours',
  'src/editor/sampleSource.ts': 'a text of ours',
  'src/editor/opening.ts': 'types, and what files that know VS Code open with',
  'src/library.ts': 'hands on what the rooms call by itself; test/packages calls it',
};

/** Loaded, and for the most part not run. */
export const barely: Readonly<Record<string, string>> = {
  'src/cli/interruption.ts': 'needs signals in the middle of writing; test/unit/cli/dump.test.ts sends them',
  'src/session/worker/worker.ts':
    'its threads are ended from outside, and V8 does not count those; the worker room asks it all',
  'src/session/worker/workerLook.ts':
    'a thread for what the editor room does in its own; test/unit/session/containers asks it the same',
};

/** Why a file that no room loads is not loaded; undefined where nothing says so. */
export function whyUnreached(file: string): string | undefined {
  if (file.startsWith('src/web/'))
    return 'stands in for a module of Node in a browser; test/e2e/web.test.ts runs it there';
  return knowsVsCode(file)
    ? 'runs only within VS Code; test/vscode and test/e2e use it there'
    : unreached[file];
}
