import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, type TestContext } from 'node:test';
import type { Settings } from './server.ts';
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
  /** URI of a file to open at once. */
  readonly openFile?: string;
}

/**
 * Opens one workbench for all tests of the file (or `describe`) that calls this, on a workspace folder of its own.
 * When a test fails, what the window showed is saved in out/screenshots/failed/.
 * @returns the open workbench, to be asked for inside a test
 */
export function useWorkbench(scene: Scene = {}): () => Workbench {
  let folder: string | undefined;
  let workbench: Workbench | undefined;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-workspace-'));
    for (const [name, contents] of Object.entries(scene.files ?? {})) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, contents);
    }
    const { settings, language, openFile } = scene;
    workbench = await openWorkbench({
      folder,
      ...(settings && { settings }),
      ...(language !== undefined && { language }),
      ...(openFile !== undefined && { openFile }),
      ...(scene.installed && { vsix: await packageExtension() }),
      ...(scene.web && { extension: await webExtension() }),
    });
  });

  afterEach(async (context) => {
    const test = context as TestContext & { readonly passed: boolean }; // not in the types of Node 20
    if (test.passed || workbench === undefined) return;
    const file = await workbench.screenshot(`failed/${test.name.replaceAll(/[^\w.-]+/g, ' ')}`);
    console.log(`What the window showed when "${test.name}" failed: ${file}`);
  });

  after(async () => {
    await workbench?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  return () => {
    if (workbench === undefined) throw new Error('The workbench is not open yet: ask for it inside a test.');
    return workbench;
  };
}
