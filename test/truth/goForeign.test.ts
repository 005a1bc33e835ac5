/**
 * Go's newest release that Debian has, on other machines: programs under QEMU with its own vDSO images, whole and altered.
 * What the runtime's variables hold is what the catalogue says. Not in the sample: each builds a runtime of its own.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { evaluate } from '../../src/consumers/verdict/evaluate.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { heldBy } from '../oracle/qemu/run.ts';
import {
  type AlteredQemu,
  goMachines,
  qemuSkip,
  type Variant,
  variants,
  withQemu,
} from '../oracle/qemu/vdsoInside.ts';
import { sourcesOf } from './support/archive.ts';
import { buildGo, type GoProgram } from './support/goBuild.ts';
import { newestGo } from './support/goPackages.ts';
import { keepRows, type Row } from './support/tally.ts';

/** All but x86-64, on which go.test.ts runs them. */
const machines = goMachines.filter(([arch]) => arch !== 'amd64');

/** Prints AT_SYSINFO_EHDR and the words at the addresses it is given. */
const main = `package main

import (
	"os"
	"strconv"
	"unsafe"
)

func show(word uintptr) { os.Stdout.WriteString(strconv.FormatUint(uint64(word), 16) + "\\n") }

func main() {
	auxv, _ := os.ReadFile("/proc/self/auxv")
	words := unsafe.Slice((*uintptr)(unsafe.Pointer(&auxv[0])), len(auxv)/int(unsafe.Sizeof(uintptr(0))))
	for i := 0; i+1 < len(words); i += 2 {
		if words[i] == 33 {
			show(words[i+1])
		}
	}
	for _, address := range os.Args[1:] {
		at, _ := strconv.ParseUint(address, 16, 64)
		show(*(*uintptr)(unsafe.Pointer(uintptr(at))))
	}
}
`;

/** A runtime for each machine is much to build: of the newest release alone. */
for (const wanted of process.env['TRUTH'] === 'all' ? [newestGo] : []) {
  const toolchain = await sourcesOf(wanted);
  const { release } = wanted;
  const missing =
    toolchain === undefined ? `${wanted.name} of Debian ${wanted.suite} could not be had` : false;

  for (const [arch, qemu] of machines) {
    const skip = missing || qemuSkip([qemu]);
    test(`Go ${toolchain?.upstream ?? release} for ${arch}: its variables hold what the catalogue says`, {
      skip,
      timeout: 1_000_000,
    }, async () => {
      assert.ok(toolchain !== undefined);
      const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-go-'));
      try {
        const root = path.join(toolchain.folder, 'usr/lib', `go-${release}`);
        const program = await buildGo({ root, release }, main, folder, arch);
        const { upstream } = toolchain;
        const names = program.variables.size;
        const row: Row = {
          consumer: 'go',
          release,
          arch,
          upstream,
          program: arch,
          names,
          images: 0,
          answers: 0,
        };
        for (const variant of variants) {
          row.answers += await withQemu(qemu, variant, (altered) =>
            compare(program, altered, { arch, release, variant }),
          );
          row.images += 1;
        }
        await keepRows([row]);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
}

/** @returns how many answers were compared */
async function compare(
  { file, variables }: GoProgram,
  { program, image }: AlteredQemu,
  { arch, release, variant }: { readonly arch: string; readonly release: string; readonly variant: Variant },
): Promise<number> {
  const held = await heldBy(program, [file, ...variables.values()]);
  const outcome = await readElf(memorySource(image));
  assert.ok(outcome.kind === 'elf');
  const context = { role: 'vdso', ...(held === undefined ? {} : { base: held.base }) } as const;
  const [finding] = evaluate(outcome.image, context, [{ id: 'go', release }]);
  assert.deepEqual([finding?.release, finding?.arch], [release, arch]);
  const what = `${arch} ${release}, ${variant}`;
  if (held === undefined || finding === undefined) {
    assert.equal(finding?.outcome, 'crash', what);
    return 1;
  }
  const values = new Map([...variables.keys()].map((name, at) => [name, held.values[at]]));
  for (const { variable = '', address = 0n } of finding.keys) {
    assert.equal(values.get(variable), address, `${what}: ${variable}`);
  }
  return finding.keys.length;
}
