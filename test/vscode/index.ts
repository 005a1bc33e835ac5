// The extension tests' entry inside the extension host. `esbuild.mjs --tests` puts every test/vscode/*.test.ts behind
// the `run()` that VS Code's server and desktop VS Code (@vscode/test-electron) both call.

import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';

/** One line of the results file. A file without `end` is one of a run that was cut off. */
export type ResultLine =
  | {
      readonly event: 'passed' | 'failed' | 'skipped';
      readonly title: string;
      readonly durationMs: number;
      readonly error?: string;
    }
  | { readonly event: 'end' };

/**
 * @param loadTests loads the test files, with Mocha's `suite` and `test` in place
 * @throws when a test failed or there is none; VS Code turns that into exit code 1
 */
export async function runSuite(loadTests: () => void): Promise<void> {
  // Whoever counts names a file for the results; without it (F5 in VS Code) they go to the debug console.
  const file = process.env['EXTENSION_TEST_RESULTS'];
  const reporter = file === undefined ? 'spec' : reporterInto(file);
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 30_000, reporter });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  loadTests();
  const failures = await new Promise<number>((resolve) => void mocha.run(resolve));
  if (mocha.suite.total() === 0) throw new Error('There are no extension tests.');
  if (failures > 0) throw new Error(`${failures} extension tests failed.`);
}

/** A reporter that writes each result as it comes, so that after a hang the file tells how far the tests got. */
function reporterInto(file: string): Mocha.ReporterConstructor {
  const write = (line: ResultLine) => appendFileSync(file, `${JSON.stringify(line)}\n`);
  const result = (event: 'passed' | 'failed' | 'skipped', test: Mocha.Runnable, error?: Error) =>
    write({
      event,
      title: test.titlePath().join(' > '),
      durationMs: test.duration ?? 0,
      ...(error && { error: error.stack ?? error.message }),
    });
  return class extends Mocha.reporters.Base {
    constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
      super(runner, options);
      runner.on('pass', (test) => result('passed', test));
      runner.on('fail', (test, error) => result('failed', test, error));
      runner.on('pending', (test) => result('skipped', test));
      runner.on('end', () => write({ event: 'end' }));
    }
  };
}
