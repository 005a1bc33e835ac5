/** Code made to cost much: functions without end, of very many bytes, that overlap, or that are nothing but branches. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Disassembler } from '../../src/code/decode/disassembler.ts';
import { machineOf } from '../../src/code/decode/machine.ts';
import { CodeRelocations, disassemble } from '../../src/code/disassembly.ts';
import { CodeBudget } from '../../src/code/flow/explore.ts';
import { FunctionIndex } from '../../src/code/functions.ts';
import { imageCode } from '../../src/code/imageCode.ts';
import { lifterOf } from '../../src/code/lift/lifters.ts';
import { Listing } from '../../src/code/listing.ts';
import type { ByteSource } from '../../src/elf/imageSource.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { sharedCapstone } from '../support/code/codeImage.ts';
import { vdsoImage } from '../support/elf/index.ts';

const SIZE = 100 * 1024 * 1024;

/** An image with one function of that size; its code is `code` over and over, made when it is read. */
async function huge(code: readonly number[]) {
  const { bytes, layout } = vdsoImage({
    arch: 'amd64',
    exports: ['__vdso_clock_gettime'],
    override: { textSize: 0x1000 },
  });
  const text = layout.range('text').offset;
  const view = new DataView(bytes.buffer);
  // The segment and the symbol reach as far as the code; what lay behind it lies far away now and is not missed.
  view.setBigUint64(layout.field('phdr[0].p_filesz').offset, BigInt(text + SIZE), true);
  view.setBigUint64(layout.field('phdr[0].p_memsz').offset, BigInt(text + SIZE), true);
  let read = 0;
  const source: ByteSource = {
    size: text + SIZE,
    read(offset, length) {
      read += length;
      const piece = new Uint8Array(Math.min(length, text + SIZE - offset));
      for (let at = 0; at < piece.length; at++) {
        const place = offset + at;
        piece[at] = place < text ? (bytes[place] ?? 0) : (code[(place - text) % code.length] ?? 0);
      }
      return Promise.resolve(piece);
    },
    dispose: () => Promise.resolve(),
  };
  const result = await readElf(source);
  assert.equal(result.kind, 'elf');
  if (result.kind !== 'elf') throw new TypeError('no image');
  return { image: result.image, source, bytesRead: () => read };
}

describe('a function of 100 MB', () => {
  const kinds: Readonly<Record<string, readonly number[]>> = {
    'of nothing but nops': [0x90],
    // jne over the next instruction: as many ways as there are places
    'of nothing but branches': [0x75, 0x01, 0x90],
    // test al, 1; jne back: as many loops that wait
    'of nothing but loops': [0xa8, 0x01, 0x75, 0xfc],
    // push rax: the stack grows for ever
    'that fills the stack': [0x50],
    // call the next instruction
    'of calls within calls': [0xe8, 0, 0, 0, 0],
  };
  for (const [kind, code] of Object.entries(kinds))
    test(`${kind} is incomplete within its budget`, async () => {
      const { image, source, bytesRead } = await huge(code);
      const before = bytesRead();
      const budget = new CodeBudget(5_000, 50_000);
      const { functions } = await imageCode(image, source, { load: sharedCapstone, budget });
      assert.ok(functions.length > 0 && functions.every(({ path }) => path === 'incomplete'));
      assert.ok(['budget', 'depth'].includes(functions[0]?.why?.code ?? ''), functions[0]?.why?.code);
      assert.ok(bytesRead() - before < 4 * 1024 * 1024, `${bytesRead() - before} bytes were read`);
    });

  test('is written out window by window, and no further than somebody reads', async () => {
    const { image, source, bytesRead } = await huge([0x90]);
    const machine = machineOf(image.header);
    assert.ok(machine !== undefined);
    const listing = new Listing(image, source, new Disassembler(machine, sharedCapstone));
    const naming = {
      functions: new FunctionIndex(image, false, listing.stretches),
      relocations: new CodeRelocations(image),
    };
    const start = image.symbols.value(1);
    const before = bytesRead();
    let windows = 0;
    for await (const lines of disassemble(listing, lifterOf(machine), naming, start, BigInt(SIZE))) {
      assert.ok(lines.length <= 4096);
      if (++windows === 3) break;
    }
    assert.ok(bytesRead() - before < 64 * 1024);
  });
});
