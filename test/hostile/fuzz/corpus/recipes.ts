/** How the files of real shape are made. Each in a folder of its own, which is gone afterwards. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findTool } from '../../../../scripts/setup/systemPackages.mjs';
import { buildCross } from '../../../oracle/cross/build.ts';
import { targets } from '../../../oracle/cross/targets.ts';
import { goCommand } from '../../../oracle/go/build.ts';

export interface Recipe {
  readonly what: string;
  /** As in scripts/setup/systemPackages.mjs. */
  readonly tool: string;
  readonly arguments: readonly string[];
  readonly source: string;
  /** Undefined where the machine makes none. */
  run(folder: string): Promise<Uint8Array | undefined>;
}

const goSource = 'package main\n\nfunc main() { println("here") }\n';
const cSource = `
__thread int counter;
int values[4] = { 1, 2, 3, 4 };
int exported(void) { return ++counter + values[counter & 3]; }
__attribute__((weak)) int weak_one(void) { return 1; }
static const char *names[] = { "one", "two" };
const char *name_of(int index) { return names[index & 1]; }
`;
const dyingSource = '#include <stdlib.h>\nint main(void) { abort(); }\n';
const startSource = `${cSource}\nvoid _start(void) { for (;;) exported(); }\n`;

export const recipes: readonly Recipe[] = [
  goProgram('amd64', ['-ldflags=-w']),
  goProgram('amd64', ['-ldflags=-s -w']),
  goProgram('amd64', ['-buildmode=pie', '-ldflags=-s -w']),
  goProgram('386', ['-ldflags=-s -w']),
  goProgram('arm64', ['-ldflags=-w']),
  goProgram('s390x', ['-ldflags=-s -w']),
  compiled('object file', ['-c'], cSource),
  compiled('object file with debug information', ['-c', '-g', '-ffunction-sections'], cSource),
  compiled('library', ['-shared', '-fPIC', '-Wl,-soname,libmade.so.1'], cSource),
  compiled('small static program', ['-static', '-nostdlib', '-Os'], startSource),
  compiled(
    'program at any address',
    ['-pie', '-fPIE', '-rdynamic'],
    `${cSource}int main(void) { return exported(); }\n`,
  ),
  kernelsCore(),
  ...['arm64', 's390x', 'armhf', 'riscv64'].flatMap(crossed),
];

function goProgram(goarch: string, flags: readonly string[]): Recipe {
  return {
    what: `Go program ${goarch} ${flags.join(' ')}`,
    tool: 'Go',
    arguments: [goarch, ...flags],
    source: goSource,
    async run(folder) {
      await writeFile(path.join(folder, 'main.go'), goSource);
      await goCommand(['build', ...flags, '-o', 'program', '.'], folder, goarch);
      return readFile(path.join(folder, 'program'));
    },
  };
}

function compiled(what: string, options: readonly string[], source: string): Recipe {
  return {
    what,
    tool: 'GCC',
    arguments: options,
    source,
    async run(folder) {
      await writeFile(path.join(folder, 'source.c'), source);
      execFileSync(findTool('GCC') ?? 'gcc', [...options, '-o', 'made', 'source.c'], { cwd: folder });
      return readFile(path.join(folder, 'made'));
    },
  };
}

/** Where the kernel writes core files elsewhere (/proc/sys/kernel/core_pattern) there is none; ours are in cores.ts. */
function kernelsCore(): Recipe {
  const program = compiled('', [], dyingSource);
  return {
    ...program,
    what: "kernel's core file",
    async run(folder) {
      await program.run(folder);
      spawnSync('sh', ['-c', 'ulimit -c unlimited; exec ./made'], { cwd: folder });
      const core = (await readdir(folder)).find((name) => name.startsWith('core'));
      return core === undefined ? undefined : readFile(path.join(folder, core));
    },
  };
}

/** An object file and a library of another machine, by its binutils. */
function crossed(name: string): Recipe[] {
  const target = targets.find((each) => each.name === name);
  if (target === undefined) throw new Error(`There is no target ${name}.`);
  return ['object file', 'library with both hash tables'].map((what) => ({
    what: `${what}, ${name}`,
    tool: `binutils for ${target.triplet}`,
    arguments: [],
    source: '',
    async run() {
      const cross = buildCross(target);
      try {
        return await readFile(cross.files.get(what) ?? '');
      } finally {
        cross.dispose();
      }
    },
  }));
}
