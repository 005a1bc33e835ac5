/** Against the kernel of this machine. What we say is compared with what others read: ld.so, dd, uname. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { labelText } from '../../../src/elf/english.ts';
import { openLive, openProcess } from '../../../src/sources/liveImage.ts';
import { nodeProcFs } from '../../../src/sources/nodeProcFs.ts';
import { listProcesses } from '../../../src/sources/processList.ts';
import { processMemory } from '../../../src/sources/processMemory.ts';
import { SourceError } from '../../../src/sources/sourceError.ts';
import { elf32Sleeper, i386Skip } from '../../support/elf32Programs.ts';
import { notLinux } from '../../support/machine.ts';
import { whileRunning } from '../../support/sleeper.ts';

const linux = { skip: notLinux };

test('the live image of this machine', linux, async () => {
  const { source, info, host } = await openLive(nodeProcFs);
  const bytes = await source.read(0, source.size);
  assert.deepEqual([...bytes.subarray(0, 4)], [0x7f, 0x45, 0x4c, 0x46]);
  const image = info.mapping?.find(({ start, end }) => start <= (info.base ?? 0n) && (info.base ?? 0n) < end);
  assert.ok(image !== undefined);
  assert.equal(BigInt(info.size), image.end - image.start);
  assert.equal(source.size, info.size);
  assert.equal(info.pid, process.pid);
  assert.equal(host?.kernelRelease, execFileSync('uname', ['-r'], { encoding: 'utf8' }).trim());
  assert.equal(host?.arch, process.arch);
});

test('[vvar] cannot be read, and says so', linux, async (context) => {
  const { info } = await openLive(nodeProcFs);
  const vvar = info.mapping?.find(({ name }) => name === '[vvar]');
  if (vvar === undefined) return context.skip('this kernel shows no [vvar]');
  const memory = await nodeProcFs.openMemory('/proc/self/mem');
  const range = { pid: process.pid, own: true, base: vvar.start, size: 64, mapping: vvar.name };
  const source = processMemory(memory, range);
  await assert.rejects(source.read(0, 64), /\[vvar\].*EIO/);
  await source.dispose();
});

test("another process's image: address as ld.so prints it, bytes as dd reads them", linux, async () => {
  const command = 'LD_SHOW_AUXV=1 exec sleep 60';
  const pid = await whileRunning(['sh', '-c', command], {}, async ({ pid, says }) => {
    const shown = await says(/AT_SYSINFO_EHDR:\s+0x([0-9a-f]+)\n/);
    const { source, info } = await openProcess(nodeProcFs, pid);
    assert.equal(info.base, BigInt(`0x${shown}`));
    assert.equal(info.kind, 'process');
    assert.equal(labelText(info.label), `process ${pid} (sleep)`);
    const page = 4096;
    const where = [`skip=${(info.base ?? 0n) / BigInt(page)}`, `count=${info.size / page}`];
    const dumped = execFileSync('dd', [`if=/proc/${pid}/mem`, `bs=${page}`, ...where], { stdio: 'pipe' });
    assert.ok(Buffer.from(await source.read(0, source.size)).equals(dumped));
    const listed = (await listProcesses(nodeProcFs)).find((entry) => entry.pid === pid);
    assert.equal(listed?.name, 'sleep');
    assert.equal(listed?.command, 'sleep 60');
    assert.equal(listed?.uid, process.geteuid?.());
    assert.equal(listed?.refusal, undefined);
    return pid;
  });
  await assert.rejects(openProcess(nodeProcFs, pid), isFailure('noSuchProcess'));
});

test('a zombie', linux, async () => {
  // The shell's child ends after the shell has turned into a program that does not wait for children.
  await whileRunning(['sh', '-c', 'sleep 0.2 & echo $!; exec sleep 60'], {}, async ({ says }) => {
    const pid = Number(await says(/(\d+)\n/));
    await becomesZombie(pid);
    await assert.rejects(openProcess(nodeProcFs, pid), isFailure('zombie'));
    const listed = (await listProcesses(nodeProcFs)).find((entry) => entry.pid === pid);
    assert.equal(listed?.refusal?.code, 'zombie');
  });
});

async function becomesZombie(pid: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (/^State:\tZ/m.test(await readFile(`/proc/${pid}/status`, 'utf8'))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`process ${pid} goes on`);
}

test('a kernel thread', linux, async (context) => {
  const list = await listProcesses(nodeProcFs);
  const thread = list.find(({ refusal }) => refusal?.code === 'kernelThread');
  if (thread === undefined) return context.skip('this machine shows no kernel threads in this PID namespace');
  assert.equal(thread.command, '');
  await assert.rejects(openProcess(nodeProcFs, thread.pid), isFailure('kernelThread'));
});

test('a 32-bit process has an image of its own', linux, async (context) => {
  const skip = await i386Skip();
  if (skip !== false) return context.skip(skip);
  const folder = await mkdtemp(join(tmpdir(), 'vdso-32-'));
  const program = join(folder, 'sleeper');
  try {
    await writeFile(program, elf32Sleeper());
    await chmod(program, 0o755);
    await whileRunning([program], {}, async ({ pid }) => {
      const { source, info } = await openProcess(nodeProcFs, pid);
      const bytes = await source.read(0, source.size);
      assert.deepEqual([...bytes.subarray(0, 5)], [0x7f, 0x45, 0x4c, 0x46, 1]);
      assert.ok((info.base ?? 0n) < 1n << 32n);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

function isFailure(code: string): (error: unknown) => boolean {
  return (error) => error instanceof SourceError && error.code === code;
}
