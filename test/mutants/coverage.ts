/** Which tests run which characters of src/: measured once for each test file, as long as nothing that it loads changes. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { countsOf, type Script } from '../hostile/fuzz/coverage.ts';
import { runTests } from './testRun.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'out/mutants/coverage');
/** Tests of these folders load src/ as it is; those in browsers and in VS Code run bundles. */
const FOLDERS = ['unit', 'hostile', 'oracle'];
/**
 * Those whose findings are left to chance, that look at the tests themselves, or that run compilers and emulators for
 * minutes.
 */
const LEFT_OUT =
  /^(hostile\/(fuzz|fuzzer|coverage)|oracle\/(?!live|built|crel|programs|names|layouts|demangle))/;
/** A test file that takes more of the processor comes too dear for hundreds of mutants. */
const LONGEST_MS = 25_000;
/** The machine may be busy with something else. */
const PATIENCE = 10;

/** USER_HZ, the same on every architecture of Linux. */
const MS_PER_TICK = 10;

export interface TestFile {
  /** "test/unit/elf/hash.test.ts" */
  readonly file: string;
  /** Of the processor's time, which does not depend on what else runs. */
  readonly ms: number;
  readonly passed: boolean;
  /** Below src/, the ranges of what was run: start, end, start, end, ... */
  readonly reached: Readonly<Record<string, readonly number[]>>;
  /** What was loaded, with a digest of each file's text. */
  readonly loaded: Readonly<Record<string, string>>;
}

/** The test files that are asked and can be used; `progress` hears of those that are measured. */
export async function measuredTests(
  isAsked: (file: string) => boolean,
  progress: (measured: TestFile) => void,
): Promise<readonly TestFile[]> {
  mkdirSync(folder, { recursive: true });
  const tests: TestFile[] = [];
  for (const file of testFiles().filter(isAsked)) {
    const known = kept(file);
    const measured = known ?? (await measure(file));
    if (known === undefined) {
      writeFileSync(keptAt(file), JSON.stringify(measured));
      progress(measured);
    }
    if (measured.passed && measured.ms < LONGEST_MS) tests.push(measured);
  }
  return tests;
}

/** Whether a test runs what stands at a place of a file below src/. */
export function reaches({ reached }: TestFile, file: string, at: number): boolean {
  const ranges = reached[file];
  if (ranges === undefined) return false;
  for (let i = 0; i < ranges.length; i += 2) {
    if (at >= (ranges[i] ?? 0) && at < (ranges[i + 1] ?? 0)) return true;
  }
  return false;
}

function testFiles(): readonly string[] {
  return FOLDERS.flatMap((each) =>
    readdirSync(path.join(root, 'test', each), { recursive: true, encoding: 'utf8' })
      .map((name) => `${each}/${name}`)
      .filter((name) => name.endsWith('.test.ts') && !LEFT_OUT.test(name))
      .map((name) => `test/${name}`)
      .toSorted(),
  );
}

function keptAt(file: string): string {
  return path.join(folder, `${file.replaceAll('/', '+')}.json`);
}

function kept(file: string): TestFile | undefined {
  if (!existsSync(keptAt(file))) return undefined;
  const test = JSON.parse(readFileSync(keptAt(file), 'utf8')) as TestFile;
  const same = Object.entries(test.loaded).every(([name, digest]) => digestOf(name) === digest);
  return same ? test : undefined;
}

async function measure(file: string): Promise<TestFile> {
  const counted = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-mutants-'));
  // Some tests run as another user.
  chmodSync(counted, 0o777);
  try {
    const start = childrenMs();
    // V8 counts nothing that comes out of a cache of compiled code.
    const environment = { NODE_V8_COVERAGE: counted, NODE_COMPILE_CACHE: '' };
    const outcome = await runTests([file], environment, PATIENCE * LONGEST_MS);
    const ms = childrenMs() - start;
    const scripts = readdirSync(counted).flatMap((name) => scriptsIn(path.join(counted, name)));
    const loaded = new Set([file, ...scripts.map(({ name }) => name)]);
    return {
      file,
      ms,
      passed: outcome === 'passed',
      reached: reachedBy(scripts),
      loaded: Object.fromEntries([...loaded].toSorted().map((name) => [name, digestOf(name)])),
    };
  } finally {
    rmSync(counted, { recursive: true, force: true });
  }
}

/** Processor time of all processes that this one has waited for, with theirs: proc(5), cutime and cstime in ticks. */
function childrenMs(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(13, 15)
    .map(Number);
  return (user + system) * MS_PER_TICK;
}

interface Counted {
  /** "src/elf/header.ts" */
  readonly name: string;
  readonly functions: Script['functions'];
}

/** Those of this project; nothing of a process that was ended while it wrote. */
function scriptsIn(file: string): Counted[] {
  let result: Script[];
  try {
    ({ result } = JSON.parse(readFileSync(file, 'utf8')) as { result: Script[] });
  } catch {
    return [];
  }
  return result
    .filter(({ url }) => url.startsWith('file:'))
    .map(({ url, functions }) => ({ name: path.relative(root, fileURLToPath(url)), functions }))
    .filter(({ name }) => /^(src|test)\/.*\.ts$/.test(name));
}

function reachedBy(scripts: readonly Counted[]): Record<string, number[]> {
  const characters = new Map<string, Uint8Array>();
  for (const { name, functions } of scripts) {
    if (!name.startsWith('src/')) continue;
    const counts = countsOf(functions);
    const known = characters.get(name) ?? new Uint8Array(counts.length);
    for (let at = 0; at < counts.length; at++) if (counts[at] === 1) known[at] = 1;
    characters.set(name, known);
  }
  return Object.fromEntries(
    [...characters].map(([name, known]) => [name.slice('src/'.length), rangesOf(known)]),
  );
}

function rangesOf(reached: Uint8Array): number[] {
  const ranges: number[] = [];
  let before = 0;
  for (let at = 0; at <= reached.length; at++) {
    const now = reached[at] ?? 0;
    if (now !== before) ranges.push(at);
    before = now;
  }
  return ranges;
}

/** '' for a file that is gone. */
function digestOf(name: string): string {
  const file = path.join(root, name);
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16) : '';
}
