import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, beforeEach, type TestContext } from 'node:test';
import type { Settings } from './server.ts';
import { endShared } from './shared.ts';
import { packageExtension } from './vsix.ts';
import { webExtension } from './webExtension.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

export interface Scene {
  /** Files of the workspace folder, by relative path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly settings?: Settings;
  /** Install the extension from a VSIX, as users do, instead of loading it from the work tree. */
  readonly installed?: boolean;
  /** Run the extension in the browser's extension host, by its `browser` entry. */
  readonly web?: boolean;
  /** The display language: "zh-cn". */
  readonly language?: string;
}

/** What is open: one at a time, whichever file's tests run. */
let current: { readonly scene: unknown; readonly opened: Promise<Open> } | undefined;
/** One of a scene that asks for nothing but files stays for the next such: opening one takes 15 s of a processor. */
let kept: Open | undefined;

interface Open {
  readonly workbench: Workbench;
  close(): Promise<void>;
}

/**
 * Opens one workbench for all tests of a file, at the first of them, on a workspace folder of its own. When a test
 * fails, what the window showed is saved in out/screenshots/failed/.
 * @param file whose tests: `import.meta.filename`. One process runs those of all files, and calls the hooks of all
 * @param scene made when it is needed, where it is a function
 * @returns the open workbench, to be asked for inside a test
 */
export function useWorkbench(file: string, scene: Scene | (() => Promise<Scene>) = {}): () => Workbench {
  let workbench: Workbench | undefined;

  beforeEach(async (context) => {
    if (!isIn(file, context)) return;
    if (current?.scene !== scene) {
      await closeCurrent();
      current = {
        scene,
        opened: (typeof scene === 'function' ? scene() : Promise.resolve(scene)).then(openScene),
      };
    }
    // One that could not be opened fails every test, and is not tried again.
    workbench = (await current.opened).workbench;
  });

  afterEach(async (context) => {
    const test = context as TestContext & { readonly passed: boolean }; // not in the types of Node 20
    if (!isIn(file, context) || test.passed || workbench === undefined) return;
    const picture = await workbench.savePicture(`failed/${test.name.replaceAll(/[^\w.-]+/g, ' ')}`);
    console.log(`What the window showed when "${test.name}" failed: ${picture}`);
  });

  after(async () => {
    await closeCurrent();
    await kept?.close();
    kept = undefined;
    await endShared();
  });

  return () => {
    if (workbench === undefined) throw new Error('The workbench is not open yet: ask for it inside a test.');
    return workbench;
  };
}

/** The test's file is not in the types of Node 20. */
function isIn(file: string, context: unknown): boolean {
  return (context as { readonly filePath?: string }).filePath === file;
}

async function openScene(scene: Scene): Promise<Open> {
  const { settings, language, files = {} } = scene;
  const isPlain = !(settings || language || scene.installed || scene.web);
  if (isPlain && kept && (await startOver(kept.workbench, scene))) return kept;
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-workspace-'));
  await writeFiles(folder, files);
  const workbench = await openWorkbench({
    folder,
    ...(settings && { settings }),
    ...(language !== undefined && { language }),
    ...(scene.installed && { vsix: await packageExtension() }),
    ...(scene.web && { extension: await webExtension() }),
  });
  const close = async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  };
  const open = { workbench, close };
  if (isPlain) {
    await kept?.close();
    kept = open;
  }
  return open;
}

/** Whether a window that served another scene can serve this one: a failed test may have left anything behind. */
async function startOver(workbench: Workbench, { files = {} }: Scene): Promise<boolean> {
  const { folder } = workbench;
  const replaceFiles = async () => {
    for (const name of await readdir(folder)) await rm(path.join(folder, name), { recursive: true });
    await writeFiles(folder, files);
  };
  try {
    await workbench.startOver(replaceFiles, [
      ...new Set(Object.keys(files).map((name) => name.split('/')[0] ?? '')),
    ]);
    return true;
  } catch (error) {
    console.log(`A window that was to be used again is opened anew: ${error}`);
    return false;
  }
}

async function writeFiles(folder: string, files: NonNullable<Scene['files']>): Promise<void> {
  for (const [name, contents] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, contents);
  }
}

async function closeCurrent(): Promise<void> {
  const ending = current;
  current = undefined;
  const open = await ending?.opened.catch(() => undefined); // its tests have told
  if (open !== kept) await open?.close();
}
