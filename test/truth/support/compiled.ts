/** Shims compiled with a consumer's sources, kept in the cache as long as nothing of them changes. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TruthConsumer } from '../consumer.ts';
import { cache, type Sources } from './archive.ts';
import { compileGo } from './compiledGo.ts';
import { compileRust } from './compiledRust.ts';
import type { Target } from './targets.ts';

const run = promisify(execFile);
const shims = path.join(import.meta.dirname, '../shims');

/** @returns the program's path */
export async function compiled(
  consumer: TruthConsumer,
  sources: Sources,
  target: Target,
  own: readonly string[],
): Promise<string> {
  const plus = consumer.shim.endsWith('.cc');
  const compiler = plus ? target.cxx : target.cc;
  const flags = [
    ...target.flags,
    '-w',
    '-O1',
    '-fno-builtin',
    `-I${sources.folder}`,
    ...own.map((flag) => (/^-I[^/]/.test(flag) ? `-I${path.join(shims, flag.slice(2))}` : flag)),
  ];
  const hash = createHash('sha256').update(JSON.stringify([compiler, flags, sources.version]));
  for (const name of (await readdir(shims, { recursive: true })).sort()) {
    if (/\.(c|cc|h|rs|go)$/.test(name)) hash.update(await readFile(path.join(shims, name)));
  }
  const program = path.join(
    cache,
    'programs',
    `${consumer.id}-${sources.upstream}-${target.name}-${hash.digest('hex').slice(0, 16)}`,
  );
  if (existsSync(program)) return program;
  await mkdir(path.dirname(program), { recursive: true });
  const made = `${program}.${process.pid}`;
  if (consumer.shim.endsWith('.go')) {
    await compileGo(path.join(shims, consumer.shim), sources.folder, made);
    await rename(made, program);
    return program;
  }
  const main = `${made}.o`;
  try {
    await run('nice', [
      '-n',
      '5',
      target.cc,
      ...target.flags,
      '-c',
      '-O1',
      '-o',
      main,
      path.join(shims, 'main.c'),
    ]);
    if (consumer.shim.endsWith('.rs')) {
      await compileRust(path.join(shims, consumer.shim), sources.folder, main, made, own);
      await rename(made, program);
      return program;
    }
    const language = plus ? ['-std=c++17'] : [];
    await run('nice', [
      '-n',
      '5',
      compiler,
      ...language,
      ...flags,
      `-I${shims}`,
      '-o',
      made,
      path.join(shims, consumer.shim),
      main,
    ]);
    await rename(made, program);
    return program;
  } finally {
    await rm(main, { force: true });
  }
}
