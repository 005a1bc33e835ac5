/** Which files of src/ the fuzzer loads: those that its rooms import, at any remove, and the programs they start. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
/** Started in processes and threads of their own (rooms/program.ts, rooms/worker.ts). */
const started = ['src/cli.ts', 'src/session/worker/worker.ts'];

/** "src/…" of each. What is imported as a type only is not loaded. */
export function reachedFiles(): ReadonlySet<string> {
  const loaded = loadedBy(['test/hostile/fuzz/rooms.ts', ...started]);
  return new Set([...loaded].filter((file) => file.startsWith('src/')));
}

/** Whether a file, or one that it loads, knows VS Code's API. */
export function knowsVsCode(file: string): boolean {
  if (/^import .*from 'vscode';$/m.test(textOf(file))) return true;
  return [...loadedBy([file])].some((each) => moduleOf(each).loadsVsCode);
}

function loadedBy(files: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    waiting.push(...moduleOf(file).imports);
  }
  return seen;
}

function textOf(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

interface Module {
  readonly imports: readonly string[];
  readonly loadsVsCode: boolean;
}

/** Hundreds of files lead to the same ones. */
const modules = new Map<string, Module>();

function moduleOf(file: string): Module {
  const known = modules.get(file);
  if (known !== undefined) return known;
  const text = textOf(file);
  const loadsVsCode = /^import (?!type\b).*from 'vscode';$/m.test(text);
  const read = { imports: importsOf(file, text), loadsVsCode };
  modules.set(file, read);
  return read;
}

function importsOf(file: string, text: string): readonly string[] {
  const statements = text.matchAll(
    /(?:^|\n)(?:import|export)\s+(?!type\b)[^;]*?from '(\.[^']+)'|import\('(\.[^']+)'\)/g,
  );
  return [...statements].map(([, from, dynamic]) =>
    path.join(path.dirname(file), (from ?? dynamic ?? '').replace(/\.js$/, '.ts')),
  );
}
