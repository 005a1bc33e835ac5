import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elfProblems, problemSentence } from '../../../src/elf/problems/english.ts';
import { MAX_PROBLEMS, MAX_PROBLEMS_PER_CODE, ProblemList } from '../../../src/elf/problems/problems.ts';
import { buildImage, damage, fullImage, withoutSections } from '../../support/elf/index.ts';
import { codes, imageOf } from './support.ts';

test('problems of one code are listed up to a limit and counted beyond it', () => {
  const list = new ProblemList(100);
  for (let index = 0; index < 1000; index++) {
    list.add('error', 'version-nameless', { index }, ['version-definition', index]);
  }
  const problems = list.list();
  assert.equal(problems.length, MAX_PROBLEMS_PER_CODE + 1);
  assert.equal(problems.at(-1)?.code, 'more-problems');
  assert.equal(problems.at(-1)?.args['count'], 1000 - MAX_PROBLEMS_PER_CODE);
  assert.ok(MAX_PROBLEMS >= MAX_PROBLEMS_PER_CODE);
});

test('ranges are clipped to the image, and left out where they are outside of it', () => {
  const list = new ProblemList(100);
  const range = (offset: number, length: number) => {
    list.add('error', 'strings-unended', { table: 'DT_STRTAB' }, 'DT_STRTAB', { offset, length });
    return list.list().at(-1);
  };
  assert.deepEqual([range(90, 20)?.offset, range(90, 20)?.length], [90, 10]);
  assert.equal(range(100, 1)?.offset, undefined);
  assert.equal(range(Number.NaN, 1)?.offset, undefined);
  assert.equal(range(-1, 1)?.offset, undefined);
});

test('a second table of a kind of which there is one', async () => {
  const extraSections = [{ name: '.dynsym.part', type: 11, contents: new Uint8Array(24) }];
  const { problems } = await imageOf(fullImage({ class: 64, littleEndian: true }, { extraSections }).bytes);
  const found = problems.find(({ code }) => code === 'section-twice') ?? assert.fail();
  assert.match(problemSentence(found), /“.dynsym.part” is another SHT_DYNSYM beside section/);
});

test('an extended section index that no section has', async () => {
  const symtab = [{ name: 'far', offset: 0, extendedIndex: true }];
  const built = fullImage(
    { class: 64, littleEndian: false },
    { symtab, extendedNumbering: { sections: true } },
  );
  assert.deepEqual((await imageOf(built.bytes, { symtab: true })).problems, []);
  const short = damage(built, 'shdr[.symtab_shndx].sh_size', 4);
  assert.deepEqual(codes(await imageOf(short.bytes, { symtab: true })), [
    'symbol-indices-disagree',
    'symbol-index-missing',
  ]);
  const damaged = damage(built, 'symtab_shndx[1]', 0x20000);
  const { problems } = await imageOf(damaged.bytes, { symtab: true });
  assert.deepEqual(
    problems.map(({ code, args }) => [code, args['section']]),
    [['symbol-section-outside', 0x20000]],
  );
});

test('mappings of a core file in any order, sections of nothing anywhere, and no section headers at all', async () => {
  const description = { class: 64, littleEndian: true, machine: 62, dynamic: false } as const;
  const loads = [0x4000n, 0x1000n].map((vaddr) => ({ type: 1, vaddr, filesz: 0n, memsz: 0x1000n }));
  const core = buildImage({ ...description, type: 4, sectionHeaders: false, extraSegments: loads });
  assert.deepEqual((await imageOf(core.bytes)).problems, []);
  const program = buildImage({ ...description, extraSegments: loads });
  assert.deepEqual(codes(await imageOf(program.bytes)), ['loads-unsorted']);

  const extraSections = [{ name: '.empty', type: 1 }];
  const empty = damage(buildImage({ ...description, extraSections }), 'shdr[.empty].sh_offset', 0x7fffffff);
  assert.deepEqual((await imageOf(empty.bytes)).problems, []);

  const stripped = withoutSections(fullImage({ class: 64, littleEndian: true }).bytes);
  new DataView(stripped.buffer).setUint16(62, 0xffff, true);
  assert.deepEqual((await imageOf(stripped)).problems, []);
});

test('a code that the catalogue does not have is shown as it is', () => {
  assert.equal(problemSentence({ code: 'no-such-code', args: {} }), 'no-such-code');
  assert.equal(problemSentence({ code: '__proto__', args: {} }), '__proto__');
  assert.equal(problemSentence({ code: 'toString', args: {} }), 'toString');
});

test('sentences show names of unknown origin escaped and cut', () => {
  const sentence = elfProblems['version-hash-wrong']({
    stored: 1,
    computed: 2,
    name: `\u202e\u0007${'x'.repeat(5000)}`,
  });
  for (const character of ['\u202e', '\u0007']) assert.ok(!sentence.includes(character));
  assert.ok(sentence.length < 400);
});

test('counts are worded for one and for many', () => {
  assert.match(
    elfProblems['hash-unreachable']({ table: 'DT_HASH', count: 1, first: 4 }),
    /^1 defined symbol that/,
  );
  assert.match(
    elfProblems['hash-unreachable']({ table: 'DT_HASH', count: 2, first: 4 }),
    /^2 defined symbols that/,
  );
});

test('a number that a field declares is told to the last digit, however large', async () => {
  const image = fullImage({ class: 64, littleEndian: true });
  for (const field of [
    'dynamic[DT_STRSZ].d_val',
    'dynamic[DT_SYMENT].d_val',
    'dynamic[DT_VERDEFNUM].d_val',
    'dynamic[DT_VERNEEDNUM].d_val',
    'dynamic[DT_RELAENT].d_val',
    'dynamic[DT_RELASZ].d_val',
  ]) {
    const { problems } = await imageOf(damage(image, field, 2n ** 63n + 1n).bytes);
    const told = problems.map(problemSentence).filter((each) => /9,?007,?199|9,?223,?372/.test(each));
    assert.ok(told.length > 0, field);
    for (const each of told) assert.match(each, /9,?223,?372,?036,?854,?775,?809/, field);
  }
});
