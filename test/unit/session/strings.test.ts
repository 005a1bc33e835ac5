/** Strings of sections: as strings(1) finds them, in slices, withdrawn, bounded, and through every face. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import {
  MAX_STRING_BYTES,
  MAX_STRINGS,
  type SectionStrings,
  sectionStrings,
} from '../../../src/report/facts/sectionStrings.ts';
import { hasStrings, sectionWanted, stringBytes } from '../../../src/report/facts/stringSections.ts';
import { openLocal } from '../../../src/session/openLocal.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { buildImage, fullImage } from '../../support/elf/index.ts';
import { assertFollowsSchema } from '../../support/schema.ts';
import { withFile } from '../../support/temporaryFiles.ts';
import { tool } from '../../support/tool.ts';
import { runCli } from '../cli/support.ts';
import { reportOf } from '../report/support.ts';
import { libc, memoryInput, noLibc } from './support.ts';

const idle = { due: false, yieldIfDue: async () => undefined };
const bytes = (text: string) => Uint8Array.from(text, (each) => each.charCodeAt(0));
const all = (found: SectionStrings) =>
  Array.from({ length: found.count }, (_, at) => [found.offset + found.start(at), found.text(at)] as const);
const look = (text: string, from = 0, length = text.length - from) =>
  sectionStrings(memorySource(bytes(text)), { offset: from, length }, idle);

test('runs of four printable characters or more, tabs among them, wherever they begin and end', async () => {
  assert.deepEqual(all(await look('abc\0abcd\0\x01a\tb \x7ffive5\x80sixsix')), [
    [4, 'abcd'],
    [10, 'a\tb '],
    [15, 'five5'],
    [21, 'sixsix'],
  ]);
  assert.deepEqual(all(await look('')), []);
  assert.deepEqual(all(await look('xxabcdefyy', 2, 6)), [[2, 'abcdef']]);
});

test('a string that crosses pieces is one, and reading ends where the file does', async () => {
  const piece = 256 * 1024;
  const text = `${'\0'.repeat(piece - 3)}crossing\0${'z'.repeat(2 * piece)}`;
  const found = await look(text);
  assert.equal(found.count, 2);
  assert.deepEqual([found.start(0), found.text(0)], [piece - 3, 'crossing']);
  assert.equal(found.text(1), 'z'.repeat(2 * piece));
  const cut = await sectionStrings(memorySource(bytes('abcdef')), { offset: 2, length: 1 << 20 }, idle);
  assert.deepEqual(all(cut), [[2, 'cdef']]);
  assert.equal(cut.looked, 4);
});

test('one section is looked through so far, for so many strings', async () => {
  let read = 0;
  const endless = (piece: Uint8Array) => ({
    size: Number.MAX_SAFE_INTEGER,
    read: async (_offset: number, length: number) => {
      read += length;
      return piece.subarray(0, length);
    },
    dispose: async () => undefined,
  });
  const zeros = await sectionStrings(endless(new Uint8Array(1 << 18)), { offset: 0, length: 1e12 }, idle);
  assert.deepEqual([zeros.count, zeros.looked, read], [0, MAX_STRING_BYTES, MAX_STRING_BYTES]);
  const many = await sectionStrings(
    endless(bytes('abcd\0\0\0\0'.repeat(1 << 15))),
    { offset: 0, length: 1e12 },
    idle,
  );
  assert.equal(many.count, MAX_STRINGS);
  assert.ok(many.looked < MAX_STRING_BYTES);
});

test('work that is withdrawn ends with the next piece', async () => {
  let pieces = 0;
  const source = {
    size: 1 << 30,
    read: async (_offset: number, length: number) => {
      pieces++;
      return new Uint8Array(length);
    },
    dispose: async () => undefined,
  };
  const withdrawn = {
    due: true,
    yieldIfDue: async () => {
      if (pieces >= 3) throw new Error('withdrawn');
    },
  };
  await assert.rejects(sectionStrings(source, { offset: 0, length: 1 << 30 }, withdrawn), /withdrawn/);
  assert.equal(pieces, 3);
});

const strings = tool('GNU readelf');

test('each section of libc as strings -a has it', { skip: strings.skip || noLibc }, async () => {
  const path = libc ?? assert.fail();
  const file = new Uint8Array(await readFile(path));
  const { image } = (await reportOf(file)).subject;
  let compared = 0;
  for (const name of ['.rodata', '.dynstr', '.comment', '.note.gnu.build-id']) {
    const section = sectionWanted(image, name);
    const range = section === undefined ? undefined : stringBytes(image, section);
    if (range === undefined) continue;
    const part = file.slice(range.offset, range.offset + range.length);
    const found = await sectionStrings(memorySource(file), range, idle);
    const ours = all(found).map(([at, text]) => `${(at - range.offset).toString(16)} ${text}`);
    await withFile(part, async (copy) => {
      const output = execFileSync('strings', ['-a', '-t', 'x', copy], {
        encoding: 'latin1',
        maxBuffer: 1 << 28,
      });
      const peers = output
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.trimStart());
      assert.deepEqual(ours, peers, name);
    });
    compared += ours.length;
  }
  assert.ok(compared > 100, `${compared} strings`);
});

const image = fullImage({ class: 64, littleEndian: true });

test('a session has them as a table: filtered, sorted, copied, with details and bytes', async () => {
  const session = await openLocal(memoryInput(image.bytes));
  const { rows } = await session.rows({ table: 'sections', filter: '.dynstr', start: 0, count: 9 });
  const section = rows.find(({ cells }) => cells.includes('.dynstr'))?.index ?? assert.fail();
  const detail = await session.detail('sections', section);
  assert.equal(detail.strings, `strings/${section}`);
  const view = (await session.strings(section)) ?? assert.fail();
  assert.equal(view.title, '.dynstr');
  assert.ok(view.table.rowCount > 2);
  assert.ok(view.sections.some(({ value }) => value === String(section)));
  const table = view.table.id;
  const window = await session.rows({ table, filter: 'lib', start: 0, count: 100 });
  assert.ok(window.rows.length > 0 && window.rows.every(({ cells }) => /lib/i.test(cells[0] ?? '')));
  const [first] = window.rows;
  const { rows: dump } = await session.bytes(first?.offset ?? 0, first?.length ?? 0);
  assert.ok(dump[0]?.ascii.includes((first?.cells[0] ?? '').slice(0, 4)));
  const { text } = await session.copy({ table, filter: 'lib', start: 0, count: 1, format: 'text' });
  assert.ok(text.startsWith(first?.cells[0] ?? '?'));
  // Of a section without bytes, and of none, the one that most likely has some.
  assert.ok((await session.strings(0))?.table.id.startsWith('strings/'));
  assert.deepEqual((await session.rows({ table: 'strings/99999', filter: '', start: 0, count: 5 })).rows, []);
  await session.dispose();
});

test('where no section is asked for it is that of constants, else the one that names the compiler', async () => {
  const shownOf = async (file: Uint8Array) => {
    const session = await openLocal(memoryInput(file));
    const view = await session.strings(0);
    await session.dispose();
    return [view?.title, view?.sections[0]?.text];
  };
  const extraSections = [{ name: '.rodata', contents: bytes('some text') }];
  const whole = { class: 64, littleEndian: true, machine: 62 } as const;
  const { bytes: withConstants } = buildImage({ ...whole, extraSections });
  const { bytes: without } = buildImage(whole);
  assert.deepEqual(await shownOf(withConstants), ['.rodata', '.hash (1)']);
  assert.deepEqual(await shownOf(without), ['.comment', '.hash (1)']);
  const nameless = Buffer.from(without);
  nameless.write('.nothing', nameless.lastIndexOf('.comment'), 'latin1');
  assert.deepEqual(await shownOf(nameless), ['.hash', '.hash (1)']);
});

test('the terminal writes them with their offsets, by name or index, as text and JSON', async () => {
  const { image: elf } = (await reportOf(image.bytes)).subject;
  const section = sectionWanted(elf, '.dynstr') ?? assert.fail();
  assert.ok(hasStrings(elf, section));
  await withFile(image.bytes, async (file) => {
    const byName = await runCli([file, '--strings', '.dynstr']);
    assert.deepEqual([byName.code, byName.stderr], [0, '']);
    assert.match(byName.stdout, /^0x[\da-f]+ {2}\S{4,}$/m);
    assert.equal((await runCli([file, '--strings', String(section)])).stdout, byName.stdout);
    const json = JSON.parse((await runCli([file, '--strings', '.dynstr', '--json'])).stdout) as {
      strings: { found: unknown[] }[];
    };
    assert.equal(json.strings.length, 1);
    assertFollowsSchema(json.strings[0], 'strings');
    assert.equal(json.strings[0]?.found.length, byName.stdout.trimEnd().split('\n').length);
    const none = await runCli([file, '--strings', '.nope']);
    assert.deepEqual([none.code, none.stdout], [1, '']);
    assert.match(none.stderr, /no section "?“?\.nope/);
  });
});
