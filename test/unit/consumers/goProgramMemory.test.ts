/** Go programs that no linker wrote: decoding ends, in counted work, and says what was left out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonSentence } from '../../../src/consumers/english/outcomes.ts';
import { type GoProgram, readGoProgram } from '../../../src/consumers/goProgram/goProgram.ts';
import { programFinding } from '../../../src/consumers/goProgram/programFinding.ts';
import { ProgramMemory } from '../../../src/consumers/goProgram/programMemory.ts';
import type { ElfHeader } from '../../../src/elf/model.ts';
import { readElf } from '../../../src/elf/readElf.ts';
import { Budget } from '../../../src/elf/reading/budget.ts';
import { entryTable, NO_ROWS } from '../../../src/elf/table.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { gnuHash, sysvHash } from '../../support/elf/index.ts';
import { DATA_ADDRESS, GO_VERSION, goProgramImage, KEYS, wordWriter } from '../../support/goProgram.ts';

async function decode(bytes: Uint8Array, budget = new Budget()): Promise<GoProgram> {
  const source = memorySource(bytes);
  const result = await readElf(source);
  assert.ok(result.kind === 'elf');
  const program = await readGoProgram(result.image, source, { budget });
  assert.ok(program !== undefined, 'not recognised as a Go program');
  assert.equal(program.goVersion, GO_VERSION);
  return program;
}

function whyNot(program: GoProgram): string {
  const { outcome, why } = programFinding(program, {
    kind: 'none',
    failure: { name: 'SessionError', code: 'liveNoElf', args: {} },
  });
  assert.equal(outcome, 'unknown');
  return reasonSentence(why);
}

const words = [
  [64, true],
  [64, false],
  [32, true],
  [32, false],
] as const;

for (const [width, littleEndian] of words) {
  for (const symbols of [true, false]) {
    const name = `${width} bits, ${littleEndian ? 'little' : 'big'}-endian, ${symbols ? 'with symbols' : 'stripped'}`;
    test(`the table of a program of ${name}`, async () => {
      const { table, consumer } = await decode(goProgramImage({ class: width, littleEndian, symbols }).bytes);
      assert.equal(table?.foundBy, symbols ? 'symbols' : 'pattern');
      assert.deepEqual(
        table.keys.map((key) => key.symbol),
        KEYS.map(({ symbol }) => symbol),
      );
      assert.equal(table.version?.name, 'LINUX_2.6');
      assert.deepEqual(
        consumer.arches[0]?.keys.map(({ symbol, sourceSysvHash, sourceGnuHash }) => [
          symbol,
          sourceSysvHash,
          sourceGnuHash,
        ]),
        KEYS.map(({ symbol }) => [symbol, sysvHash(symbol), gnuHash(symbol)]),
      );
      if (!symbols) return;
      const variables = table.keys.map(({ target }) => table.variables.get(target));
      assert.deepEqual(
        variables,
        KEYS.map(({ variable }) => variable),
      );
    });
  }
}

for (const [width, littleEndian, machine, type] of [
  [64, true, 62, 8],
  [64, false, 21, 22],
  [32, true, 243, 3],
] as const) {
  /** As a linker writes position-independent programs for machines with RELA: the words themselves are 0. */
  test(`pointers that stand in the relocations alone are followed, ${width} bits, machine ${machine}`, async () => {
    const words = { class: width, littleEndian, machine };
    const plain = goProgramImage(words);
    const { offset, size } = plain.layout.range('extra[1]');
    const address = DATA_ADDRESS + BigInt(offset - plain.layout.range('extra[0]').offset);
    const data = plain.bytes.slice(offset, offset + size);
    const view = new DataView(data.buffer);
    const rela: { offset: bigint; type: number; addend: bigint }[] = [];
    for (let at = 0; at + width / 8 <= size; at += width / 8) {
      const word =
        width === 64 ? view.getBigUint64(at, littleEndian) : BigInt(view.getUint32(at, littleEndian));
      if (word < address || word >= address + BigInt(size)) continue;
      rela.push({ offset: address + BigInt(at), type, addend: word });
      data.fill(0, at, at + width / 8);
    }
    assert.ok(rela.length > 5);
    const relocated = (relocations: typeof rela) =>
      decode(
        goProgramImage({
          ...words,
          data: () => data,
          override: { dynamic: true, relocations: { rela: relocations } },
        }).bytes,
      );
    const { table } = await relocated(rela);
    assert.deepEqual(
      table?.keys.map((key) => key.symbol),
      KEYS.map(({ symbol }) => symbol),
    );
    assert.equal((await relocated([])).table, undefined);
  });
}

for (const address of [1n << 53n, 1n << 56n, (1n << 56n) + 8n, (1n << 64n) - 0x1000n]) {
  test(`a table linked at 0x${address.toString(16)} is found where it is`, async () => {
    for (const symbols of [true, false]) {
      const { bytes } = goProgramImage({ dataAddress: address, sectionHeaders: symbols, symbols });
      const { table } = await decode(bytes);
      assert.deepEqual(
        table?.keys.map((key) => key.symbol),
        KEYS.map(({ symbol }) => symbol),
      );
      assert.ok(table.keys.every(({ target }) => target >= address));
    }
  });
}

test('8 KiB of nothing in a segment at 2^56 or higher ends', async () => {
  for (const bits of [53n, 56n, 60n, 63n]) {
    const { bytes } = goProgramImage({
      dataAddress: 1n << bits,
      data: () => new Uint8Array(8192),
      sectionHeaders: false,
    });
    assert.match(whyNot(await decode(bytes)), /nothing in its data looks like one/);
  }
});

test('a segment that wraps around the end of memory is left out, in words', async () => {
  const { bytes } = goProgramImage({ dataAddress: (1n << 64n) - 16n });
  const program = await decode(bytes);
  assert.match(whyNot(program), /writable segments or relocations .* was left out/);
});

test('segments that share their bytes or their addresses are used once', async () => {
  const data = () => new Uint8Array(4096);
  const shared = Array.from({ length: 20 }, (_, at) => ({ vaddr: DATA_ADDRESS + BigInt(at + 1) * 0x10000n }));
  const budget = new Budget();
  const { bytes } = goProgramImage({ data, moreLoads: shared });
  assert.match(whyNot(await decode(bytes, budget)), /left out/);
  assert.ok(budget.spent < 3 * bytes.length, `${budget.spent} steps`);
  const moreLoads = [{ vaddr: DATA_ADDRESS + 8n }];
  assert.equal((await decode(goProgramImage({ moreLoads }).bytes)).table?.keys.length, KEYS.length);
  // Little data, so that its size is no reason.
  const little = goProgramImage({ data: () => new Uint8Array(64), moreLoads });
  assert.match(whyNot(await decode(little.bytes)), /left out/);
});

test('a program of more segments than linkers write is named, and its table is not looked for', async () => {
  const moreLoads = Array.from({ length: 40 }, (_, at) => ({
    vaddr: DATA_ADDRESS + BigInt(at + 1) * 0x10000n,
  }));
  assert.match(whyNot(await decode(goProgramImage({ moreLoads }).bytes)), /left out/);
});

/** Key after key, each with its name in another stretch of a file of some megabytes. */
test('data full of look-alikes is given up after counted work, in words', async () => {
  const names = 0x10000000n;
  const far = 24 << 20;
  const { bytes } = goProgramImage({
    data: (address) => lookAlikes(address, names, far),
    moreLoads: [{ flags: 4, vaddr: names, offset: 0n, filesz: BigInt(far) }],
  });
  const whole = new Uint8Array(far);
  whole.set(bytes);
  const budget = new Budget();
  const program = await decode(whole, budget);
  assert.match(whyNot(program), /full of look-alikes, and the search was given up after [\d,]+ steps/);
  assert.ok(budget.spent < 65 * 64 * 1024 + 64 * 1024, `${budget.spent} steps`);
});

function lookAlikes(address: bigint, names: bigint, far: number): Uint8Array {
  const count = 2048;
  const out = wordWriter({ class: 64, littleEndian: true }, 32 * count);
  for (let key = 0; key < count; key++) {
    out.word(names + BigInt((key * 20_000) % far));
    out.word(12n);
    out.u32(1);
    out.u32(1);
    out.word(address);
  }
  return out.bytes;
}

/** The names are searched in pieces of 256 KiB: each of these stands across the end of one, or shares its end. */
test('names of variables are those of the table that .symtab is linked to, whatever others there are', async () => {
  const override = { dynamic: true, soname: 'program' };
  const { table } = await decode(goProgramImage({ symbols: true, override }).bytes);
  assert.equal(table?.foundBy, 'symbols');
});

test('names in .strtab are found wherever they stand', async () => {
  for (const before of [1, 6, 13, 20, 40]) {
    const filler = 'x'.repeat((1 << 18) - before - 2);
    const { symtab = [], ...description } = goProgramImage({ symbols: true }).description;
    const image = goProgramImage({
      symbols: true,
      override: { ...description, symtab: [{ name: filler, value: 1n }, ...symtab] },
    });
    const { table } = await decode(image.bytes);
    assert.equal(table?.foundBy, 'symbols', `${before} bytes before the end`);
    assert.equal(table.variables.size, KEYS.length + 2);
  }
});

test('a symbol of the name that is not defined leads nowhere', async () => {
  const { symtab = [] } = goProgramImage({ symbols: true }).description;
  const undefinedOnes = symtab.map((symbol) => ({ ...symbol, section: 'UND' }));
  const { bytes } = goProgramImage({ symbols: true, override: { symtab: undefinedOnes } });
  assert.equal((await decode(bytes)).table?.foundBy, 'pattern');
});

test('relocations that a packed table claims by the million cost no more than the data has words', async () => {
  const relr = [0x600000n, ...Array<bigint>(5000).fill((1n << 64n) - 1n)];
  const budget = new Budget();
  const { bytes } = goProgramImage({
    dataAddress: 0x600000n,
    override: { dynamic: true, relocations: { relr }, dataShift: 0x200000n },
  });
  const program = await decode(bytes, budget);
  assert.equal(program.table?.keys.length, KEYS.length);
  assert.ok(budget.spent < bytes.length, `${budget.spent} steps for ${5000 * 63} relocations`);
});

test('texts of very many places are read again instead of being kept', async () => {
  // As many pieces as are kept, and one more; the work for it comes with the data.
  const pieces = 1024;
  const piece = 1 << 14;
  const data = new Uint8Array(1 << 20);
  const size = data.length + (pieces + 1) * piece;
  const reads: number[] = [];
  const segment = {
    index: 0,
    type: 1,
    flags: 6,
    offset: 0n,
    vaddr: 0n,
    paddr: 0n,
    filesz: BigInt(data.length),
    memsz: BigInt(data.length),
    align: 1n,
  };
  const image = {
    size,
    header: { class: 64, littleEndian: true, machine: 62 } as ElfHeader,
    segments: entryTable({ offset: 0, length: 1, size: 56 }, () => segment),
    relocations: { ...NO_ROWS, symbolName: () => '' },
    offsetOf: (address: bigint) => Number(address),
  };
  const source = {
    size,
    async read(offset: number, length: number) {
      reads.push(offset);
      return new Uint8Array(length).fill(0x78);
    },
    dispose: async () => {},
  };
  const memory = await ProgramMemory.load(image, source);
  reads.length = 0;
  const textAt = (at: number) => memory.text(BigInt(data.length + at * piece), 4);
  for (let at = 0; at < pieces; at++) assert.equal(await textAt(at), 'xxxx');
  assert.equal(await textAt(0), 'xxxx');
  assert.equal(reads.length, pieces, 'each once');
  await textAt(pieces);
  await textAt(0);
  assert.deepEqual(
    reads.slice(pieces),
    [pieces, 0].map((at) => data.length + at * piece),
  );
});
