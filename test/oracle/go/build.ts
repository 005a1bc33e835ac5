/**
 * Builds Go programs offline with the installed Go, into a folder that is gone afterwards. A program is linked once for
 * each version of its sources: Go's own cache keeps what it compiles, and linking is what takes long.
 */
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../../scripts/setup/cache.mjs';
import { tool } from '../../support/tool.ts';

export const go = tool('Go');

/** Kept between runs: compiling the runtime for another GOARCH takes some seconds. */
const CACHE = path.join(cacheFolder, 'go-build');
const PROGRAMS = path.join(cacheFolder, 'go-programs');

const run = promisify(execFile);

export interface Program {
  readonly file: string;
  /** Address of a variable or function of the program, from `go tool nm`. */
  addressOf(symbol: string): Promise<bigint | undefined>;
}

/** Runs the go command; resolves with its output, rejects with what it wrote when it fails. */
export async function goCommand(
  args: readonly string[],
  cwd: string,
  goarch?: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'] ?? cwd,
    GO111MODULE: 'off',
    GOFLAGS: '',
    GOPROXY: 'off',
    GOTOOLCHAIN: 'local',
    CGO_ENABLED: '0',
    GOCACHE: CACHE,
    ...more,
    ...(goarch === undefined ? {} : { GOARCH: goarch }),
  };
  const { stdout } = await run(go.path, [...args], { cwd, env, maxBuffer: 1 << 26 });
  return stdout;
}

let release: Promise<string> | undefined;

/** The release of the installed Go: "1.19.8". */
export function goRelease(): Promise<string> {
  release ??= goCommand(['env', 'GOVERSION'], tmpdir()).then((version) => version.trim().replace(/^go/, ''));
  return release;
}

/** Compiles files (name to contents, or to the path of a file to copy) and hands the program to `use`. */
export async function withGoProgram<Result>(
  files: Readonly<Record<string, { readonly text: string } | { readonly from: string }>>,
  goarch: string,
  use: (program: Program) => Promise<Result>,
  flags: readonly string[] = [],
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-go-'));
  try {
    const recipe = createHash('sha256').update(JSON.stringify([await goRelease(), goarch, flags]));
    for (const [name, source] of Object.entries(files)) {
      const contents = 'text' in source ? source.text : await readFile(source.from);
      await writeFile(path.join(folder, name), contents);
      recipe.update(`\0${name}\0`).update(contents);
    }
    const file = path.join(folder, 'program');
    const kept = path.join(PROGRAMS, recipe.digest('hex'));
    if (
      !(await copyFile(kept, file).then(
        () => true,
        () => false,
      ))
    ) {
      await goCommand(['build', ...flags, '-o', 'program', '.'], folder, goarch);
      await keep(file, kept);
    }
    return await use({ file, addressOf: (symbol) => addressOf(file, symbol, folder) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Under another name until it is whole; a copy, because who uses a program may change its file. */
async function keep(file: string, kept: string): Promise<void> {
  await mkdir(PROGRAMS, { recursive: true });
  const unfinished = `${kept}.${randomUUID()}`;
  await copyFile(file, unfinished);
  await rename(unfinished, kept);
}

async function addressOf(file: string, symbol: string, cwd: string): Promise<bigint | undefined> {
  const listing = await goCommand(['tool', 'nm', file], cwd);
  for (const line of listing.split('\n')) {
    const [address, , name] = line.trim().split(/\s+/);
    if (name === symbol && address !== undefined) return BigInt(`0x${address}`);
  }
  return undefined;
}
