/** Programs built offline by one of Debian's Go toolchains. */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { cache } from './archive.ts';

const run = promisify(execFile);

/** Of a runtime for another machine, on a busy one. */
const TIME_LIMIT = 900_000;

export interface GoToolchain {
  /** GOROOT. */
  readonly root: string;
  readonly release: string;
}

export interface GoProgram {
  readonly file: string;
  /** Addresses, in hexadecimal, of the variables that the vDSO's functions are kept in: by name. */
  readonly variables: ReadonlyMap<string, string>;
}

/** @param main the text of main.go @param goarch of the program; absent: this machine's */
export async function buildGo(
  { root, release }: GoToolchain,
  main: string,
  folder: string,
  goarch?: string,
): Promise<GoProgram> {
  const file = path.join(folder, 'program');
  await writeFile(path.join(folder, 'main.go'), main);
  const built = path.join(cache, 'go-build', release);
  await mkdir(built, { recursive: true });
  const env = {
    ...process.env,
    GOROOT: root,
    GOCACHE: built,
    GOTOOLCHAIN: 'local',
    GOFLAGS: '',
    GO111MODULE: 'off',
    CGO_ENABLED: '0',
    ...(goarch === undefined ? {} : { GOARCH: goarch }),
  };
  const go = path.join(root, 'bin/go');
  const options = { cwd: folder, env, timeout: TIME_LIMIT, maxBuffer: 1 << 26 };
  await run('nice', ['-n', '5', go, 'build', '-p', '1', '-o', file, 'main.go'], options);
  const { stdout } = await run(go, ['tool', 'nm', file], options);
  const found = [...stdout.matchAll(/^ *([0-9a-f]+) \w runtime\.(vdso\w+Sym)$/gm)];
  return { file, variables: new Map(found.map(([, address = '', name = '']) => [name, address])) };
}
