/** Programs that UPX has packed: named as UPX itself names them, and read from the memory of a process that runs them. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import type { Packed } from '../../src/elf/model.ts';
import { whileRunning } from '../support/sleeper.ts';
import { tool } from '../support/tool.ts';
import { runCli } from '../unit/cli/support.ts';
import { imageOf } from '../unit/elf/support.ts';
import { assertValid } from '../unit/report/support.ts';
import { go, goRelease, withGoProgram } from './go/build.ts';
import { glibcRelease } from './libcReleases.ts';
import { type Upx, upxs } from './upx.ts';

const run = promisify(execFile);
const gcc = tool('GCC');

const goSource = `package main

import (
	"os"
	"time"
)

func main() {
	os.Stdout.WriteString("ready\\n")
	time.Sleep(time.Minute)
}
`;
const cSource = `
#include <stdio.h>
#include <unistd.h>
int main(void) { puts("ready"); fflush(stdout); pause(); return 0; }
`;

interface Recognized {
  readonly process: {
    readonly packed?: Packed;
    readonly runtimes: readonly {
      readonly consumer: string;
      readonly release?: string;
      readonly file?: string;
    }[];
  };
  readonly consumers: readonly {
    readonly id: string;
    readonly program?: { readonly goVersion: string; readonly foundBy: string };
    readonly keys: readonly { readonly held?: { readonly value: string; readonly asExpected: boolean } }[];
  }[];
}

/** Packs a program and holds what we say of the file against what UPX says of it. */
async function packed(upx: Upx, file: string, options: readonly string[] = []): Promise<Packed> {
  const before = await readFile(file);
  await upx.run(['-qqq', ...options, file]);
  const { packed: found, problems } = await imageOf(await readFile(file));
  assert.ok(found !== undefined, 'it is said to be packed');
  assert.equal(problems.filter(({ code }) => code === 'packed').length, 1);
  const listed = await upx.run(['-l', file]);
  const [, size, format] = /^\s+(\d+) ->\s+\d+\s+\S+\s+(\S+)/m.exec(listed) ?? [];
  assert.deepEqual([found.size, found.format], [Number(size), format], listed);
  assert.equal(found.size, before.length);
  // Version 4.2.4 writes 4.24 into its stubs.
  assert.equal(found.release?.replaceAll('.', ''), upx.release.replaceAll('.', ''));
  assert.equal(found.version, upx.release.startsWith('3') ? 13 : 14);
  return found;
}

async function whileReady(file: string, use: (report: Recognized) => Promise<void>): Promise<void> {
  await whileRunning([file], {}, async ({ pid, says }) => {
    // Go's println goes to the standard error, which nobody reads here.
    await says(/(ready)/);
    const { stdout, stderr, code } = await runCli(['--pid', String(pid), '--json']);
    assert.equal(code, 0, stderr);
    await use(assertValid(stdout) as unknown as Recognized);
  });
}

for (const upx of await upxs()) {
  // Older ones pack no position-independent programs.
  const [kind, flags, options] = upx.packsPie
    ? (['position-independent', ['-buildmode=pie'], []] as const)
    : (['stripped', ['-ldflags=-s -w'], ['--lzma']] as const);
  test(
    `${upx.title}: a running Go program ${kind} holds what its own keys find`,
    { skip: upx.skip || go.skip },
    () =>
      withGoProgram(
        { 'main.go': { text: goSource } },
        'amd64',
        async ({ file }) => {
          const found = await packed(upx, file, options);
          assert.equal(found.method, options.length > 0 ? 'LZMA' : 'NRV2E');
          await whileReady(file, async (report) => {
            assert.deepEqual(report.process.packed, found);
            const [runtime] = report.process.runtimes;
            assert.deepEqual([runtime?.consumer, runtime?.release], ['go', await goRelease()]);
            const [own] = report.consumers;
            assert.equal(own?.id, 'go-program');
            assert.deepEqual(own.program?.goVersion, `go${await goRelease()}`);
            assert.equal(own.program.foundBy, 'pattern', 'symbols are not loaded');
            assert.ok(own.keys.length > 0);
            assert.ok(
              own.keys.every(({ held }) => held?.asExpected && held.value !== '0x0'),
              JSON.stringify(own.keys),
            );
          });
          const refused = await runCli(['--program', file]);
          assert.equal(refused.code, 1);
          assert.match(refused.stderr, /is packed by UPX \d/);
        },
        flags,
      ),
  );

  const [how, cFlags] = upx.packsPie
    ? (['as a library', []] as const)
    : (['in itself', ['-static', '-no-pie']] as const);
  test(`${upx.title}: a running C program with glibc ${how} is recognised`, {
    skip: upx.skip || gcc.skip,
  }, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-packed-'));
    try {
      const file = path.join(folder, 'program');
      await writeFile(`${file}.c`, cSource);
      await run(gcc.path, [...cFlags, '-o', file, `${file}.c`]);
      // Programs of some kilobytes are packed only when that is wanted, since they do not become smaller.
      const found = await packed(upx, file, ['--force']);
      await whileReady(file, async ({ process: { packed: told, runtimes } }) => {
        assert.deepEqual(told, found);
        const [runtime, ...others] = runtimes;
        assert.equal(runtime?.consumer, 'glibc');
        assert.equal(runtime.release, upx.packsPie ? await glibcRelease() : undefined);
        assert.deepEqual(others, []);
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
