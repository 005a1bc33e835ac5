/** A folder of this thread's own, gone when the program ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

let folder: string | undefined;

export function scratch(): string {
  if (folder === undefined) {
    const made = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-fuzz-'));
    process.on('exit', () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}
