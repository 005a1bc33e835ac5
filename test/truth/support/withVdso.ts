/** programs/withVdso.c, compiled: it runs a program with another vDSO. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
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
  const source = path.join(import.meta.dirname, '../programs', `${name}.c`);
  const compiler = tool('GCC').path;
  const hash = createHash('sha256')
    .update(JSON.stringify([compiler, flags]))
    .update(await readFile(source));
  const program = path.join(folder, `${name}-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(program)) return program;
  const made = `${program}.${process.pid}`;
  await run(compiler, [...flags, '-o', made, source]);
  await rename(made, program); // another test may be running the one there
  return program;
}
