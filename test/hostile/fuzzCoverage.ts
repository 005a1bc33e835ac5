/**
 * `npm run fuzz:coverage -- [--count N | --seconds N] [--seed S] [--room NAME]`: the fuzzer, and how much of each file of src/ it
 * reached. Fails when the fuzzer does, and with a --count large enough to tell when a file is less than half reached and
 * nothing says why (fuzz/excused.ts).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { coverageOf, type FileCoverage } from './fuzz/coverage.ts';
import { barely, whyUnreached } from './fuzz/excused.ts';
import { reachedFiles } from './fuzz/reach.ts';

/** Inputs from which on a file that was not reached is none that merely had no turn. */
const TELLING = 20_000;
const HALF = 0.5;
const reached = reachedFiles();

const given = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-coverage-'));
try {
  const script = path.join(import.meta.dirname, 'fuzz.ts');
  const env = { ...process.env, NODE_V8_COVERAGE: folder, NODE_DISABLE_COMPILE_CACHE: '1' };
  const { status } = spawnSync(process.execPath, [script, ...given], { stdio: 'inherit', env });
  const files = coverageOf(folder).filter(({ lines }) => lines > 0);
  for (const each of files) console.log(describe(each));
  console.log(total(files));
  const unexplained = files.filter((each) => share(each) < HALF && reasonOf(each) === undefined);
  const outdated = files.filter((each) => share(each) >= HALF && reasonOf(each) !== undefined);
  for (const { file } of unexplained) console.log(`less than half, and no reason given: ${file}`);
  for (const { file } of outdated) console.log(`more than half, and still excused: ${file}`);
  const telling = countOf(given) >= TELLING;
  process.exitCode = status !== 0 || (telling && unexplained.length + outdated.length > 0) ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function share({ lines, covered }: FileCoverage): number {
  return covered / lines;
}

function reasonOf({ file }: FileCoverage): string | undefined {
  return barely[file] ?? (reached.has(file) ? undefined : whyUnreached(file));
}

function describe(each: FileCoverage): string {
  const percent = `${Math.round(100 * share(each))}%`;
  const reason = reasonOf(each);
  return `${percent.padStart(5)}  ${each.file} (${each.covered} of ${each.lines} lines)${reason === undefined ? '' : `: ${reason}`}`;
}

function total(files: readonly FileCoverage[]): string {
  const sum = (some: readonly FileCoverage[], of: 'lines' | 'covered') =>
    some.reduce((all, each) => all + each[of], 0);
  const loaded = files.filter(({ file }) => reached.has(file));
  const words = (some: readonly FileCoverage[]) =>
    `${sum(some, 'covered')} of ${sum(some, 'lines')} lines in ${some.length} files (${Math.round((100 * sum(some, 'covered')) / sum(some, 'lines'))}%)`;
  return `reached: ${words(files)}; without the files that no room loads: ${words(loaded)}`;
}

function countOf(args: readonly string[]): number {
  const at = args.indexOf('--count');
  return at < 0 ? 0 : Number(args[at + 1]);
}
