/**
 * Small files made to cost much: names that share their bytes, records that are met again and again, notes
 * without end. Each is read in bounded work and with bounded output, and says why it is cut.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readElf } from '../../src/elf/readElf.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import type { BuiltImage, ImageDescription } from '../support/elf/index.ts';
import { buildImage, machines } from '../support/elf/index.ts';
import { processorMilliseconds } from '../support/processorTime.ts';
import { exercise } from './exercise.ts';

const base = { class: 64, littleEndian: true, machine: machines.x86_64, soname: 'libamplified.so' } as const;
const LONG = 60_000;

async function codesOf(image: BuiltImage): Promise<ReadonlySet<string>> {
  let codes: ReadonlySet<string> = new Set();
  // Work is counted by the fuzzer; this catches loops that nobody counts.
  const took = await processorMilliseconds(async () => {
    codes = (await exercise(image.bytes, { report: true })).codes;
  });
  assert.ok(took < 60_000, `${took} ms`);
  return codes;
}

function view({ bytes }: BuiltImage): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** An image with a string of LONG letters at the end of .dynstr; returns that string's offset in it. */
function withLongString(description: Partial<ImageDescription>): { image: BuiltImage; start: number } {
  const long = 'x'.repeat(LONG);
  const image = buildImage({ ...base, needed: [long], ...description });
  const { offset } = image.layout.field(`dynstr."${long}"`);
  return { image, start: offset - image.layout.range('dynstr').offset };
}

test('4,000 symbols whose names are suffixes of one long string', async () => {
  const symbols = Array.from({ length: 4000 }, (_, at) => ({ name: `s${at}`, offset: 0 }));
  const { image, start } = withLongString({ symbols });
  for (let at = 1; at <= symbols.length; at++) {
    view(image).setUint32(image.layout.field(`dynsym[${at}].st_name`).offset, start + at, true);
  }
  assert.ok((await codesOf(image)).has('names-amplified'));
});

test('2,000 entries of DT_NEEDED that are suffixes of one long string', async () => {
  const extraDynamic = Array.from({ length: 2000 }, (_, at) => ({ tag: 1n, value: BigInt(at + 40) }));
  const { image } = withLongString({ extraDynamic });
  assert.ok((await codesOf(image)).has('names-amplified'));
});

test('a dynamic table of 100,000 different tags without end', async () => {
  const extraDynamic = Array.from({ length: 100_000 }, (_, at) => ({ tag: BigInt(0x1000 + at), value: 1n }));
  assert.ok((await codesOf(buildImage({ ...base, extraDynamic }))).has('dynamic-too-long'));
});

test('1,000 definitions whose names are suffixes of one long string', async () => {
  const versions = Array.from({ length: 1000 }, (_, at) => ({ name: `V${at}` }));
  const { image, start } = withLongString({ versions });
  for (let at = 1; at <= versions.length; at++) {
    view(image).setUint32(image.layout.field(`verdef[${at}].aux[0].vda_name`).offset, start + at, true);
  }
  assert.ok((await codesOf(image)).has('version-names-amplified'));
});

test('1,000 definitions that share one chain of 1,000 parents', async () => {
  const names = Array.from({ length: 1000 }, (_, at) => `V${at}`);
  const last = { name: 'LAST', parents: names.slice(1) };
  const image = buildImage({ ...base, versions: [...names.map((name) => ({ name })), last] });
  const chain = image.layout.field(`verdef[${names.length + 1}].aux[0].vda_name`).offset;
  for (let at = 1; at <= names.length; at++) {
    const record = image.layout.field(`verdef[${at}].vd_version`).offset;
    view(image).setUint32(image.layout.field(`verdef[${at}].vd_aux`).offset, chain - record, true);
    view(image).setUint16(image.layout.field(`verdef[${at}].vd_cnt`).offset, 1000, true);
  }
  assert.ok((await codesOf(image)).has('records-shared'));
});

test('10,000 sections whose names are suffixes of one long string', async () => {
  const extraSections = [
    { name: 'x'.repeat(LONG) },
    ...Array.from({ length: 10_000 }, () => ({ name: '.s' })),
  ];
  const image = buildImage({ ...base, extraSections });
  const start =
    image.layout.field(`shstrtab."${'x'.repeat(LONG)}"`).offset - image.layout.range('shstrtab').offset;
  const first = image.layout.range('shdr').offset;
  for (let at = 20; at < 10_000; at++) view(image).setUint32(first + at * 64, start + at, true);
  assert.ok((await codesOf(image)).has('names-amplified'));
});

test('500 segments of notes that share their bytes', async () => {
  const extraSegments = Array.from({ length: 500 }, () => ({ type: 4, offset: 0n, filesz: 0n }));
  const notes = [{ owner: 'x', type: 1, description: new Uint8Array(60_000) }];
  const image = buildImage({ ...base, notes, extraSegments });
  const { offset } = image.layout.field('note[0].n_namesz');
  const end = offset + 60_000;
  const first = image.layout.field('phdr[0].p_type').offset;
  const count = view(image).getUint16(56, true);
  for (let at = 0; at < 500; at++) {
    // Each begins where the descriptor of the one before does, and declares the rest of it as its own.
    const start = offset + at * 16;
    for (const [field, value] of [2, end - start - 16, 1].entries())
      view(image).setUint32(start + field * 4, value, true);
    const header = first + (count - 500 + at) * 56;
    view(image).setBigUint64(header + 8, BigInt(start), true);
    view(image).setBigUint64(header + 32, BigInt(end - start), true);
  }
  assert.ok((await codesOf(image)).has('notes-shared'));
});

test('a megabyte of empty notes', async () => {
  const image = buildImage({
    ...base,
    textSize: 1 << 20,
    notes: [{ owner: 'x', type: 1, description: new Uint8Array() }],
  });
  const text = image.layout.range('text');
  pointNoteAt(image, text.offset, text.size);
  assert.ok((await codesOf(image)).has('notes-too-many'));
});

test('5,000 note segments over the same megabyte', async () => {
  const textSize = 1 << 20;
  const description = { ...base, textSize };
  const { offset } = buildImage({ ...description, extraSegments: manySegments(0, 0) }).layout.range('text');
  const image = buildImage({ ...description, extraSegments: manySegments(offset, textSize) });
  const codes = await codesOf(image);
  assert.ok(codes.has('work-limit') || codes.has('notes-too-many'));
});

function manySegments(offset: number, filesz: number) {
  return Array.from({ length: 5000 }, () => ({
    type: 4,
    offset: BigInt(offset),
    filesz: BigInt(filesz),
    align: 4n,
  }));
}

function pointNoteAt(image: BuiltImage, offset: number, size: number): void {
  const segment = image.layout.field('phdr[2].p_offset').offset;
  view(image).setBigUint64(segment, BigInt(offset), true);
  view(image).setBigUint64(segment + 24, BigInt(size), true);
}

test('20,000 buckets of DT_HASH that all lead to one chain of 20,000 symbols', async () => {
  const symbols = Array.from({ length: 20_000 }, (_, at) => ({ name: `s${at}`, offset: 0 }));
  const image = buildImage({ ...base, symbols, hash: 'sysv', buckets: 20_000 });
  const words = image.layout.range('sysvHash').offset + 8;
  for (let bucket = 0; bucket < 20_000; bucket++) view(image).setUint32(words + bucket * 4, 1, true);
  const chains = words + 80_000;
  for (let symbol = 1; symbol < 20_000; symbol++)
    view(image).setUint32(chains + symbol * 4, symbol + 1, true);
  const codes = await codesOf(image);
  assert.ok(codes.has('hash-wrong-bucket') || codes.has('hash-cycle'), [...codes].join());
});

test('a RELR table of nothing but full bitmaps', async () => {
  const relr = [0, ...Array.from({ length: 8000 }, () => 2n ** 64n - 1n)];
  const { bytes } = buildImage({ ...base, dataSize: 64, relocations: { relr } });
  const outcome = await readElf(memorySource(bytes));
  if (outcome.kind !== 'elf') assert.fail('not read as ELF');
  // 63 relocations for each word of 8 bytes is what the format promises.
  assert.ok(outcome.image.relocations.length <= 1 + 8000 * 63);
  await exercise(bytes, { report: true });
});

test('CREL of one byte a relocation, of a symbol with a long name', async () => {
  const entries = Array.from({ length: 50_000 }, (_, at) => ({ offset: BigInt(at), type: 1, symbol: 1 }));
  const symbols = [{ name: 'x'.repeat(LONG), offset: 0 }];
  const { bytes } = buildImage({ ...base, symbols, relocations: { crel: { entries } } });
  const { codes } = await exercise(bytes, { report: true });
  assert.ok(codes.has('packed-relocations-many'), [...codes].join());
});

test('some bytes of Android’s packed relocations that are as many as a number can say', async () => {
  const count = 2n ** 62n;
  const entries = [{ offset: 8n, type: 1, symbol: 1 }];
  const symbols = [{ name: 'x'.repeat(LONG), offset: 0 }];
  const android = { count, groups: [{ step: 8n, sameInfo: true, sameAddend: true, size: count, entries }] };
  const image = buildImage({ ...base, symbols, textSize: 100_000, relocations: { android } });
  const codes = await codesOf(image);
  assert.ok(codes.has('packed-relocations-many'), [...codes].join());
});

test('names that are dangerous elsewhere are names like any other', async () => {
  const names = [
    '__proto__',
    'constructor',
    'toString',
    'a\u0007b',
    'evil\u202egnp.exe',
    '<img src=x>',
    '\u{1f600}',
    '',
  ];
  const symbols = names.map((name) => ({ name, offset: 0, version: '__proto__' }));
  const { bytes } = buildImage({ ...base, symbols, versions: [{ name: '__proto__' }], hash: 'sysv' });
  const outcome = await readElf(memorySource(bytes));
  if (outcome.kind !== 'elf') assert.fail('not read as ELF');
  const { symbols: table, versionDefinitions } = outcome.image;
  assert.deepEqual(
    names.map((_, at) => table.name(at + 1)),
    names,
  );
  assert.equal(table.version(1)?.name, '__proto__');
  assert.equal(versionDefinitions[1]?.name, '__proto__');
});

test('more sections of notes than are read, and a symbol table behind them', async () => {
  const contents = new Uint8Array(16);
  const extraSections = Array.from({ length: 4200 }, (_, at) => ({ name: `.n${at}`, type: 7, contents }));
  const symtab = [{ name: 'behind', offset: 0 }];
  const { bytes } = buildImage({ ...base, type: 1, extraSections, symtab });
  const { codes } = await exercise(bytes, { report: true });
  assert.ok(codes.has('table-sections-many') && codes.has('note-stretches-many'), [...codes].join());
  const outcome = await readElf(memorySource(bytes));
  assert.equal(outcome.kind === 'elf' && outcome.image.symtab?.name(1), 'behind');
});
