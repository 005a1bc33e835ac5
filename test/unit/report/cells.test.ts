/** Single cells and fields, each where another value of the same kind would look right. */

import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { dynamicTagName } from '../../../src/elf/format/names.ts';
import type { Report } from '../../../src/report/report.ts';
import type { TableId } from '../../../src/report/viewModel/tableId.ts';
import { detailView } from '../../../src/report/views/detail/detail.ts';
import { vdsoFunction } from '../../../src/report/views/functions.ts';
import { summarize } from '../../../src/report/views/summary.ts';
import { english } from '../../../src/session/words.ts';
import { damage, fieldValue, fullImage, linuxVersionNote, vdsoImage } from '../../support/elf/index.ts';
import { reportOf } from './support.ts';

const shape = { class: 64, littleEndian: true } as const;

function table(report: Report, id: TableId) {
  return report.table(id) ?? assert.fail(`no table ${id}`);
}

function cell(report: Report, id: TableId, row: number, column: string): string {
  const at = table(report, id).view.columns.findIndex((each) => each.id === column);
  return table(report, id).row(row).cells[at] ?? assert.fail(`no column ${column}`);
}

test('a key leads to the first byte of its function', async () => {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes, { consumers: [{ id: 'go' }] });
  for (let row = 0; row < table(report, 'keys').rowCount; row++) {
    const { fields } = detailView(report, 'keys', row);
    const of = (label: string) => fields.find((each) => each.label === label);
    const symbol = Number(of('Index')?.value);
    // The value where it is the offset too, as here.
    const offset = of('Value');
    assert.equal(offset?.value, cell(report, 'symbols', symbol, 'fileOffset'));
    assert.deepEqual([offset?.offset, offset?.length], [Number(offset?.value), 1]);
    assert.equal(of('Value')?.value, cell(report, 'symbols', symbol, 'value'));
    assert.match(
      of('GNU hash in source')?.value ?? '',
      new RegExp(`^${cell(report, 'symbols', symbol, 'gnuHash')}`),
    );
    assert.match(
      of('SysV hash in source')?.value ?? '',
      new RegExp(`^${cell(report, 'symbols', symbol, 'sysvHash')}`),
    );
  }
});

test('a row that is not there has no detail', async () => {
  const report = await reportOf(fullImage(shape).bytes);
  const { rowCount } = table(report, 'dynamic');
  for (const row of [-1, rowCount, 0.5])
    assert.deepEqual(detailView(report, 'dynamic', row).fields, [], `${row}`);
  assert.notDeepEqual(detailView(report, 'dynamic', rowCount - 1).fields, []);
});

test('what a dynamic entry’s number is follows from its tag: an address, bytes, or neither', async () => {
  // gABI figure 5-10, the LSB's and GNU's: d_ptr; and sizes in bytes, as llvm-readelf marks them.
  const addresses =
    'PLTGOT HASH STRTAB SYMTAB RELA INIT FINI REL JMPREL INIT_ARRAY FINI_ARRAY PREINIT_ARRAY SYMTAB_SHNDX RELR GNU_HASH VERSYM VERDEF VERNEED'.split(
      ' ',
    );
  const sizes =
    'PLTRELSZ RELASZ RELAENT STRSZ SYMENT RELSZ RELENT INIT_ARRAYSZ FINI_ARRAYSZ PREINIT_ARRAYSZ RELRSZ RELRENT'.split(
      ' ',
    );
  const tags = [
    ...Array.from({ length: 38 }, (_, tag) => BigInt(tag)),
    ...[0x6ffffef5n, 0x6ffffff0n, 0x6ffffffcn, 0x6ffffffen, 0x6ffffff1n, 0x6ffffffdn, 0x6fffffffn],
  ].filter((tag) => ![0n, 1n, 14n, 15n, 29n].includes(tag));
  for (const tag of tags) {
    const name = dynamicTagName(tag, 62);
    const report = await reportOf(fullImage(shape, { extraDynamic: [{ tag, value: 0x40n }] }).bytes);
    const rows = Array.from({ length: table(report, 'dynamic').rowCount }, (_, row) => row);
    const row = rows.findLast((each) => cell(report, 'dynamic', each, 'name') === name) ?? -1;
    const meaning = cell(report, 'dynamic', row, 'text');
    if (addresses.includes(name)) assert.equal(meaning, 'file offset 0x40', name);
    else if (sizes.includes(name)) assert.equal(meaning, '64 bytes', name);
    else assert.doesNotMatch(meaning, /file offset|bytes/, name);
  }
});

test('flags have their names, and bits without one are told as they are', async () => {
  // gABI figure 5-11: DF_TEXTREL is 4; of DF_1_ flags the first is NOW.
  for (const [tag, value, meaning] of [
    [30n, 0x4n, 'TEXTREL'],
    [30n, 0x424n, 'TEXTREL 0x420'],
    [30n, 0x20n, '0x20'],
    [0x6ffffffbn, 0x1n, 'NOW'],
    [0x6ffffffbn, 0x8000000000000001n, 'NOW 0x8000000000000000'],
  ] as const) {
    const report = await reportOf(fullImage(shape, { extraDynamic: [{ tag, value }] }).bytes);
    const rows = Array.from({ length: table(report, 'dynamic').rowCount }, (_, row) => row);
    const name = dynamicTagName(tag, 62);
    const row = rows.findLast((each) => cell(report, 'dynamic', each, 'name') === name) ?? -1;
    assert.equal(cell(report, 'dynamic', row, 'text'), meaning);
  }
});

test('a problem’s row is as grave as the problem', async () => {
  const image = fullImage(shape);
  const report = await reportOf(damage(damage(image, 'ehdr.e_shstrndx', 999), 'verdef[1].vd_hash', 1).bytes);
  const tones: Readonly<Record<string, string | undefined>> = {
    error: 'bad',
    warning: 'warn',
    note: undefined,
  };
  const { rowCount } = table(report, 'problems');
  assert.ok(rowCount >= 2);
  for (let row = 0; row < rowCount; row++)
    assert.equal(table(report, 'problems').row(row).tone, tones[cell(report, 'problems', row, 'severity')]);
});

test('a version whose hash is not its name’s is marked, and no other', async () => {
  const report = await reportOf(damage(fullImage(shape), 'verdef[1].vd_hash', 1).bytes);
  const { rowCount } = table(report, 'versions');
  const checks = Array.from({ length: rowCount }, (_, row) => cell(report, 'versions', row, 'check'));
  const tones = Array.from({ length: rowCount }, (_, row) => table(report, 'versions').row(row).tone);
  assert.deepEqual(checks, ['right', 'wrong', ...Array(rowCount - 2).fill('right')]);
  assert.deepEqual(tones, [undefined, 'bad', ...Array(rowCount - 2).fill(undefined)]);
});

test('a base version is the image itself, the others are offered by it', async () => {
  const report = await reportOf(fullImage(shape).bytes);
  const words = (row: number) => detailView(report, 'versions', row).paragraphs.join();
  assert.notEqual(words(0), words(1));
  assert.equal(words(1), words(2));
});

test('more names of one function than are listed are counted', async () => {
  const names = Array.from({ length: 40 }, (_, at) => `twin_${at}`);
  const symbols = names.map((name) => ({ name, offset: 0x10, size: 8 }));
  const report = await reportOf(fullImage(shape, { symbols, versions: [], needs: [] }).bytes);
  const { fields } = detailView(report, 'symbols', 1);
  const aliases = fields.find(({ label }) => label === 'Aliases')?.value ?? '';
  assert.equal(aliases.match(/twin_/g)?.length, 24);
  assert.match(aliases, /\b15 more\b/);
});

test('a note that is too long to be kept has its whole size in the report', async () => {
  const description = new Uint8Array((1 << 20) + 8);
  const notes = [linuxVersionNote(6, 18, 44), { owner: 'LONG', type: 7, description }];
  const report = await reportOf(fullImage(shape, { notes }).bytes);
  const told = [0, 1].map(
    (row) => table(report, 'notes').json(row) as { size?: number; description: string },
  );
  assert.equal(told[1]?.size, description.length);
  assert.ok((told[1]?.description.length ?? 0) / 2 < description.length);
  assert.equal(told[0]?.size, undefined);
});

test('static symbols are offered where there are some that were not read', async () => {
  const { bytes } = fullImage(shape);
  assert.match(summarize(await reportOf(bytes)).symtabOffer ?? '', /^1\d more symbols/);
  assert.equal(summarize(await reportOf(bytes, { symtab: true })).symtabOffer, undefined);
  const without = fullImage(shape, { symtab: undefined } as never).bytes;
  assert.equal(summarize(await reportOf(without)).symtabOffer, undefined);
});

test('declarations have the types of the class', () => {
  const prototype = (name: string, elfClass: 32 | 64) => vdsoFunction(english, name, elfClass)?.prototype;
  const clock = '__vdso_clock_gettime';
  assert.equal(prototype(clock, 64), `int ${clock}(clockid_t clock, struct __kernel_timespec *ts);`);
  assert.equal(prototype(clock, 32), `int ${clock}(clockid_t clock, struct old_timespec32 *ts);`);
  assert.match(prototype('__vdso_gettimeofday', 64) ?? '', /struct __kernel_old_timeval \*/);
  assert.match(
    prototype('__vdso_time', 64) ?? '',
    /^__kernel_old_time_t __vdso_time\(__kernel_old_time_t \*/,
  );
});

test('where PT_LOADs lie over each other, a value lies where the first of them has it', async () => {
  // Not in order, so that no short way may be taken.
  const image = fullImage(shape, {
    extraSegments: [{ type: 1, flags: 4, offset: 0n, vaddr: 0n, filesz: 64n, memsz: 64n, align: 1n }],
  });
  const report = await reportOf(image.bytes);
  const { image: model } = report.subject;
  let compared = 0;
  for (let row = 1; row < table(report, 'symbols').rowCount; row++) {
    if (cell(report, 'symbols', row, 'section') === 'UNDEF') continue;
    if (cell(report, 'symbols', row, 'section') === 'ABS') continue;
    const offset = model.offsetOf(model.symbols.value(row));
    assert.equal(cell(report, 'symbols', row, 'fileOffset'), `0x${offset?.toString(16)}`);
    compared++;
  }
  assert.ok(compared > 3);
});

test('what is linked at its offset has no word about it, and what is not says where it is linked', async () => {
  // Physical addresses are nobody's business here.
  let image = fullImage(shape);
  for (let at = 0; image.layout.hasField(`phdr[${at}].p_paddr`); at++)
    image = damage(image, `phdr[${at}].p_paddr`, fieldValue(image, `phdr[${at}].p_offset`));
  const report = await reportOf(image.bytes);
  let apart = 0;
  for (let row = 0; row < table(report, 'segments').rowCount; row++) {
    const [offset, vaddr] = ['offset', 'vaddr'].map((column) => cell(report, 'segments', row, column));
    const words = detailView(report, 'segments', row).paragraphs.join(' ');
    assert.equal(words.includes(`linked at ${vaddr},`), offset !== vaddr, `segment ${row}`);
    if (offset !== vaddr) apart++;
  }
  assert.ok(apart > 0);
});

test('a needed version without a name is shown by the file that it is needed from', async () => {
  const image = fullImage(shape);
  const nameless = damage(image, 'verneed[0].aux[0].vna_name', 0);
  const report = await reportOf(nameless.bytes);
  const rows = Array.from({ length: table(report, 'symbols').rowCount }, (_, row) => row);
  const row = rows.find((each) => cell(report, 'symbols', each, 'name') === 'malloc') ?? -1;
  assert.equal(cell(report, 'symbols', row, 'version').trim(), '(libc.so.1)');
  assert.equal(cell(report, 'symbols', row, 'file'), 'libc.so.1');
  const whole = await reportOf(image.bytes);
  assert.doesNotMatch(cell(whole, 'symbols', row, 'version'), /libc|[()]/);
  assert.equal(cell(whole, 'symbols', row, 'file'), 'libc.so.1');
});

test('where nobody is asked, a table without keys says why', async () => {
  const ofFile = await reportOf(fullImage(shape).bytes, { consumers: [] });
  const ofVdso = await reportOf(vdsoImage({ arch: 'amd64' }).bytes, { consumers: [] });
  assert.match(table(ofFile, 'keys').view.emptyText, /no vDSO/);
  assert.doesNotMatch(table(ofVdso, 'keys').view.emptyText, /no vDSO/);
});

test('a chip counts the keys where some were found, and has a word where none was', async () => {
  const chip = async (exports?: readonly string[]) => {
    const image = vdsoImage({ arch: 'amd64', ...(exports === undefined ? {} : { exports }) });
    const [first] = summarize(await reportOf(image.bytes, { consumers: [{ id: 'go' }] })).chips;
    return [first?.outcome, first?.text];
  };
  const [whole, text] = await chip();
  assert.equal(whole, 'found');
  const of = /(\d+) of (\d+) keys|all (\d+) keys|(\d+) keys/.exec(text ?? '');
  assert.ok(of !== null, text);
  const [some, words] = await chip(['__vdso_gettimeofday']);
  assert.equal(some, 'partial');
  assert.match(words ?? '', /^1 of \d+ keys/);
  assert.deepEqual(await chip(['__vdso_other']), ['fallback', 'falls back']);
});

test('the symbols open at the first that is defined, where imports stand before it', async () => {
  const report = await reportOf(fullImage(shape).bytes);
  const { symbols } = report.subject.image;
  const defined = Array.from({ length: symbols.length }, (_, at) => at).filter(
    (at) => symbols.shndx(at) !== 0 && symbols.info(at) >> 4 !== 0,
  );
  assert.equal(table(report, 'symbols').view.opensAt, Math.min(...defined));
  assert.ok(Math.min(...defined) > 1);
  const sysv = await reportOf(fullImage(shape, { hash: 'sysv' }).bytes);
  assert.equal(table(sysv, 'symbols').view.opensAt, undefined);
});
