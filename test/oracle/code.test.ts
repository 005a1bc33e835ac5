/**
 * Instructions of kernels' and QEMU's images and of this machine's libc: where each begins, against llvm-objdump. What
 * their code does for each clock, against what is known of these kernels; and QEMU's, which are nothing but system
 * calls.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { kernelFolder, kernelName, kernels } from '../../scripts/kernelImages/kernels.mjs';
import { bareSystemCall } from '../../src/code/bareSystemCall.ts';
import { Disassembler } from '../../src/code/decode/disassembler.ts';
import { machineOf } from '../../src/code/decode/machine.ts';
import { exportedFunctions } from '../../src/code/functions.ts';
import { imageCode } from '../../src/code/imageCode.ts';
import { Listing } from '../../src/code/listing.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { sharedCapstone } from '../support/code/codeImage.ts';
import { withFile } from '../support/temporaryFiles.ts';
import { tool } from '../support/tool.ts';
import { libc, noLibc } from '../unit/session/support.ts';
import { imageOf } from './compare.ts';
import { qemuSkip, withQemu } from './qemu/vdsoInside.ts';

const objdump = tool('llvm-objdump');
const counted = new Map<string, number>();
const count = (what: string, by: number): void => void counted.set(what, (counted.get(what) ?? 0) + by);
after(() => {
  for (const [what, of] of [...counted].sort()) console.log(`${what}: ${of}`);
});

/** Functions of an image with code: address without Thumb's bit, and size. */
async function listed(bytes: Uint8Array) {
  const image = await imageOf(bytes);
  const machine = machineOf(image.header);
  assert.ok(machine !== undefined);
  const listing = new Listing(image, memorySource(bytes), new Disassembler(machine, sharedCapstone));
  const functions = exportedFunctions(image, (address) => listing.stretchAt(address) !== undefined);
  return { image, machine, listing, functions: functions.filter(({ size }) => size > 0n) };
}

/** Addresses at which LLVM's instructions begin, and of those the ones it does not know. */
function peers(program: string, file: string, thumb: boolean, start: bigint, end: bigint) {
  const range = [`--start-address=${start}`, `--stop-address=${end}`];
  const triple = thumb ? ['--triple=thumbv7a'] : [];
  const text = execFileSync(program, ['-d', '--no-show-raw-insn', ...triple, ...range, file], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const starts = new Set<bigint>();
  const unknown = new Set<bigint>();
  const prefixes = new Set<bigint>();
  for (const [, digits = '', mnemonic = '', rest] of text.matchAll(/^\s*([\da-f]+):\s*(\S+)(.*)$/gm)) {
    const address = BigInt(`0x${digits}`);
    starts.add(address);
    if (/^(<unknown>|\(bad\)|\.\w+)/.test(mnemonic)) unknown.add(address);
    // x86: LLVM writes a prefix as an instruction of its own.
    if (/^(lock|rep\w*|data16|cs|notrack)$/.test(mnemonic) && rest === '') prefixes.add(address);
  }
  return { starts, unknown, prefixes };
}

/** Functions of one image; a libc has thousands. */
const MOST = process.env['ORACLE_KERNELS'] === 'all' ? 2000 : 60;

/** Each place where one has an instruction's beginning and the other has not, data that neither knows apart. */
async function boundaries(bytes: Uint8Array, file: string, name: string, program = objdump.path) {
  const { machine, listing, functions } = await listed(bytes);
  const wrong: string[] = [];
  const isThumb = (value: bigint): boolean => machine.odd !== undefined && (value & 1n) === 1n;
  const inOrder = functions.toSorted((a, b) => (a.value < b.value ? -1 : 1)).slice(0, MOST);
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (first === undefined || last === undefined) return wrong;
  const thumb = isThumb(first.value);
  const { starts, unknown, prefixes } = peers(
    program,
    file,
    thumb,
    first.value - (thumb ? 1n : 0n),
    last.value + last.size,
  );
  const seen = new Set<bigint>();
  for (const { name: symbol, value, size } of inOrder) {
    if (seen.has(value) || isThumb(value) !== thumb) continue;
    seen.add(value);
    const start = thumb ? value - 1n : value;
    const ours = await listing.window(value, Number(size));
    count(`${machine.family}: instructions`, ours.length);
    const begins = new Set(ours.map(({ address }) => address));
    // Thumb's literals stand between instructions: behind a word that neither knows, either may be wrong about data.
    const data = new Set([
      ...unknown,
      ...ours.flatMap(({ address, mnemonic }) => (mnemonic === '' ? address : [])),
    ]);
    const isBesideData = (address: bigint): boolean =>
      thumb && [-4n, -2n, 0n, 2n, 4n].some((by) => data.has(address + by));
    for (const { address, mnemonic, bytes: own } of ours) {
      // LLVM leaves zeros out.
      if (own.every((byte) => byte === 0)) continue;
      const place = `${name} ${symbol} at ${address.toString(16)}`;
      if (mnemonic === '') {
        count(`${machine.family}: words that are no instruction`, 1);
        // What LLVM knows and we do not is ours to answer for; but o32's words behind bal, which are data.
        if (machine.family !== 'mips' && starts.has(address) && !unknown.has(address))
          wrong.push(`${place}: not known to us`);
      } else if (!starts.has(address) && !isBesideData(address))
        wrong.push(`${place}: ${mnemonic} begins where LLVM's does not`);
    }
    for (const address of starts)
      if (address >= start && address < start + size && !begins.has(address))
        if (!unknown.has(address) && !prefixes.has(address - 1n) && !isBesideData(address))
          wrong.push(`${name} ${symbol} at ${address.toString(16)}: LLVM's begins and ours does not`);
  }
  return wrong;
}

const all = process.env['ORACLE_KERNELS'] === 'all';
/** Kernels' clock functions: which clocks read a counter, which do without, and which are the kernel's. */
const COUNTED = new Set([0, 1, 4, 7, 11]);
const COARSE = new Set([5, 6]);

for (const kernel of kernels.filter(({ sample }) => all || sample)) {
  const told = path.join(kernelFolder(kernel), 'kernel.json');
  if (!existsSync(told)) continue;
  const { images } = JSON.parse(readFileSync(told, 'utf8')) as { readonly images: readonly string[] };
  for (const name of images) {
    const file = path.join(kernelFolder(kernel), name);
    const title = `${kernelName(kernel)}: ${name}`;
    test(`${title}: instructions begin where LLVM's do`, { skip: objdump.skip }, async () => {
      assert.deepEqual(await boundaries(await readFile(file), file, title), []);
    });
    test(`${title}: clocks`, async () => {
      const bytes = await readFile(file);
      const { clocks, functions } = await imageCode(await imageOf(bytes), memorySource(bytes), {
        load: sharedCapstone,
      });
      // SGX calls what its caller hands over.
      for (const { symbol, path: found, why } of functions)
        assert.ok(found !== 'incomplete' || /sgx/.test(symbol.name), `${symbol.name}: ${why?.code}`);
      for (const { id, path: found, counters } of clocks) {
        const seen = `${id} is ${found}, ${counters}`;
        if (COUNTED.has(id)) assert.ok(/^user/.test(found) && counters.length === 1, seen);
        else if (COARSE.has(id)) assert.ok(found === 'user' && counters.length === 0, seen);
        else assert.ok(found === 'kernel' && counters.length === 0, seen);
      }
      count('clocks of kernels', clocks.length);
    });
  }
}

const targets = ['x86_64', 'i386', 'aarch64', 'arm', 'loongarch64', 'ppc64', 'ppc64le', 'riscv64', 's390x'];
for (const target of targets) {
  test(
    `QEMU's image for ${target}: every clock enters the kernel, by code and by bytes`,
    {
      skip: qemuSkip([target]),
    },
    () =>
      withQemu(target, 'as-is', async ({ image: bytes }) => {
        const { machine, listing } = await listed(bytes);
        const { functions, clocks } = await imageCode(await imageOf(bytes), memorySource(bytes), {
          load: sharedCapstone,
        });
        assert.ok(clocks.length > 0 && clocks.every(({ path: found }) => found === 'kernel'));
        for (const { symbol, path: found, systemCalls } of functions) {
          if (!/clock_get|gettimeofday/.test(symbol.name)) continue;
          assert.equal(found, 'kernel', symbol.name);
          const odd = (symbol.value & 1n) === 1n && machine.odd !== undefined;
          const start = await listing.bytes(odd ? symbol.value - 1n : symbol.value, 64);
          assert.equal(bareSystemCall(machine, start, odd), systemCalls[0]?.number, symbol.name);
          count('bare system calls of QEMU', 1);
        }
      }),
  );
  test(
    `QEMU's image for ${target}: instructions begin where LLVM's do`,
    {
      skip: objdump.skip || qemuSkip([target]),
    },
    () =>
      withQemu(target, 'as-is', ({ image: bytes }) =>
        withFile(bytes, async (file) => assert.deepEqual(await boundaries(bytes, file, target), [])),
      ),
  );
}

// LLVM 22's objdump shows no instruction of Debian's libc; GNU's does.
const gnu = tool('GNU readelf');
test("this machine's libc: instructions begin where GNU objdump's do", {
  skip: gnu.skip || noLibc,
}, async () => {
  const file = libc ?? '';
  assert.deepEqual(await boundaries(await readFile(file), file, 'libc', 'objdump'), []);
});
