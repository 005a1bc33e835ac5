/**
 * When a function enters the kernel, by the code of real images: what we call a bare system call makes one and does
 * next to nothing else, what we say never makes one has none, and whatever reads a clock is longer.
 */

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { kernelFolder, kernelName, kernels } from '../../scripts/kernelImages/kernels.mjs';
import { providerOf } from '../../src/consumers/provider.ts';
import type { ElfImage } from '../../src/elf/model.ts';
import { vdsoFunction } from '../../src/report/views/functions.ts';
import { english } from '../../src/session/words.ts';
import { liveVdsoBytes } from '../support/liveVdso.ts';
import { noVdso } from '../support/machine.ts';
import { rowsOf } from '../support/ourView.ts';
import { withFile } from '../support/temporaryFiles.ts';
import { tool } from '../support/tool.ts';
import { imageOf } from './compare.ts';
import { runPeer } from './peers/run.ts';
import { qemuSkip, withQemu } from './qemu/vdsoInside.ts';

const objdump = tool('llvm-objdump');
const SYSTEM_CALL = /\t(syscall|int\s+\$0x80|svc|swi|sc|ecall)\b/;
/** The longest bare one is s390x's in QEMU, with a frame of its own. */
const MOST_OF_BARE = 12;

/** One line for each function whose code says otherwise. */
async function mistakes(
  image: ElfImage,
  file: string,
): Promise<{ readonly wrong: string[]; readonly checked: number }> {
  const { machine, class: elfClass } = image.header;
  const place = { machine, maker: providerOf({ image }).kind };
  const wrong: string[] = [];
  let checked = 0;
  for (const { name, value, size, bind } of rowsOf(image.symbols)) {
    const enters = vdsoFunction(english, name, elfClass, place)?.entersKernel;
    if (enters === undefined || size === 0n || bind === 0) continue;
    const instructions = await disassembled(file, value & ~1n, size);
    assert.ok(instructions.length > 0, `${objdump.path} shows nothing of ${name}`);
    const calls = instructions.filter((line) => SYSTEM_CALL.test(line)).length;
    const isBare = calls > 0 && instructions.length <= MOST_OF_BARE;
    const isRight = {
      never: calls === 0,
      always: calls > 0,
      bare: isBare,
      clock: !isBare,
      realtime: !isBare,
      coarse: !isBare && calls === 0,
    };
    const right = Object.entries(isRight).find(([each]) => each === enters)?.[1];
    if (right === undefined) continue;
    checked++;
    if (!right) wrong.push(`${name} is called ${enters}: ${calls} calls in ${instructions.length}`);
  }
  return { wrong, checked };
}

async function disassembled(file: string, start: bigint, size: bigint): Promise<string[]> {
  const range = [
    `--start-address=0x${start.toString(16)}`,
    `--stop-address=0x${(start + size).toString(16)}`,
  ];
  const { stdout } = await runPeer(objdump.path, ['-d', '--no-show-raw-insn', ...range], file);
  return stdout.split('\n').filter((line) => /^\s*[0-9a-f]+:/.test(line));
}

async function check(bytes: Uint8Array, what: string): Promise<void> {
  const image = await imageOf(bytes);
  const { wrong, checked } = await withFile(bytes, (file) => mistakes(image, file));
  assert.deepEqual(wrong, []);
  assert.ok(checked > 0, `${what}: no function was looked at`);
}

const live = liveVdsoBytes();
test('the live image', { skip: objdump.skip || noVdso }, () => check(live ?? new Uint8Array(), 'live'));

const targets = ['x86_64', 'i386', 'aarch64', 'arm', 'loongarch64', 'ppc64', 'ppc64le', 'riscv64', 's390x'];
for (const target of targets) {
  test(`QEMU's image for ${target}`, { skip: objdump.skip || qemuSkip([target]) }, () =>
    withQemu(target, 'as-is', ({ image }) => check(image, target)),
  );
}

const all = process.env['ORACLE_KERNELS'] === 'all';
for (const kernel of kernels.filter(({ sample }) => all || sample)) {
  const told = path.join(kernelFolder(kernel), 'kernel.json');
  if (!existsSync(told)) continue;
  test(`the images of ${kernelName(kernel)}`, { skip: objdump.skip }, async () => {
    const { images } = JSON.parse(await readFile(told, 'utf8')) as { readonly images: readonly string[] };
    for (const name of images) await check(await readFile(path.join(kernelFolder(kernel), name)), name);
  });
}
