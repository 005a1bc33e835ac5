/**
 * Go programs for foreign architectures on QEMU's own vDSO images, whole and altered: what
 * runtime.vdsoClockgettimeSym holds is what the replay says, 0 and crashes included.
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { go as catalogGo } from '../../src/consumers/catalog/go.ts';
import { reasonSentence } from '../../src/consumers/english/outcomes.ts';
import { MappedImage } from '../../src/consumers/lookup/mappedImage.ts';
import type { ConsumerFinding, KeyFinding } from '../../src/consumers/model.ts';
import { evaluate, evaluateConsumer } from '../../src/consumers/verdict/evaluate.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { gnuHash, sysvHash } from '../support/elf/index.ts';
import { notX64 } from '../support/machine.ts';
import { go, goCommand, goRelease, withGoProgram } from './go/build.ts';
import { heldBy } from './qemu/run.ts';
import { goMachines, qemuSkip, type Variant, variants, withQemu } from './qemu/vdsoInside.ts';

const source = `package main

import (
	"os"
	"unsafe"
)

//go:linkname clockSym runtime.vdsoClockgettimeSym
var clockSym uintptr

func hex(n uintptr) string {
	text := ""
	for ; n > 0; n >>= 4 {
		text = string("0123456789abcdef"[n&15]) + text
	}
	return "0" + text + "\\n"
}

func main() {
	auxv, _ := os.ReadFile("/proc/self/auxv")
	words := unsafe.Slice((*uintptr)(unsafe.Pointer(&auxv[0])), len(auxv)/int(unsafe.Sizeof(uintptr(0))))
	for i := 0; i+1 < len(words); i += 2 {
		if words[i] == 33 {
			os.Stdout.WriteString(hex(words[i+1]))
		}
	}
	os.Stdout.WriteString(hex(clockSym))
}
`;

/** QEMU is fetched for x86-64 hosts. */
const skip = notX64 || go.skip;

for (const [goarch, target] of goMachines) {
  test(`${goarch} on QEMU's vDSO, whole and altered`, { skip: skip || qemuSkip([target]) }, async () => {
    await withGoProgram({ 'main.go': { text: source } }, goarch, async (program) => {
      for (const variant of variants) await compare(program.file, goarch, target, variant);
    });
  });
}

/** The finding for the installed Go, on the image that the running program had, and what the program held. */
async function compare(file: string, goarch: string, target: string, variant: Variant): Promise<KeyFinding> {
  return withQemu(target, variant, async ({ program, image }) => {
    const held = await heldBy(program, [file]);
    const release = await goRelease();
    const finding = await predicted(image, held?.base, release);
    const what = `${goarch} ${release}, ${variant}`;
    assert.equal(finding.arch, goarch, what);
    const key = finding.keys.find(({ variable }) => variable === 'vdsoClockgettimeSym');
    assert.ok(key !== undefined);
    if (held === undefined) assert.equal(finding.outcome, 'crash', what);
    else assert.equal(key.address ?? 0n, held.values[0], `${what}: ${reasonSentence(key.why)}`);
    const shown = held === undefined ? 'a crash' : `0x${held.values[0]?.toString(16)}`;
    console.log(`${what}: ${shown}, as predicted (${reasonSentence(key.why)})`);
    return key;
  });
}

async function predicted(
  image: Uint8Array,
  base: bigint | undefined,
  release: string,
): Promise<ConsumerFinding> {
  const outcome = await readElf(memorySource(image));
  assert.ok(outcome.kind === 'elf');
  const context = { role: 'vdso', ...(base === undefined ? {} : { base }) } as const;
  const [finding] = evaluate(outcome.image, context, [{ id: 'go', release }]);
  assert.ok(finding !== undefined);
  return finding;
}

test('arm64: the wrong constants of 1.19 find nothing by DT_GNU_HASH, and with the right ones an address is held', {
  skip: skip || qemuSkip(['aarch64']),
}, async (context) => {
  const root = (await goCommand(['env', 'GOROOT'], tmpdir())).trim();
  const table = path.join(root, 'src/runtime/vdso_linux_arm64.go');
  const text = await readFile(table, 'utf8');
  if (!text.includes('0xd35ec75, 0x6e43a318'))
    return context.skip(`this machine's Go ${await goRelease()} has the right constants`);
  await withGoProgram({ 'main.go': { text: source } }, 'arm64', async (program) => {
    const key = await compare(program.file, 'arm64', 'aarch64', 'gnu');
    assert.equal(key.outcome, 'fallback');
    assert.match(
      reasonSentence(key.why),
      /searches with 0x6e43a318, which is not the hash of __kernel_clock_gettime/,
    );
  });
  const right = { sysv: sysvHash('__kernel_clock_gettime'), gnu: gnuHash('__kernel_clock_gettime') };
  const corrected = text.replace(
    '0xd35ec75, 0x6e43a318',
    `0x${right.sysv.toString(16)}, 0x${right.gnu.toString(16)}`,
  );
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-overlay-'));
  try {
    const file = path.join(folder, 'vdso_linux_arm64.go');
    const overlay = path.join(folder, 'overlay.json');
    await writeFile(file, corrected);
    await writeFile(overlay, JSON.stringify({ Replace: { [table]: file } }));
    const flags = ['-overlay', overlay];
    await withGoProgram(
      { 'main.go': { text: source } },
      'arm64',
      (program) => correctedFinds(program.file, right),
      flags,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Go as installed, but for the two constants, on the image with DT_GNU_HASH alone. */
async function correctedFinds(file: string, right: { sysv: number; gnu: number }): Promise<void> {
  const arches = catalogGo.arches.map((arch) => ({
    ...arch,
    keys: arch.keys.map((key) =>
      arch.arch === 'arm64' && key.variable === 'vdsoClockgettimeSym'
        ? { ...key, sourceSysvHash: right.sysv, sourceGnuHash: right.gnu }
        : key,
    ),
  }));
  await withQemu('aarch64', 'gnu', async ({ program, image }) => {
    const held = await heldBy(program, [file]);
    assert.ok(held !== undefined);
    const outcome = await readElf(memorySource(image));
    assert.ok(outcome.kind === 'elf');
    const memory = new MappedImage(outcome.image, held.base);
    const finding = evaluateConsumer(outcome.image, memory, { ...catalogGo, arches }, await goRelease());
    const key = finding.keys.find(({ variable }) => variable === 'vdsoClockgettimeSym');
    assert.equal(key?.outcome, 'found');
    assert.notEqual(held.values[0], 0n);
    assert.equal(key?.address, held.values[0]);
    console.log(`arm64, corrected: 0x${held.values[0]?.toString(16)}, as predicted`);
  });
}
