/**
 * A Go program's own keys in the image of its process, and what its variables hold: through the command
 * line, as a person asks for it, on running programs with and without symbols, fixed and position-independent.
 */

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { readGoProgram } from '../../src/consumers/goProgram/goProgram.ts';
import { programFinding, withHeldValues } from '../../src/consumers/goProgram/programFinding.ts';
import type { ConsumerFinding } from '../../src/consumers/model.ts';
import { compareReleases } from '../../src/consumers/releases.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { reasonText } from '../../src/report/words.ts';
import { english } from '../../src/session/words.ts';
import { openFile } from '../../src/sources/fileSource.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { nodeFiles } from '../../src/sources/nodeFiles.ts';
import { vdsoImage } from '../support/elf/index.ts';
import { i386Skip } from '../support/elf32Programs.ts';
import { notX64 } from '../support/machine.ts';
import { withFile } from '../support/temporaryFiles.ts';
import { runCli } from '../unit/cli/support.ts';
import { assertValid } from '../unit/report/support.ts';
import { go, goRelease, withGoProgram } from './go/build.ts';

const text = `package main

import "os"

func main() {
	os.Stdout.WriteString("ready\\n")
	os.Stdin.Read(make([]byte, 1))
}
`;
const source = { 'main.go': { text } };
const skip = notX64 || go.skip;

interface Consumer {
  readonly id: string;
  readonly outcome: string;
  readonly program?: { readonly goVersion: string; readonly foundBy: string; readonly searched?: string };
  readonly keys: readonly {
    readonly variable: string;
    readonly outcome: string;
    readonly address?: string;
    readonly held?: { readonly value: string; readonly address: string; readonly asExpected: boolean };
  }[];
}

for (const [name, flags, foundBy, goarch = 'amd64'] of [
  ['with symbols', [], 'symbols'],
  ['stripped', ['-ldflags=-s -w'], 'pattern'],
  ['position-independent', ['-buildmode=pie'], 'symbols'],
  ['position-independent and stripped', ['-buildmode=pie', '-ldflags=-s -w'], 'pattern'],
  ['of 32 bits', [], 'symbols', '386'],
  ['of 32 bits and stripped', ['-ldflags=-s -w'], 'pattern', '386'],
] as const) {
  const cannotRun = skip || (goarch === '386' && (await i386Skip()));
  test(`a running program ${name} holds what its own keys find`, { skip: cannotRun }, async () => {
    const use = async ({ file }: { file: string }) => {
      await whileReady(file, async (pid) => {
        const own = await ownConsumer(['--pid', String(pid), '--json']);
        assert.equal(own.program?.goVersion, `go${await goRelease()}`);
        assert.equal(own.program.foundBy, foundBy);
        assert.equal(own.program.searched, undefined, 'its own image was searched');
        assert.ok(own.keys.length > 0);
        for (const { variable, address, held } of own.keys) {
          assert.ok(held?.asExpected, `${variable}: ${JSON.stringify(held)}`);
          assert.equal(held.value, address ?? '0x0', variable);
        }
        assert.ok(own.outcome === 'fallback' || own.keys.some(({ held }) => held?.value !== '0x0'));
      });
    };
    await withGoProgram(source, goarch, use, flags);
  });
}

test('a program file is looked up in the live image, and the report says so', { skip }, async () => {
  await withGoProgram(source, 'amd64', async ({ file }) => {
    const own = await ownConsumer([file, '--json', '--replay']);
    assert.match(own.program?.searched ?? '', /^the live image of this process \(\d+\)$/);
    assert.ok(own.keys.every(({ held, address }) => held === undefined && address === undefined));
    assert.doesNotMatch(JSON.stringify(own), /"offset"/, 'offsets would be of the other image');
    const run = await runCli([file, '--text']);
    assert.match(run.stdout, /This program, Go [\d.]+ \(amd64\)/);
    assert.match(run.stdout, /looked up in the live image of this process/);
  });
});

test('the keys of a program are looked up in any image', { skip }, async () => {
  const exports = ['__vdso_gettimeofday'];
  const only = vdsoImage({ arch: 'amd64', exports }).bytes;
  await withGoProgram(source, 'amd64', ({ file }) =>
    withFile(only, async (image) => {
      const own = await ownConsumer(['--program', file, image, '--json']);
      assert.deepEqual(
        own.keys.map(({ variable, outcome }) => [variable, outcome]),
        [
          ['vdsoGettimeofdaySym', 'found'],
          ['vdsoClockgettimeSym', 'fallback'],
        ],
      );
      assert.equal(own.program?.searched, undefined);
      const none = await runCli(['--program', image, image]);
      assert.equal(none.code, 1);
      assert.match(none.stderr, /image\.so" is no Go program/);
      assert.equal((await runCli(['--program', `${file}-gone`, image])).code, 1);
      assert.equal((await runCli(['--program', file, '--why', 'x', image])).code, 2);
    }),
  );
  await withGoProgram(source, 'arm64', ({ file }) =>
    withFile(only, async (image) => {
      const own = await ownConsumer(['--program', file, image, '--json']);
      assert.equal(own.outcome, 'not-applicable');
    }),
  );
});

for (const [flags, foundBy] of [
  [[], 'symbols'],
  [['-ldflags=-s -w'], 'pattern'],
  [['-buildmode=pie'], 'symbols'],
] as const) {
  test(`a running program without build information is known by its functions ${flags}`, { skip }, () =>
    withGoProgram(
      source,
      'amd64',
      async ({ file }) => {
        const bytes = await readFile(file);
        const at = bytes.indexOf('\xff Go buildinf:', 'latin1');
        assert.ok(at > 0);
        bytes.fill(0, at, at + 32);
        await writeFile(file, bytes);
        await whileReady(file, async (pid) => {
          const own = await ownConsumer(['--pid', String(pid), '--json']);
          assert.equal(own.program?.goVersion, '');
          assert.equal(own.program.foundBy, foundBy);
          assert.ok(own.keys.length > 0 && own.keys.every(({ held }) => held?.asExpected));
        });
        const { stdout } = await runCli([file, '--text']);
        assert.match(stdout, /This program, Go \(amd64\)/);
        assert.match(stdout, /has no build information/);
      },
      flags,
    ),
  );
}

test("arm64's keys are shown on another machine, with their wrong hashes in old releases", {
  skip,
}, async () => {
  const old = compareReleases(await goRelease(), '1.22') < 0;
  await withGoProgram(source, 'arm64', async ({ file }) => {
    const run = await runCli([file, '--text']);
    assert.match(run.stdout, /The program is for AArch64 .* cannot be tried here/);
    const line = run.stdout.split('\n').find((each) => each.includes('vdsoClockgettimeSym ←')) ?? '';
    assert.match(line, old ? /not those of __kernel_clock_gettime/ : /hash constants are right/);
    // The image an arm64 kernel builds has DT_GNU_HASH alone, and there the wrong constants lead nowhere.
    const finding = await findingOn(file, 'arm64');
    assert.equal(finding.outcome, old ? 'fallback' : 'found');
    if (old)
      assert.match(reasonText(english, finding.keys[0]?.why ?? finding.why), /looks in the wrong place/);
  });
});

test('a variable that holds something else is told', { skip }, async () => {
  await withGoProgram(source, 'amd64', async ({ file }) => {
    const { source: bytes } = await openFile(nodeFiles, file);
    const result = await readElf(bytes);
    assert.ok(result.kind === 'elf');
    const program = await readGoProgram(result.image, bytes);
    await bytes.dispose();
    assert.ok(program !== undefined);
    const image = await builtImage('amd64');
    const base = 0x7ffd0000n;
    const finding = programFinding(program, { kind: 'own', image, base });
    const right = finding.keys.map((key) => key.address);
    const held = withHeldValues(finding, program, 0n, [0n, ...right.slice(1)]);
    assert.deepEqual(
      held.keys.map((key) => key.held?.value === key.held?.expected),
      [false, ...right.slice(1).map(() => true)],
    );
    assert.equal(held.keys[0]?.held?.expected, right[0]);
    const unread = withHeldValues(finding, program, 0n, [undefined]);
    assert.ok(unread.keys.every((key) => key.held === undefined));
  });
});

async function builtImage(arch: 'amd64' | 'arm64') {
  const result = await readElf(memorySource(vdsoImage({ arch }).bytes));
  assert.ok(result.kind === 'elf');
  return result.image;
}

async function findingOn(file: string, arch: 'arm64'): Promise<ConsumerFinding> {
  const { source: bytes } = await openFile(nodeFiles, file);
  const result = await readElf(bytes);
  assert.ok(result.kind === 'elf');
  const program = await readGoProgram(result.image, bytes);
  await bytes.dispose();
  assert.ok(program !== undefined);
  return programFinding(program, {
    kind: 'live',
    image: await builtImage(arch),
    process: { pid: 7, own: true },
  });
}

/** The program's own entry in a report that follows the schema. */
async function ownConsumer(args: readonly string[]): Promise<Consumer> {
  const run = await runCli(args);
  assert.equal(run.code, 0, run.stderr);
  const { consumers } = assertValid(run.stdout) as unknown as { readonly consumers: readonly Consumer[] };
  const own = consumers.find(({ id }) => id === 'go-program');
  assert.ok(own !== undefined, 'the program is not in the report');
  return own;
}

async function whileReady(file: string, action: (pid: number) => Promise<void>): Promise<void> {
  const child: ChildProcess = spawn(file, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    assert.ok(child.stdout !== null && child.pid !== undefined);
    await Promise.race([once(child.stdout, 'data'), ended]);
    await action(child.pid);
  } finally {
    child.kill();
    await ended;
  }
}
