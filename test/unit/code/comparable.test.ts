/** Functions held against each other: what of their code is alike when addresses do not count. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aligned } from '../../../src/code/comparable/align.ts';
import { codeDifference } from '../../../src/code/comparable/codeDifference.ts';
import { type ComparableFunction, MOST_COMPARED } from '../../../src/code/comparable/comparableCode.ts';
import { codeImage } from '../../support/code/codeImage.ts';
import { comparedOf } from '../../support/compared.ts';
import { type VdsoArch, vdsoImage } from '../../support/elf/index.ts';

/** The function of that name, where it is the n-th of its image. */
async function at(place: number, code: string, arch: VdsoArch = 'amd64'): Promise<ComparableFunction> {
  const others = Array.from({ length: place }, (_, each) => [
    `other${each}`,
    arch === 'amd64' ? 'c3' : 'c0 03 5f d6',
  ]);
  const { bytes } = codeImage(arch, { ...Object.fromEntries(others), wanted: code });
  const { code: read } = await comparedOf(bytes, { code: true });
  const found = read?.functions.find(({ name }) => name === 'wanted')?.code;
  assert.ok(found !== undefined);
  // What fills the function's place behind it is no part of the question.
  return { ...found, lines: found.lines.slice(0, found.lines.indexOf('ret') + 1) };
}

const unlike = (removed: number, added: number) => ({ kind: 'code', removed, added, patchedOnly: false });
const alike = (kind: string) => ({ kind, removed: 0, added: 0, patchedOnly: false });

describe('lines', () => {
  /** The textbook's table, which has every length. */
  function longest(from: readonly string[], to: readonly string[]): number {
    const table = [new Array<number>(to.length + 1).fill(0)];
    for (const line of from) {
      const above = table.at(-1) ?? [];
      const row = [0];
      for (const [at, other] of to.entries())
        row.push(line === other ? (above[at] ?? 0) + 1 : Math.max(above[at + 1] ?? 0, row[at] ?? 0));
      table.push(row);
    }
    return table.at(-1)?.at(-1) ?? 0;
  }

  test('in common are as many as there can be, in the order of both', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    for (let round = 0; round < 300; round++) {
      const list = () => Array.from({ length: random(14) }, () => 'abcd'.charAt(random(4)));
      const [from, to] = [list(), list()];
      const places = [...aligned(from, to)];
      const found = places.filter((place) => place >= 0);
      assert.deepEqual(
        found,
        [...found].sort((a, b) => a - b),
        `${from} ${to}`,
      );
      for (const [line, place] of places.entries()) if (place >= 0) assert.equal(from[line], to[place]);
      assert.equal(found.length, longest(from, to), `${from} | ${to}`);
    }
  });

  test('of lists that have too much apart are what they begin and end with', () => {
    const from = ['a', ...Array.from({ length: 20 }, (_, n) => `x${n}`), 'same', 'z'];
    const to = ['a', 'same', ...Array.from({ length: 20 }, (_, n) => `y${n}`), 'z'];
    assert.equal([...aligned(from, to)].filter((place) => place >= 0).length, 3);
    assert.deepEqual(
      [...aligned(from, to, 10).entries()].filter(([, place]) => place >= 0),
      [
        [0, 0],
        [22, 22],
      ],
    );
  });
});

describe('code', () => {
  // test edi, edi; je +2; rdtsc; lea rax, [rip - d]; ret: the data lies 0x1000 before the image's first function.
  const clock = (distance: number) => {
    const low = (0x100000000 - distance).toString(16).padStart(8, '0');
    return `85 ff 74 02 0f 31 48 8d 05 ${low.slice(6)} ${low.slice(4, 6)} ${low.slice(2, 4)} ${low.slice(0, 2)} c3`;
  };

  test('is the same at another address, whose distance to data and branches is another one', async () => {
    const [here, there] = [await at(0, clock(0x1000)), await at(3, clock(0x10c0))];
    assert.deepEqual(codeDifference(here, there), alike('addresses'));
    assert.deepEqual(codeDifference(here, await at(3, clock(0x1000))), alike('bytes'));
  });

  test('is another one by an instruction more', async () => {
    const nop = await at(0, `90 ${clock(0x1001)}`);
    assert.deepEqual(codeDifference(await at(0, clock(0x1000)), nop), unlike(0, 1));
    assert.deepEqual(codeDifference(nop, await at(0, clock(0x1000))), unlike(1, 0));
  });

  test('is another one by a constant, which is no address', async () => {
    assert.deepEqual(
      codeDifference(await at(0, 'b8 01 00 00 00 c3'), await at(0, 'b8 02 00 00 00 c3')),
      unlike(1, 1),
    );
  });

  test('is another one by a branch that leads elsewhere in it', async () => {
    // je over the first, over both of two equal instructions
    const [one, both] = [await at(0, '74 02 0f 31 0f 31 c3'), await at(0, '74 04 0f 31 0f 31 c3')];
    assert.deepEqual(one.lines.slice(0, 4), both.lines.slice(0, 4));
    assert.deepEqual(codeDifference(one, both), unlike(1, 1));
  });

  test('keeps its branches where something was put between', async () => {
    // je to the ret; then with a nop before it
    const [short, long] = [await at(0, '74 02 0f 31 c3'), await at(0, '74 03 0f 31 90 c3')];
    assert.deepEqual(codeDifference(short, long), unlike(0, 1));
  });

  test('that calls a function names it, wherever it lies', async () => {
    const { bytes } = codeImage('amd64', { callee: 'c3', wanted: 'e8 bb ff ff ff c3' });
    const read = (await comparedOf(bytes, { code: true })).code;
    assert.equal(read?.functions.find(({ name }) => name === 'wanted')?.code?.lines[0], 'call callee');
  });

  test('has no address that is made in two instructions, and keeps what is added to it', async () => {
    const lines = async (arch: VdsoArch, code: string, count: number) => {
      const { bytes } = codeImage(arch, { wanted: code });
      const read = (await comparedOf(bytes, { code: true })).code;
      return read?.functions.find(({ name }) => name === 'wanted')?.code?.lines.slice(0, count);
    };
    assert.deepEqual(
      await lines(
        'riscv64',
        '17 05 00 00 13 05 05 01 97 05 00 00 03 b6 85 00 93 06 05 00 93 86 46 00 67 80 00 00',
        7,
      ),
      [
        ...['auipc a0, {data}', 'addi a0, a0, {data}', 'auipc a1, {data}', 'ld a2, {data}(a1)'],
        ...['mv a3, a0', 'addi a3, a3, 4', 'ret'],
      ],
    );
    assert.deepEqual(
      await lines('loong64', '24 00 00 1a 84 40 c0 02 25 00 00 1a a6 20 c0 28 c6 10 c0 02 20 00 00 4c', 6),
      [
        ...['pcalau12i $a0, {data}', 'addi.d $a0, $a0, {data}', 'pcalau12i $a1, {data}'],
        ...['ld.d $a2, $a1, {data}', 'addi.d $a2, $a2, 4', 'ret'],
      ],
    );
  });

  test('that reads a page of the kernel says which, wherever that lies', async () => {
    // mov eax, [rip - d]: the four pages before the image, the last one first.
    for (const [page, name] of [
      [1, 'time-namespace'],
      [2, 'hyperv-clock'],
      [3, 'pvclock'],
      [4, 'time'],
    ] as const) {
      const { bytes, layout } = codeImage('amd64', { wanted: '' });
      const next = layout.range('text').offset + 6;
      new DataView(bytes.buffer).setInt32(next - 4, -0x1000 * page - next + 0x10, true);
      bytes.set([0x8b, 0x05], next - 6);
      const read = (await comparedOf(bytes, { code: true })).code;
      const [line] = read?.functions.find((each) => each.name === 'wanted')?.code?.lines ?? [];
      assert.equal(line, `mov eax, dword ptr [rip + {${name}}]`);
    }
  });

  test('of no function is one, behind the others, with branches within it', async () => {
    const { bytes, layout } = codeImage('amd64', { first: 'c3', second: 'c3' });
    // Behind either function a byte is nobody's; behind both there is room for a loop.
    const at = layout.range('text').offset;
    bytes.fill(0x90, at + 63, at + 64).fill(0x90, at + 127, at + 128);
    bytes.set([0x31, 0xc0, 0xeb, 0xfc, 0xc3], at + 128);
    const functions = (await comparedOf(bytes, { code: true })).code?.functions ?? [];
    const nobodys = functions.at(-1);
    assert.deepEqual([nobodys?.name, functions.filter(({ name }) => name === '').length], ['', 1]);
    const { lines, targets } = nobodys?.code ?? assert.fail('it was not read');
    const jump = lines.indexOf('jmp {here}');
    assert.ok(jump > 0);
    assert.equal(lines[targets[jump] ?? -1], 'xor eax, eax');
  });

  test('of arm64 has neither adr nor branches by their addresses', async () => {
    // cbz w0, +8; adr x1, -0x1000; ret
    const here = await at(0, '40 00 00 34 01 80 ff 10 c0 03 5f d6', 'arm64');
    const there = await at(2, '40 00 00 34 01 7c ff 10 c0 03 5f d6', 'arm64');
    assert.deepEqual(here.lines.slice(0, 3), ['cbz w0, #{here}', 'adr x1, #{data}', 'ret']);
    assert.deepEqual(codeDifference(here, there), alike('addresses'));
  });
});

test('padding is not compared, and counts among the instructions that are read', async () => {
  const parts = (textSize: number) => {
    const extraSections = [{ name: '.text.more', flags: 6n, contents: new Uint8Array(16).fill(0x90) }];
    const override = { textSize, extraSections };
    const { bytes, layout } = vdsoImage({ arch: 'amd64', exports: ['__vdso_time'], override });
    const { offset } = layout.range('text');
    return bytes.fill(0x90, offset, offset + textSize);
  };
  const read = (padding: number) => comparedOf(parts(padding), { code: true });
  const [few, many] = [await read(200), await read(MOST_COMPARED + 200)];
  assert.equal(few.leftOut, 0);
  assert.equal(many.leftOut, 1, 'the section behind that padding');
});
