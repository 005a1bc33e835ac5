/** Notes in both alignments, mixed ones, and those that segment and section both lead to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemSentence } from '../../../src/elf/problems/english.ts';
import type { ImageDescription, NoteDescription } from '../../support/elf/index.ts';
import {
  buildIdNote,
  buildImage,
  buildSaltNote,
  damage,
  linuxVersionNote,
  machines,
} from '../../support/elf/index.ts';
import { codes, imageOf, rows } from './support.ts';

const property: NoteDescription = { owner: 'GNU', type: 5, description: new Uint8Array(16) };
const notes = [
  linuxVersionNote(6, 12, 107),
  buildSaltNote('6.12.107-amd64'),
  property,
  buildIdNote('0123456789abcdef'),
];
const image = (override: Partial<ImageDescription>) =>
  buildImage({ class: 64, littleEndian: true, machine: machines.x86_64, notes, ...override });

const meanings = [
  { kind: 'linux-version', code: 0x060c6b, release: '6.12.107' },
  { kind: 'build-salt', salt: '6.12.107-amd64' },
  undefined,
  { kind: 'build-id', id: '0123456789abcdef' },
];

for (const noteAlign of [4, 8] as const) {
  for (const littleEndian of [true, false]) {
    test(`notes aligned to ${noteAlign}, ${littleEndian ? 'little' : 'big'}-endian`, async () => {
      const read = await imageOf(image({ noteAlign, littleEndian, machine: machines.aarch64 }).bytes);
      assert.deepEqual(codes(read), []);
      assert.deepEqual(
        read.notes.map(({ meaning }) => meaning),
        meanings,
      );
    });
  }
}

test('notes declared as 8-aligned but laid out with 4 are found all the same, with a warning', async () => {
  // qemu's aarch64 image and the riscv64 CFI vDSO look like this; readelf and llvm-readelf lose notes.
  const built = image({ noteAlign: 4, sectionHeaders: false });
  const bytes = built.bytes.slice();
  const view = new DataView(bytes.buffer);
  for (let at = 64; at < 64 + view.getUint16(56, true) * 56; at += 56) {
    if (view.getUint32(at, true) === 4) view.setBigUint64(at + 48, 8n, true);
  }
  const read = await imageOf(bytes);
  assert.deepEqual(codes(read), ['note-alignment']);
  assert.deepEqual(
    read.notes.map(({ meaning }) => meaning),
    meanings,
  );
});

test('a note aligned to 8 behind others aligned to 4, in a segment that says 4: the padding is no note', async () => {
  // So gold links .note.ABI-tag, .note.gnu.property and .note.gnu.build-id; going by the segment, peers lose the rest.
  const abiTag: NoteDescription = { owner: 'GNU', type: 1, description: new Uint8Array(20) };
  const built = image({ notes: [abiTag, property, buildIdNote('0123456789abcdef')], sectionHeaders: false });
  const read = await imageOf(damage(built, 'note[0].n_descsz', 16).bytes);
  assert.equal(built.layout.field('note[1].n_namesz').offset % 8, 0);
  assert.deepEqual(codes(read), ['note-alignment']);
  assert.match(problemSentence(read.problems[0] ?? assert.fail()), /aligned to 4 bytes but laid out with 8/);
  assert.deepEqual(
    read.notes.map(({ type, description }) => [type, description.length]),
    [
      [1, 16],
      [5, 16],
      [3, 8],
    ],
  );
});

test('a descriptor of 100,000 bytes, as of a core file whose process had many mappings, is whole', async () => {
  const many = Uint8Array.from({ length: 100_000 }, (_, at) => at % 251);
  const read = await imageOf(
    image({ notes: [{ owner: 'CORE', type: 0x46494c45, description: many }] }).bytes,
  );
  assert.deepEqual(codes(read), []);
  assert.ok(Buffer.from(read.notes[0]?.description ?? []).equals(many));
  assert.equal(read.notes[0]?.size, many.length);
});

test('every note once, in file order, with its whole range', async () => {
  const read = await imageOf(image({}).bytes);
  const starts = read.notes.map(({ range }) => range.offset);
  assert.equal(new Set(starts).size, notes.length);
  assert.deepEqual(
    starts,
    starts.toSorted((a, b) => a - b),
  );
  for (const { description, range } of read.notes) {
    const whole = read.bytes(range.offset, range.length);
    assert.deepEqual(whole?.subarray(range.length - description.length), description);
  }
});

test('a file of debug information alone: its notes are where the sections say, not where PT_NOTE was', async () => {
  const built = image({});
  const bytes = built.bytes.slice();
  const view = new DataView(bytes.buffer);
  const { offset } = built.layout.range('note');
  for (let at = 64; at < 64 + view.getUint16(56, true) * 56; at += 56) {
    // As eu-strip -f leaves it: of the file that this one was split from.
    if (view.getUint32(at, true) === 4) view.setBigUint64(at + 8, BigInt(offset + 8), true);
  }
  const moved = { ...built, bytes };
  assert.notDeepEqual(codes(await imageOf(bytes)), [], 'with its code there, the segment counts');
  const read = await imageOf(damage(moved, 'shdr[.text].sh_type', 8).bytes);
  assert.deepEqual(codes(read), []);
  assert.deepEqual(
    read.notes.map(({ meaning }) => meaning),
    meanings,
  );
  const gone = damage(damage(moved, 'shdr[.text].sh_type', 8), 'shdr[.note].sh_type', 8);
  assert.deepEqual((await imageOf(gone.bytes)).notes, []);
});

test('a PT_NOTE is read whole where code below it was split off and its own notes were not', async () => {
  const built = image({
    extraSections: [
      { name: '.gone', type: 8, flags: 6n },
      { name: '.empty', type: 8, flags: 2n },
      { name: '.other', type: 1, flags: 2n, contents: new Uint8Array(8) },
    ],
  });
  const { addr } =
    rows((await imageOf(built.bytes)).sections).find(({ name }) => name === '.note') ?? assert.fail();
  const told = async (bytes: Uint8Array) =>
    rows((await imageOf(bytes)).notes).map(({ owner, type }) => `${owner} ${type}`);
  const before = await told(built.bytes);
  assert.equal(before.length, notes.length);
  let split = built;
  // Without bytes, below the notes; and a section that has the first note alone.
  for (const [field, value] of [
    ['shdr[.gone].sh_addr', 0x10],
    ['shdr[.gone].sh_size', 0x20],
    ['shdr[.empty].sh_addr', addr],
    ['shdr[.other].sh_addr', addr],
    ['shdr[.note].sh_size', 24],
  ] as const)
    split = damage(split, field, value);
  assert.deepEqual(await told(split.bytes), before);
});

test('sections of notes before, between and behind the PT_NOTEs are read as well', async () => {
  const contents = (type: number) =>
    Uint8Array.from([4, 0, 0, 0, 0, 0, 0, 0, type, 0, 0, 0, 0x47, 0x4e, 0x55, 0]);
  const types = [1, 2, 3, 4, 5];
  const extraSections = types.map((type) => ({ name: `.note.${type}`, type: 7, contents: contents(type) }));
  const described = { notes: [], extraSections, dynamic: false };
  const { layout } = image({ ...described, extraSegments: [{ type: 4 }, { type: 4 }] });
  // Two segments, of the second note and of the fourth.
  const extraSegments = [1, 3].map((at) => {
    const { offset } = layout.range(`extra[${at}]`);
    return { type: 4, offset: BigInt(offset), filesz: 16n, memsz: 16n };
  });
  const read = await imageOf(image({ ...described, extraSegments }).bytes);
  assert.deepEqual(
    rows(read.notes)
      .map(({ type }) => type)
      .toSorted(),
    types,
  );
});
