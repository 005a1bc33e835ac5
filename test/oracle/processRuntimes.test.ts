/** Which libc and release running programs have, against what the compilers' own libraries say of themselves. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import type { RuntimeFound } from '../../src/consumers/runtimes.ts';
import { notRoot, notX64 } from '../support/machine.ts';
import { whileRunning } from '../support/sleeper.ts';
import { tool } from '../support/tool.ts';
import { runCli } from '../unit/cli/support.ts';
import { assertValid } from '../unit/report/support.ts';
import { go, goCommand, goRelease, withGoProgram } from './go/build.ts';
import { glibcRelease, muslRelease } from './libcReleases.ts';

const run = promisify(execFile);
const gcc = tool('GCC');
const muslGcc = tool('musl-gcc');

const source = `
#include <stdio.h>
#include <string.h>
#include <unistd.h>
int main(int argc, char **argv) { puts(strerror(argc)); puts("ready"); fflush(stdout); pause(); return 0; }
`;

interface Recognized {
  readonly process: { readonly runtimes: readonly (RuntimeFound & { readonly consumer: string })[] };
  readonly consumers: readonly {
    readonly id: string;
    readonly name: string;
    readonly keys: readonly { readonly held?: { readonly value: string; readonly asExpected: boolean } }[];
  }[];
}

async function whileProgram(
  compiler: string,
  flags: readonly string[],
  use: (pid: number) => Promise<void>,
  user: { readonly uid?: number; readonly gid?: number } = {},
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-runs-'));
  try {
    await chmod(folder, 0o755);
    const file = path.join(folder, 'program');
    await writeFile(`${file}.c`, source);
    await run(compiler, [...flags, '-o', file, `${file}.c`]);
    await whileRunning([file], user, async ({ pid, says }) => {
      await says(/(ready)/);
      await use(pid);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function recognized(pid: number): Promise<Recognized> {
  const { stdout, stderr, code } = await runCli(['--pid', String(pid), '--json']);
  assert.equal(code, 0, stderr);
  return assertValid(stdout) as unknown as Recognized;
}

for (const [id, compiler, release] of [
  ['glibc', gcc, glibcRelease],
  ['musl', muslGcc, muslRelease],
] as const) {
  const skip = notX64 || compiler.skip;

  test(`a program linked with ${id} tells its release, and is asked about first`, { skip }, () =>
    whileProgram(compiler.path, [], async (pid) => {
      const report = await recognized(pid);
      const [runtime, ...others] = report.process.runtimes;
      assert.deepEqual([runtime?.consumer, runtime?.release], [id, await release()]);
      assert.match(runtime?.file ?? '', /libc/);
      assert.deepEqual(others, []);
      assert.equal(report.consumers[0]?.id, id);
      const check = await runCli(['check', '--pid', String(pid)]);
      assert.equal(check.code, 0, check.stdout);
      const [, required] = check.stdout.split(/^Required, since no --require .* what the process runs, .*$/m);
      assert.equal(required?.trim().replace(/ +/, ' '), `ok ${id}@${await release()}`);
      const asked = await runCli(['check', '--pid', String(pid), '--require', `${id}:all`]);
      assert.match(asked.stdout, new RegExp(`^ +found +\\S+ ${await release()} `, 'm'));
      assert.equal(asked.code, 0, asked.stdout);
    }),
  );

  // musl-gcc knows no -static-pie.
  for (const flags of [['-static', '-no-pie'], ...(id === 'glibc' ? [['-static-pie']] : [])]) {
    test(`a program with ${id} in itself is recognised, ${flags}`, { skip }, () =>
      whileProgram(compiler.path, flags, async (pid) => {
        const report = await recognized(pid);
        assert.deepEqual(report.process.runtimes, [{ consumer: id, systemCalls: [] }]);
        assert.equal(report.consumers[0]?.id, id);
      }),
    );
  }
}

test('a running Go program tells its release', { skip: notX64 || go.skip }, async () => {
  const text = 'package main\n\nimport "time"\n\nfunc main() { println("ready"); time.Sleep(time.Minute) }\n';
  await withGoProgram({ 'main.go': { text } }, 'amd64', ({ file }) =>
    whileRunning([file], {}, async ({ pid }) => {
      const report = await recognized(pid);
      assert.deepEqual(
        report.process.runtimes.map(({ consumer, release }) => [consumer, release]),
        [['go', await goRelease()]],
      );
      assert.deepEqual(
        report.consumers.slice(0, 2).map(({ id }) => id),
        ['go-program', 'go'],
      );
    }),
  );
});

for (const flags of [[], ['-ldflags=-s -w']]) {
  test(`each of two Go libraries in a C program holds what its own keys find ${flags}`, {
    skip: notX64 || go.skip || gcc.skip,
  }, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-shared-'));
    try {
      const main =
        'package main\n\nimport "C"\nimport "time"\n\n//export Now\nfunc Now() int64 { return time.Now().Unix() }\n\nfunc main() {}\n';
      const caller = source
        .replace(
          'puts("ready")',
          // A call waits until the library's runtime has started.
          'Now(); ((long long (*)(void))dlsym(dlopen(argv[1], RTLD_NOW | RTLD_LOCAL), "Now"))(); puts("ready")',
        )
        .replace('int main', '#include <dlfcn.h>\nlong long Now(void);\nint main');
      await writeFile(path.join(folder, 'main.go'), main);
      await goCommand(
        ['build', '-buildmode=c-shared', ...flags, '-o', 'libnow.so', 'main.go'],
        folder,
        undefined,
        { CGO_ENABLED: '1' },
      );
      // Another file, and so another library with a runtime of its own.
      const again = path.join(folder, 'libagain.so');
      await copyFile(path.join(folder, 'libnow.so'), again);
      await writeFile(path.join(folder, 'caller.c.txt'), caller);
      const file = path.join(folder, 'caller');
      await run(gcc.path, [
        '-x',
        'c',
        '-o',
        file,
        `${file}.c.txt`,
        '-x',
        'none',
        path.join(folder, 'libnow.so'),
        `-Wl,-rpath,${folder}`,
      ]);
      await whileRunning([file, again], {}, async ({ pid, says }) => {
        await says(/(ready)/);
        const report = await recognized(pid);
        const release = await goRelease();
        assert.deepEqual(
          report.process.runtimes.map((each) => [
            each.consumer,
            each.release,
            path.basename(each.file ?? ''),
          ]),
          [
            // In the order of their addresses: the one that was loaded last comes first.
            ['go', release, 'libagain.so'],
            ['go', release, 'libnow.so'],
            ['glibc', await glibcRelease(), 'libc.so.6'],
          ],
        );
        const [first, second, ...others] = report.consumers;
        assert.deepEqual([first?.id, first?.name], ['go-program', 'libagain.so, Go']);
        assert.deepEqual([second?.id, second?.name], ['go-program-2', 'libnow.so, Go']);
        assert.deepEqual(
          others.slice(0, 2).map(({ id }) => id),
          ['go', 'glibc'],
        );
        for (const { keys } of [first, second].filter((each) => each !== undefined)) {
          assert.ok(keys.length > 0);
          assert.ok(
            keys.every(({ held }) => held?.asExpected && held.value !== '0x0'),
            JSON.stringify(keys),
          );
        }
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

const NOBODY = 65534;

test(
  'another user’s own process is recognised without map_files',
  {
    skip: notX64 || gcc.skip || notRoot,
  },
  () =>
    whileProgram(
      gcc.path,
      [],
      async (pid) => {
        const script = path.resolve(import.meta.dirname, '../unit/sources/asOtherUser.ts');
        const { stdout } = await run(process.execPath, [script, String(NOBODY), `runtimes:${pid}`]);
        const [attempt] = JSON.parse(stdout) as { readonly message: string }[];
        const [runtime] = JSON.parse(attempt?.message ?? '') as RuntimeFound[];
        assert.deepEqual([runtime?.id, runtime?.release], ['glibc', await glibcRelease()]);
      },
      { uid: NOBODY, gid: NOBODY },
    ),
);
