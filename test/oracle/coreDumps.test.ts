/** Core dumps that the kernel and gdb write: the image in them is the process's own, byte for byte, and so are a Go program's variables. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { findQemu } from '../../scripts/setup/qemuUser.mjs';
import { readElf } from '../../src/elf/readElf.ts';
import { findPrograms } from '../../src/session/program/programOf.ts';
import { readCoreDump } from '../../src/sources/containers/core/coreFile.ts';
import { containerKind, imagesIn } from '../../src/sources/containers/imagesIn.ts';
import { openFile } from '../../src/sources/fileSource.ts';
import { openLive, openProcess } from '../../src/sources/liveImage.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { nodeFiles } from '../../src/sources/nodeFiles.ts';
import { nodeProcFs } from '../../src/sources/nodeProcFs.ts';
import { whileRunning } from '../support/sleeper.ts';
import { tool } from '../support/tool.ts';
import { showingPrograms } from './cross/showingPrograms.ts';
import { binutilsOf } from './cross/targets.ts';
import { go, goCommand, withGoProgram } from './go/build.ts';
import { qemuSkip } from './qemu/vdsoInside.ts';

const gcc = tool('GCC');
const gdb = tool('gdb');
const folder = mkdtempSync(path.join(tmpdir(), 'vdso-explorer-cores-'));
const program = path.join(folder, 'dying');
const source = `
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
int main(int argc, char **argv) {
  if (argc > 2) abort();
  puts("ready"); fflush(stdout);
  for (;;) pause();
}
`;

before(() => {
  if (gcc.skip !== false) return;
  writeFileSync(path.join(folder, 'dying.c'), source);
  execFileSync(gcc.path, ['-o', program, path.join(folder, 'dying.c')]);
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** What is found in a dump. */
async function look(file: string) {
  const { source: core } = await openFile(nodeFiles, file);
  try {
    const found = [];
    for await (const each of imagesIn(core, path.basename(file))) found.push(each);
    const images = found.flatMap((each) => (each.kind === 'image' ? [each] : []));
    return {
      kind: await containerKind(core, file),
      images,
      notices: found.filter(({ kind }) => kind === 'notice'),
      dump: await readCoreDump(core),
    };
  } finally {
    await core.dispose();
  }
}

/** By gdb alone: gcore of its package is a script of the same command. */
function dumpOf(pid: number, name: string, settings: readonly string[] = []): string {
  const file = path.join(folder, name);
  const commands = [...settings, `generate-core-file ${file}`, 'detach'].flatMap((each) => ['-ex', each]);
  execFileSync(gdb.path, ['-nx', '-batch', '-p', `${pid}`, ...commands], { stdio: 'pipe', timeout: 120_000 });
  return file;
}

async function sameAsOf(pid: number, file: string) {
  const { kind, images, notices, dump } = await look(file);
  const live = await openProcess(nodeProcFs, pid);
  assert.equal(kind, 'core');
  assert.deepEqual(notices, []);
  assert.equal(images.length, 1);
  assert.equal(images[0]?.image.base, live.info.base);
  assert.deepEqual(images[0]?.bytes, await live.source.read(0, live.source.size));
  assert.equal(images[0]?.image.name, 'linux-vdso.so.1');
  assert.equal(dump?.process?.pid, pid);
  return { dump, images };
}

test("gdb's dump of a C program", { skip: gcc.skip || gdb.skip }, async () => {
  await whileRunning([program, 'some'], {}, async (child) => {
    await child.says(/(ready)/);
    const { dump } = await sameAsOf(child.pid, dumpOf(child.pid, 'gdb.core'));
    assert.equal(dump?.process?.name, 'dying');
    // gdb has no arguments of a program that it did not start.
    assert.equal(dump?.process?.commandLine, program);
    const maps = readFileSync(`/proc/${child.pid}/maps`, 'utf8').split('\n');
    const files = maps.filter((line) => / \//.test(line)).map((line) => line.split(/ +/));
    assert.deepEqual(
      dump?.mappings.map(({ name, start, end, offset }) => [name, start, end, offset]),
      files.map(([range = '', , offset, , , name]) => {
        const [start, end] = range.split('-').map((text) => BigInt(`0x${text}`));
        return [name, start, end, BigInt(`0x${offset}`)];
      }),
    );
  });
});

for (const filter of ['0x33', '0x0', '0x1', '0x7f'])
  test(`the kernel's dump of a C program that aborts, with filter ${filter}`, {
    skip: gcc.skip,
  }, async (context) => {
    const where = mkdtempSync(path.join(folder, 'dump-'));
    spawnSync(
      'sh',
      ['-c', `ulimit -c unlimited; echo ${filter} > /proc/self/coredump_filter; exec "${program}" one two`],
      { cwd: where },
    );
    const core = readdirSync(where).find((name) => name.startsWith('core'));
    if (core === undefined) {
      context.skip('this machine writes core files elsewhere (/proc/sys/kernel/core_pattern), or none');
      return;
    }
    const { images, notices, dump } = await look(path.join(where, core));
    const live = await openLive(nodeProcFs);
    assert.deepEqual(notices, []);
    assert.deepEqual(
      images.map(({ bytes }) => bytes),
      [await live.source.read(0, live.source.size)],
    );
    assert.deepEqual([dump?.process?.name, dump?.process?.commandLine], ['dying', `${program} one two`]);
  });

/** Variables by their names, as the program prints them itself. */
const goSource = `package main

import (
	"fmt"
	"time"
	_ "unsafe"
)

//go:linkname clockGettime runtime.vdsoClockgettimeSym
var clockGettime uintptr

func main() {
	fmt.Printf("held %x\\n", clockGettime)
	time.Sleep(10 * time.Minute)
}
`;

const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';

test("a Go program's own keys, with what its variables held", { skip: go.skip || gdb.skip }, async () => {
  await withGoProgram({ 'main.go': { text: goSource } }, arch, async ({ file }) => {
    await whileRunning([file], {}, async (child) => {
      const held = BigInt(`0x${await child.says(/held ([0-9a-f]+)\n/)}`);
      const core = dumpOf(child.pid, 'go.core');
      const { images } = await sameAsOf(child.pid, core);
      const live = await openProcess(nodeProcFs, child.pid);
      const ofProcess = await goKeys(images[0]?.bytes, live.info);
      assert.ok(ofProcess !== undefined && ofProcess.keys.length > 1);
      const info = { kind: 'core', label: 'core', path: core, size: 0, base: live.info.base ?? 0n } as const;
      // By the file, which has the build id of the first page in the dump.
      assert.deepEqual(await goKeys(images[0]?.bytes, info), ofProcess);
      assert.equal(ofProcess.keys.find(({ symbol }) => symbol.includes('clock_gettime'))?.held?.value, held);
      // By a dump that has all of it.
      writeFileSync(`/proc/${child.pid}/coredump_filter`, '0x7f');
      const whole = dumpOf(child.pid, 'go-whole.core');
      rmSync(file);
      const found = await goKeys(images[0]?.bytes, { ...info, path: whole });
      assert.deepEqual(
        found?.keys.map(({ symbol, held: value }) => [symbol, value?.value]),
        ofProcess.keys.map(({ symbol, held: value }) => [symbol, value?.value]),
      );
      // Without the file, and with another one in its place, nothing is said of it.
      assert.equal(await goKeys(images[0]?.bytes, info), undefined);
      execFileSync('cp', ['/bin/true', file]);
      assert.equal(await goKeys(images[0]?.bytes, info), undefined);
    });
  });
});

test("a Go library's own keys, in the dump of a C program", {
  skip: go.skip || gdb.skip || gcc.skip,
}, async () => {
  const library = path.join(folder, 'libnow.so');
  const main =
    'package main\n\nimport "C"\nimport "time"\n\n//export Now\nfunc Now() int64 { return time.Now().Unix() }\n\nfunc main() {}\n';
  writeFileSync(path.join(folder, 'main.go'), main);
  const environment = { CGO_ENABLED: '1' };
  await goCommand(['build', '-buildmode=c-shared', '-o', library, 'main.go'], folder, undefined, environment);
  // A call waits until the library's runtime has started.
  const caller = source
    .replace('puts("ready")', 'Now(); puts("ready")')
    .replace('int main', 'long long Now(void);\nint main');
  writeFileSync(path.join(folder, 'caller.c'), caller);
  const file = path.join(folder, 'caller');
  execFileSync(gcc.path, ['-o', file, `${file}.c`, library, `-Wl,-rpath,${folder}`]);
  await whileRunning([file], {}, async (child) => {
    await child.says(/(ready)/);
    const live = await openProcess(nodeProcFs, child.pid);
    const bytes = await live.source.read(0, live.source.size);
    const ofProcess = await goKeys(bytes, live.info);
    assert.equal(ofProcess?.program?.sharedLibrary, library);
    const core = dumpOf(child.pid, 'library.core');
    const info = { kind: 'core', label: 'core', path: core, size: 0, base: live.info.base ?? 0n } as const;
    assert.deepEqual(await goKeys(bytes, info), ofProcess);
    assert.ok(
      ofProcess.keys.length > 1 &&
        ofProcess.keys.every(({ held }) => held !== undefined && held.value === held.expected),
    );
    rmSync(library);
    assert.equal(await goKeys(bytes, info), undefined, 'its file is gone');
  });
});

async function goKeys(bytes: Uint8Array | undefined, info: Parameters<typeof findPrograms>[2]) {
  const image = memorySource(bytes ?? new Uint8Array());
  const result = await readElf(image);
  assert.equal(result.kind, 'elf');
  if (result.kind !== 'elf') return undefined;
  return (await findPrograms(result.image, image, info))[0];
}

/** QEMU leaves code out of its dumps that begins with an ELF header, and so the image: as data it is in them. */
for (const [target, { triplet, asOptions, ldOptions, source: assembly }] of Object.entries(showingPrograms)) {
  const { as, ld, skip } = binutilsOf({ triplet });
  test(`QEMU's dump of a program for ${target}`, { skip: skip || qemuSkip([target]) }, async () => {
    const qemu = findQemu(target);
    const where = mkdtempSync(path.join(folder, `${target}-`));
    writeFileSync(path.join(where, 'showing.s'), assembly);
    execFileSync(as, [...asOptions, '-o', 'showing.o', 'showing.s'], { cwd: where });
    execFileSync(ld, [...ldOptions, '-o', 'showing', 'showing.o'], { cwd: where });
    const run = (words: string) => {
      const { stdout } = spawnSync('sh', ['-c', `ulimit -c unlimited; exec "${qemu}" ./showing ${words}`], {
        cwd: where,
      });
      const core = path.join(where, readdirSync(where).find((name) => name.endsWith('.core')) ?? '');
      return { shown: new Uint8Array(stdout), core };
    };
    const left = run('');
    const { notices, dump } = await look(left.core);
    assert.deepEqual(
      notices.map((each) => each.kind === 'notice' && each.notice.code),
      ['coreImageMissing'],
    );
    assert.equal(dump?.process?.name, 'showing');
    rmSync(left.core);
    const { shown, core } = run('as-data');
    const { images } = await look(core);
    assert.equal(images.length, 1);
    assert.deepEqual(images[0]?.bytes.slice(0, 4096), shown);
    assert.match(images[0]?.image.name ?? '', /^linux-/);
  });
}
