/** programs/withVdso.c, compiled: it runs a program with another vDSO. */
import { execFile } from 'node:child_process';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { tool } from '../../support/tool.ts';
import { cache } from './archive.ts';

const run = promisify(execFile);

export const withVdsoProgram = (): Promise<string> => compileProgram('withVdso', ['-O1']);

/** @param name of a file in programs/ @returns the program's path */
export async function compileProgram(name: string, flags: readonly string[]): Promise<string> {
  const folder = path.join(cache, 'programs');
  await mkdir(folder, { recursive: true });
  const program = path.join(folder, name);
  const source = path.join(import.meta.dirname, '../programs', `${name}.c`);
  const made = `${program}.${process.pid}`;
  await run(tool('GCC').path, [...flags, '-o', made, source]);
  await rename(made, program); // another test may be running the one there
  return program;
}
