/** Code of files that are no vDSO: object files, long and nested functions, libraries of many functions. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PART } from '../../../src/session/code/parts.ts';
import type { Session } from '../../../src/session/model.ts';
import { openLocal } from '../../../src/session/openLocal.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { codeBytes } from '../../support/code/codeImage.ts';
import { buildImage, type ImageDescription } from '../../support/elf/index.ts';

const EXEC = 6n; // SHF_ALLOC | SHF_EXECINSTR
const X86_64 = 62;
const R_X86_64_PLT32 = 4;

function session(image: ImageDescription): Promise<Session> {
  const { bytes } = buildImage(image);
  return openLocal({
    source: memorySource(bytes),
    info: { kind: 'file', label: 'file.o', path: '/files/file.o', size: bytes.length },
    options: { selection: [], asVdso: false, symtab: true },
    generator: 'vdso-explorer 0.0.0',
  });
}

const names = async (opened: Session): Promise<readonly string[]> => {
  const { rows } = await opened.rows({ table: 'functions', filter: '', start: 0, count: 100 });
  return rows.map(({ cells }) => cells[0] ?? '');
};

describe('an object file', () => {
  const object: ImageDescription = {
    class: 64,
    littleEndian: true,
    machine: X86_64,
    type: 1,
    extraSections: [
      // call, jmp -7; ret
      { name: '.text.a', flags: EXEC, contents: codeBytes('e8 00 00 00 00 eb f9 c3') },
      { name: '.text.b', flags: EXEC, contents: codeBytes('90 31 c0 c3') },
    ],
    symtab: [
      { name: 'a', value: 0n, size: 8, type: 'FUNC', section: '.text.a' },
      { name: 'b', value: 1n, size: 3, type: 'FUNC', section: '.text.b' },
      { name: 'puts', value: 0n, section: 'UND', type: 'NOTYPE' },
    ],
    sectionRelocations: [
      { target: '.text.a', entries: [{ offset: 1n, type: R_X86_64_PLT32, symbol: 3, addend: -4n }] },
    ],
  };

  test('has functions of all its sections, each told from the start of its section on', async () => {
    const opened = await session(object);
    await opened.code(true);
    const { rows } = await opened.rows({ table: 'functions', filter: '', start: 0, count: 9 });
    assert.deepEqual(
      rows.map(({ cells }) => cells.slice(0, 4)),
      [
        ['a', '0x0', '8', '.text.a'],
        ['b', '0x1', '3', '.text.b'],
      ],
    );
    const { paragraphs, code: place = '' } = await opened.detail('functions', 1);
    const window = await opened.instructions({ place, start: 0, count: 9 });
    assert.deepEqual(
      window.rows.map(({ address, assembly, offset }) => [
        address,
        assembly,
        offset - (rows[1]?.offset ?? 0),
      ]),
      [
        ['0x1', 'xor eax, eax', 0],
        ['0x3', 'ret', 2],
      ],
    );
    assert.match(window.about, /^0x1 · 3 bytes · \.text\.b/);
    assert.deepEqual(paragraphs, []);
  });

  test('has no address yet where a linker puts one: the symbol is told', async () => {
    const opened = await session(object);
    const { code: place = '' } = await opened.detail('functions', 0);
    const { rows } = await opened.instructions({ place, start: 0, count: 9 });
    assert.deepEqual(
      rows.map(({ assembly, link, note }) => [assembly, link?.text, note]),
      [
        ['call 5', undefined, 'to be filled in: puts'],
        ['jmp 0', 'a', '1 line up'],
        ['ret', undefined, ''],
      ].map(([text, link, note], at) => [text, link, at === 0 ? `${note}; reached from 0x5` : note]),
    );
  });
});

describe('functions', () => {
  const code = new Uint8Array(0x40).fill(0x90);
  const image = (symtab: ImageDescription['symtab'], contents: Uint8Array = code): ImageDescription => ({
    class: 64,
    littleEndian: true,
    machine: X86_64,
    type: 1,
    extraSections: [{ name: '.text.code', flags: EXEC, contents }],
    ...(symtab === undefined ? {} : { symtab: symtab.map((each) => ({ ...each, section: '.text.code' })) }),
  });

  test('within another one are the place of their own code, and the outer one of the rest', async () => {
    const opened = await session(
      image([
        { name: 'outer', value: 0n, size: 0x40, type: 'FUNC' },
        { name: 'inner', value: 0x10n, size: 0x10, type: 'FUNC' },
      ]),
    );
    assert.deepEqual(await names(opened), ['outer', 'inner']);
    const base = BigInt((await opened.detail('functions', 0)).code ?? '');
    const at = async (offset: number) =>
      (await opened.instructions({ place: `0x${(base + BigInt(offset)).toString(16)}`, start: 0, count: 1 }))
        .title;
    assert.deepEqual([await at(8), await at(0x18), await at(0x28)], ['outer', 'inner', 'outer']);
  });

  test('of several names are told by one that is not weak', async () => {
    const opened = await session(
      image([
        { name: 'twin', value: 0n, size: 8, type: 'FUNC', bind: 'WEAK' },
        { name: 'own', value: 0n, size: 8, type: 'FUNC', bind: 'GLOBAL' },
      ]),
    );
    assert.deepEqual(await names(opened), ['own', 'twin']);
    const { code: place = '' } = await opened.detail('functions', 1);
    assert.equal((await opened.instructions({ place, start: 0, count: 1 })).title, 'own');
  });

  test('without a size have the room up to the next one', async () => {
    const opened = await session(
      image([
        { name: 'first', value: 0n, size: 0, type: 'FUNC' },
        { name: 'second', value: 0x30n, size: 0, type: 'FUNC' },
      ]),
    );
    const { rows } = await opened.rows({ table: 'functions', filter: '', start: 0, count: 9 });
    assert.deepEqual(
      rows.map(({ cells, length }) => [cells[2], length]),
      [
        ['48', 48],
        ['16', 16],
      ],
    );
  });

  test('longer than what is shown at once come in parts that begin where instructions do', async () => {
    // lea rax, [rdi + 0x11223344], 7 bytes: no part ends where one does.
    const one = codeBytes('48 8d 87 44 33 22 11');
    const count = Math.ceil((2.5 * Number(PART)) / one.length);
    const long = new Uint8Array(count * one.length);
    for (let at = 0; at < count; at++) long.set(one, at * one.length);
    const opened = await session(image([{ name: 'long', value: 0n, size: long.length, type: 'FUNC' }], long));
    const { code: place = '' } = await opened.detail('functions', 0);
    let rows = 0;
    let next: string | undefined = place;
    const parts: string[] = [];
    while (next !== undefined) {
      const window = await opened.instructions({ place: next, start: 0, count: 1 });
      assert.equal(window.rows[0]?.assembly, 'lea rax, [rdi + 0x11223344]');
      assert.equal(window.before, parts.at(-1));
      assert.equal(window.row, 0);
      assert.match(window.note ?? '', /^Bytes 0x/);
      parts.push(window.from);
      rows += window.rowCount;
      next = window.after;
    }
    assert.deepEqual([parts.length, rows], [3, count]);
    // Who comes to one from elsewhere finds the same instructions in it.
    const other = await session(image([{ name: 'long', value: 0n, size: long.length, type: 'FUNC' }], long));
    const told = async (session: Session, place: string) => {
      const { from, rowCount, note } = await session.instructions({ place, start: 0, count: 1 });
      return { from, rowCount, note };
    };
    for (const part of parts.toReversed())
      assert.deepEqual(await told(other, part), await told(opened, part));
  });
});
