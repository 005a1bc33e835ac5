/** The files of a source tree, as VS Code would open them. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { hoverSelector } from '../../../src/language/syntax/languages.ts';
import type { SourceTree } from '../trees.ts';

export interface SourceFile {
  /** Below the tree's top folder. */
  readonly name: string;
  readonly languageId: string;
  readonly text: string;
}

/** Identifiers of VS Code's own languages, and of the extensions for assembly that are installed for nobody. */
const languageIds: Readonly<Record<string, string>> = {
  c: 'c',
  cc: 'cpp',
  cpp: 'cpp',
  go: 'go',
  h: 'cpp',
  hpp: 'cpp',
  rs: 'rust',
  zig: 'zig',
};

const otherLanguages = ['s', 'S', 'lds'];

function languageOf(name: string): string | undefined {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  return languageIds[extension] ?? (otherLanguages.includes(extension) ? 'plaintext' : undefined);
}

/** Whether hovers are asked for at all. */
export function isAsked({ name, languageId }: Pick<SourceFile, 'name' | 'languageId'>): boolean {
  return hoverSelector.some(
    ({ language, pattern }) =>
      (language !== undefined && language === languageId) ||
      (pattern !== undefined && path.matchesGlob(name, pattern)),
  );
}

/** Those that mention the vDSO at all, in order of their names. @param folder where the package is */
export async function filesOf({ folders }: SourceTree, folder: string): Promise<readonly SourceFile[]> {
  const top = folders ?? [''];
  const names = await Promise.all(
    top.map(async (each) =>
      (await readdir(path.join(folder, each), { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))),
    ),
  );
  const files: SourceFile[] = [];
  for (const name of [...new Set(names.flat())].sort()) {
    const languageId = languageOf(name);
    if (languageId === undefined) continue;
    const text = await readFile(path.join(folder, name), 'utf8');
    if (vdsoLike.test(text)) files.push({ name, languageId, text });
  }
  return files;
}

const vdsoLike = /vdso|vsyscall|vgetrandom|AT_SYSINFO_EHDR|__kernel_|LINUX_\d/i;
