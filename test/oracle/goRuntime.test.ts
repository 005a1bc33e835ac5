/**
 * What we predict for Go against what a running Go program holds: its runtime.vdso*Sym variables are read
 * from its memory and compared with the replay on the vDSO image of that very process.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { evaluate } from '../../src/consumers/verdict/evaluate.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { openProcess } from '../../src/sources/liveImage.ts';
import { nodeProcFs } from '../../src/sources/nodeProcFs.ts';
import { i386Skip } from '../support/elf32Programs.ts';
import { notX64 } from '../support/machine.ts';
import { go, goRelease, type Program, withGoProgram } from './go/build.ts';

const source = `package main

import "os"

func main() {
	os.Stdout.WriteString("ready\\n")
	os.Stdin.Read(make([]byte, 1))
}
`;

for (const [goarch, width] of [
  ['amd64', 8],
  ['386', 4],
] as const) {
  // Where the kernel runs no 386 programs, goInQemu.test.ts is what compares them.
  const skip = notX64 || go.skip || (goarch === '386' && (await i386Skip()));
  test(`a running ${goarch} program holds the addresses we predict`, { skip }, async () => {
    await withGoProgram({ 'main.go': { text: source } }, goarch, async (program) => {
      await whileRunning(program, (pid) => compare(program, pid, goarch, width));
    });
  });
}

async function compare(program: Program, pid: number, goarch: string, width: 4 | 8): Promise<void> {
  const { source: bytes, info } = await openProcess(nodeProcFs, pid);
  const outcome = await readElf(bytes);
  assert.ok(outcome.kind === 'elf');
  assert.ok(info.base !== undefined);
  const release = await goRelease();
  const [finding] = evaluate(outcome.image, { base: info.base, role: 'vdso' }, [{ id: 'go', release }]);
  assert.equal(finding?.arch, goarch);
  const keys = finding?.keys ?? [];
  assert.ok(keys.length > 0);
  for (const key of keys) {
    const variable = await program.addressOf(`runtime.${key.variable}`);
    assert.ok(variable !== undefined, `the program has no ${key.variable}`);
    const held = await readWord(pid, variable, width);
    assert.equal(key.address ?? 0n, held, `${key.variable} of process ${pid}`);
    console.log(
      `${goarch} ${release}: ${key.variable} = 0x${held.toString(16)}, as predicted (${key.outcome})`,
    );
  }
}

async function readWord(pid: number, address: bigint, width: 4 | 8): Promise<bigint> {
  const memory = await nodeProcFs.openMemory(`/proc/${pid}/mem`);
  try {
    const bytes = Buffer.alloc(width);
    assert.equal(await memory.read(bytes, address), width);
    return width === 8 ? bytes.readBigUInt64LE() : BigInt(bytes.readUInt32LE());
  } finally {
    await memory.close();
  }
}

/** Starts the program, waits until it says that it runs, and ends it whatever happens. */
async function whileRunning(program: Program, action: (pid: number) => Promise<void>): Promise<void> {
  const child: ChildProcess = spawn(program.file, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    assert.ok(child.stdout !== null);
    const [word] = await Promise.race([once(child.stdout, 'data'), ended]);
    assert.equal(String(word), 'ready\n', 'the program did not start');
    assert.ok(child.pid !== undefined);
    await action(child.pid);
  } finally {
    child.kill();
    await ended;
  }
}
