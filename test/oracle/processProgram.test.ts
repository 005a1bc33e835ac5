/** What a running process was built with, as the process picker says it, for programs whose making is known. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { recognizeProcess } from '../../src/session/program/processProgram.ts';
import type { FileReader } from '../../src/sources/fileReader.ts';
import { nodeFiles } from '../../src/sources/nodeFiles.ts';
import { notLinux } from '../support/machine.ts';
import { whileRunning } from '../support/sleeper.ts';
import { tool } from '../support/tool.ts';
import { go, goRelease, withGoProgram } from './go/build.ts';

const run = promisify(execFile);
const linux = { skip: notLinux };

test('this Node.js was built with glibc', linux, async () => {
  assert.deepEqual(await recognizeProcess(nodeFiles, process.pid), { kind: 'libc', name: 'glibc' });
});

test('a process that is not there is built with nothing', linux, async () => {
  assert.equal(await recognizeProcess(nodeFiles, 2 ** 22 + 1), undefined);
});

test('a running Go program tells its release, even when its file is deleted', { skip: go.skip }, async () => {
  const text = 'package main\n\nimport "time"\n\nfunc main() { time.Sleep(time.Minute) }\n';
  await withGoProgram(
    { 'main.go': { text } },
    process.arch === 'arm64' ? 'arm64' : 'amd64',
    async (program) => {
      await whileRunning([program.file], {}, async ({ pid }) => {
        const expected = { kind: 'go', goVersion: `go${await goRelease()}` };
        assert.deepEqual(await recognizeProcess(nodeFiles, pid), expected);
        await rm(program.file);
        assert.deepEqual(await recognizeProcess(nodeFiles, pid), expected);
      });
    },
  );
});

/** Loaders as each libc installs them, by what its packages say. */
const loaders = [
  ['/lib64/ld-linux-x86-64.so.2', 'glibc'],
  ['/lib/ld-linux-aarch64.so.1', 'glibc'],
  ['/lib64/ld64.so.2', 'glibc'],
  ['/lib/ld-musl-x86_64.so.1', 'musl'],
  ['/system/bin/linker64', 'bionic'],
  ['/lib/ld64-uClibc.so.1', 'uClibc'],
] as const;

const gcc = tool('GCC');

test('the loader that a program names tells its libc', { skip: gcc.skip }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-libc-'));
  try {
    const source = path.join(folder, 'main.c');
    const program = path.join(folder, 'program');
    await writeFile(source, 'int main(void) { return 0; }\n');
    const files: FileReader = { stat: () => nodeFiles.stat(program), open: () => nodeFiles.open(program) };
    for (const [loader, name] of loaders) {
      await run(gcc.path, [`-Wl,--dynamic-linker=${loader}`, '-o', program, source]);
      assert.deepEqual(await recognizeProcess(files, 1), { kind: 'libc', name }, loader);
    }
    await run(gcc.path, ['-static', '-o', program, source]);
    assert.deepEqual(await recognizeProcess(files, 1), { kind: 'static' });
    assert.equal(await recognizeProcess({ ...files, open: () => nodeFiles.open(source) }, 1), undefined);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
