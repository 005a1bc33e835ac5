/** What a page is told of code: functions, what they do, and their instructions with where they lead. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ARROW } from '../../../src/report/arrows.ts';
import type { CodeTableId } from '../../../src/report/viewModel/tableId.ts';
import type { Session } from '../../../src/session/model.ts';
import { openLocal } from '../../../src/session/openLocal.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';
import { codeImage } from '../../support/code/codeImage.ts';
import { vdsoImage } from '../../support/elf/index.ts';

const CLOCK = '__vdso_clock_gettime';
const SYSTEM_CALL = 'b8 e4 00 00 00 0f 05 c3'; // mov eax, 228; syscall; ret

/** Reads a counter where edi is 0, waits in a loop, and enters the kernel otherwise; calls the second one. */
const clock = `85 ff 75 0c 0f 31 a8 01 75 fa e8 31 00 00 00 c3 ${SYSTEM_CALL}`;

function session(bytes: Uint8Array): Promise<Session> {
  return openLocal({
    source: memorySource(bytes),
    info: { kind: 'file', label: 'image.so', path: '/images/image.so', size: bytes.length },
    options: { selection: [], asVdso: false, symtab: false },
    generator: 'vdso-explorer 0.0.0',
  });
}

const amd64 = () => codeImage('amd64', { [CLOCK]: clock, __vdso_getcpu: '31 c0 c3' }).bytes;

async function cellsOf(
  opened: Session,
  table: CodeTableId,
  count = 100,
): Promise<readonly (readonly string[])[]> {
  const { rows } = await opened.rows({ table, filter: '', start: 0, count });
  return rows.map(({ cells }) => cells);
}

describe('the code of a vDSO', () => {
  test('is told by tables that the summary does not have', async () => {
    const opened = await session(amd64());
    const { tables } = await opened.summary();
    assert.ok(!tables.some(({ id }) => id === 'functions'));
    const view = await opened.code(false);
    assert.deepEqual(
      view.tables.map(({ id, rowCount }) => [id, rowCount]),
      [
        ['functions', 4],
        ['clockPaths', 15],
      ],
    );
    for (const { columns } of view.tables)
      for (const { id, title, explain } of columns) {
        assert.ok(title !== '' && title !== id, id);
        assert.ok(explain.endsWith('.'), id);
      }
    assert.equal(view.offer, undefined);
    const [first, , second] = await cellsOf(opened, 'functions');
    assert.deepEqual(first?.slice(0, 1), [CLOCK]);
    assert.ok(first?.includes('user space, or the kernel where it must'));
    assert.ok(first?.includes('rdtsc'));
    assert.ok(first?.includes('clock_gettime'));
    assert.ok(second?.includes('stays in user space'));
    const clocks = await cellsOf(opened, 'clockPaths');
    assert.deepEqual(clocks[0]?.slice(0, 4), ['0', 'REALTIME', 'stays in user space', 'rdtsc']);
    assert.deepEqual(clocks[1]?.slice(0, 4), ['1', 'MONOTONIC', 'always enters the kernel', '']);
  });

  test('is filtered, sorted, found and copied as other tables are', async () => {
    const opened = await session(amd64());
    const table = 'functions';
    const filtered = await opened.rows({ table, filter: 'rdtsc', start: 0, count: 9 });
    assert.deepEqual([filtered.matchCount, filtered.rows[0]?.index], [2, 0]);
    const sort = { column: 'name', descending: true };
    const sorted = await opened.rows({ table, filter: '', sort, start: 0, count: 9 });
    assert.deepEqual(
      sorted.rows.map(({ index }) => index),
      [3, 1, 2, 0],
    );
    const at = await opened.find(table, '__vdso_getcpu');
    assert.equal(at, 2);
    assert.equal(await opened.locate({ table, filter: '', sort, start: 0, count: 0 }, at), 2);
    const { text } = await opened.copy({ table, filter: '', start: 0, count: 1, format: 'json' });
    const [copied] = JSON.parse(text) as [{ symbol: string; path: string; address: string }];
    assert.deepEqual([copied.symbol, copied.path], [CLOCK, 'user-or-kernel']);
  });

  test('leads from each row to the bytes of its function', async () => {
    const { bytes, layout } = codeImage('amd64', { [CLOCK]: clock });
    const opened = await session(bytes);
    const { rows } = await opened.rows({ table: 'functions', filter: '', start: 0, count: 1 });
    assert.equal(rows[0]?.offset, layout.range('text').offset);
    assert.equal(rows[0]?.length, 63);
  });

  test('is drawn as a ribbon: ways, waits, counters and calls, to the scale of the longest', async () => {
    const opened = await session(amd64());
    const { ribbon } = await opened.code(false);
    assert.deepEqual(
      ribbon.map(({ name }) => name),
      [`${CLOCK}, clock_gettime`, '__vdso_getcpu, getcpu'],
    );
    const kinds = ribbon[0]?.regions.map(({ kind }) => kind);
    for (const kind of ['way', 'unreached', 'loop', 'counter', 'kernel'] as const)
      assert.ok(kinds?.includes(kind), kind);
    const counter = ribbon[0]?.regions.find(({ kind }) => kind === 'counter');
    assert.match(counter?.text ?? '', /^reads the counter: rdtsc/);
    assert.equal(counter?.start, 4 / 63);
  });

  test('of one function has all of it in its details', async () => {
    const opened = await session(amd64());
    const { title, paragraphs, fields, code } = await opened.detail('functions', 0);
    assert.equal(title, CLOCK);
    assert.deepEqual(paragraphs, [
      'It can return without the kernel, and enters it where it must.',
      'Other names of the same code: clock_gettime.',
    ]);
    assert.ok(fields.some(({ value }) => value === 'enters the kernel: clock_gettime'));
    const counter = fields.find(({ value }) => value === 'reads the counter: rdtsc');
    assert.ok(counter?.offset !== undefined);
    assert.match(code ?? '', /^0x/);
    assert.match((await opened.detail('functions', 99)).title, /99/);
    assert.match((await opened.detail('clockPaths', 0)).title, /Clocks/);
  });
});

test('symbols, segments and sections of code lead to their instructions', async () => {
  const opened = await session(amd64());
  const { code: place } = await opened.detail('functions', 0);
  const symbol = await opened.find('symbols', CLOCK);
  assert.equal((await opened.detail('symbols', symbol)).code, place);
  const node = await opened.find('symbols', 'LINUX_2.6');
  assert.equal((await opened.detail('symbols', node)).code, undefined);
  const text = await opened.find('sections', '.text');
  assert.equal((await opened.detail('sections', text)).code, place);
  const strings = await opened.find('sections', '.dynstr');
  assert.equal((await opened.detail('sections', strings)).code, undefined);
  assert.match((await opened.detail('segments', 0)).code ?? '', /^0x/);
});

describe('instructions', () => {
  test('are told with their bytes, where they lead and from where they are reached', async () => {
    const opened = await session(amd64());
    const { code: place = '' } = await opened.detail('functions', 0);
    const window = await opened.instructions({ place, start: 0, count: 100 });
    assert.equal(window.title, CLOCK);
    assert.match(window.about, / · 63 bytes · user space, or the kernel where it must$/);
    const start = BigInt(place);
    const told = window.rows.slice(0, 10).map(({ bytes, assembly, note }) => [bytes, assembly, note]);
    const hex = (offset: number) => `0x${(start + BigInt(offset)).toString(16)}`;
    assert.deepEqual(told, [
      ['85 ff', 'test edi, edi', ''],
      ['75 0c', `jne ${hex(16)}`, '6 lines down'],
      ['0f 31', 'rdtsc', `reads the counter: rdtsc; reached from ${hex(8)}`],
      ['a8 01', 'test al, 1', ''],
      ['75 fa', `jne ${hex(4)}`, '2 lines up'],
      ['e8 31 00 00 00', `call ${hex(64)}`, ''],
      ['c3', 'ret', ''],
      ['b8 e4 00 00 00', 'mov eax, 0xe4', `reached from ${hex(2)}`],
      ['0f 05', 'syscall', 'enters the kernel: clock_gettime'],
      ['c3', 'ret', ''],
    ]);
    const links = window.rows.map(({ link }) => link).filter((link) => link !== undefined);
    assert.deepEqual(links.slice(0, 3), [
      { text: `${CLOCK}+0x10`, place: hex(16), row: 7 },
      { text: `${CLOCK}+0x4`, place: hex(4), row: 2 },
      { text: '__vdso_getcpu', place: hex(64) },
    ]);
    assert.equal(window.rows[8]?.mark, 'kernel');
    assert.equal(window.rows[2]?.mark, 'counter');
    assert.equal(window.rows[1]?.offset, window.rows[0] && window.rows[0].offset + 2);
  });

  test('have arrows beside them, each in a column of its own', async () => {
    const opened = await session(amd64());
    const { code: place = '' } = await opened.detail('functions', 0);
    const { rows, arrowColumns } = await opened.instructions({ place, start: 0, count: 9 });
    assert.equal(arrowColumns, 2);
    const { up, down, from, to } = ARROW;
    const inner = rows.map(({ arrows }) => arrows[1]);
    assert.deepEqual(inner.slice(0, 6), [0, 0, down | to, up | down, up | from, 0]);
    const outer = rows.map(({ arrows }) => arrows[0]);
    assert.deepEqual(outer.slice(0, 2), [0, down | from]);
    assert.deepEqual(outer.slice(6, 9), [up | down, up | to, 0]);
  });

  test('come in windows, of any address in a function', async () => {
    const opened = await session(amd64());
    const { code: place = '' } = await opened.detail('functions', 0);
    const whole = await opened.instructions({ place, start: 0, count: 100 });
    const part = await opened.instructions({ place, start: 3, count: 4 });
    assert.deepEqual(part.rows, whole.rows.slice(3, 7));
    const inside = `0x${(BigInt(place) + 6n).toString(16)}`;
    const from = await opened.instructions({ place: inside, start: 0, count: 1 });
    assert.deepEqual([from.from, from.row], [whole.from, 3]);
    for (const nowhere of ['0xfffffffffffff000', 'nothing', '0x1'.padEnd(40, '0')]) {
      const none = await opened.instructions({ place: nowhere, start: 0, count: 10 });
      assert.equal(none.rowCount, 0);
      assert.match(none.note ?? '', /has no code/);
    }
    const far = await opened.instructions({ place, start: 1e9, count: Number.NaN });
    assert.deepEqual(far.rows, []);
  });

  test('of a machine that nobody decodes are bytes, and a sentence', async () => {
    const other = vdsoImage({ arch: 'amd64' }).bytes.slice();
    new DataView(other.buffer).setUint16(18, 0x1234, true);
    const opened = await session(other);
    const view = await opened.code(false);
    assert.match(view.notes.join(' '), /Nobody here reads the instructions/);
    const { code: place = '' } = await opened.detail('functions', 0);
    const window = await opened.instructions({ place, start: 0, count: 4 });
    assert.match(window.note ?? '', /Nobody here reads the instructions/);
    assert.equal(window.rows[0]?.bytes.split(' ').length, 16);
    assert.equal(window.rows[0]?.assembly, '(no instruction that is known)');
  });

  test('of Thumb code are those of its odd address', async () => {
    const { bytes } = codeImage('arm', { [CLOCK]: '70 47 00 bf' });
    const opened = await session(bytes);
    const { code: place = '' } = await opened.detail('functions', 0);
    assert.equal(BigInt(place) & 1n, 1n);
    const window = await opened.instructions({ place, start: 0, count: 2 });
    assert.deepEqual(
      window.rows.map(({ assembly }) => assembly),
      ['bx lr', 'nop'],
    );
  });
});

test('work on code that nobody waits for any more ends, and is done again for who asks next', async () => {
  const opened = await session(amd64());
  const controller = new AbortController();
  const asked = opened.code(false, controller.signal);
  controller.abort();
  await assert.rejects(asked, { code: 'cancelled' });
  assert.equal((await opened.code(false)).tables.length, 2);
});
