/** The hex dump as hexdump -C has it, and the map of an image without holes. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesView } from '../../../src/report/views/bytesView.ts';
import { memoryMap } from '../../../src/report/views/memoryMap.ts';
import { english } from '../../../src/session/words.ts';
import { buildImage, damage, fullImage, shapes, vdsoImage } from '../../support/elf/index.ts';
import { reportOf } from './support.ts';

test('bytes are shown in rows of 16 with their offsets, and what is not there is told', () => {
  const bytes = Uint8Array.from({ length: 20 }, (_, at) => 0x70 + at);
  const view = bytesView(english, 0x1230, bytes, 20);
  assert.equal(view.title, '20 bytes at 0x1230');
  assert.deepEqual(view.rows, [
    {
      offset: '00001230',
      hex: '70 71 72 73 74 75 76 77  78 79 7a 7b 7c 7d 7e 7f',
      ascii: 'pqrstuvwxyz{|}~.',
    },
    { offset: '00001240', hex: '80 81 82 83', ascii: '....' },
  ]);
  assert.equal('note' in view, false);
  assert.equal(bytesView(english, 0, bytes, 1000).note, 'The first 20 of 1,000 bytes.');
});

for (const shape of shapes) {
  test(`each lane of the map of an ELF${shape.class} image is what it says, and the last is whole`, async () => {
    const { bytes } = fullImage(shape);
    const report = await reportOf(bytes);
    const { regions, fromLabel, toLabel } = memoryMap(report.subject);
    assert.deepEqual([fromLabel, toLabel], ['0x0', `0x${bytes.length.toString(16)}`]);
    for (const { label, offset, length, start, end, text } of regions) {
      const [first, behind] = [offset ?? -1, (offset ?? 0) + (length ?? 0)];
      assert.ok((length ?? 0) > 0, label);
      assert.deepEqual([start, end], [first / bytes.length, behind / bytes.length], label);
      assert.ok(text.startsWith(`0x${first.toString(16)} – 0x${behind.toString(16)} · `), text);
    }
    const segments = report.table('segments');
    const drawn = Array.from({ length: segments?.rowCount ?? 0 }, (_, at) => segments?.row(at)).filter(
      (row) => row?.length !== undefined && row.length > 0,
    );
    assert.ok(drawn.length > 3);
    const typeColumn = segments?.view.columns.findIndex(({ id }) => id === 'type') ?? -1;
    assert.deepEqual(
      regions.filter(({ kind }) => kind === 'segment').map(({ label }) => label),
      drawn.map((row) => row?.cells[typeColumn]),
    );
    const whole = regions.filter(({ kind }) => kind === 'mapping');
    assert.deepEqual(
      whole.map(({ offset, length }) => [offset, length]),
      [[0, bytes.length]],
    );
    // Every byte belongs to a section, a table or a gap; a gap is nobody's.
    const lane = regions.filter(({ kind }) => kind === 'section' || kind === 'table' || kind === 'gap');
    let end = 0;
    for (const { kind, offset = 0, length = 0, label } of lane) {
      assert.ok(offset <= end && (kind !== 'gap' || offset === end), label);
      end = Math.max(end, offset + length);
    }
    assert.equal(end, bytes.length);
    // Tables that sections name as well are there once.
    const places = lane.map(({ offset }) => offset);
    assert.equal(new Set(places).size, places.length);
  });
}

test('what has no bytes in the file is not drawn', async () => {
  const extraSections = [
    { name: '.zeros', type: 8, flags: 3n },
    { name: '.empty', type: 1 },
    { name: '.bytes', type: 1, contents: new Uint8Array(8) },
  ];
  const built = buildImage({ class: 64, littleEndian: true, machine: 62, extraSections });
  const { bytes } = damage(built, 'shdr[.zeros].sh_size', 0x100);
  const labels = memoryMap((await reportOf(bytes)).subject).regions.map(({ label }) => label);
  assert.ok(labels.includes('.bytes'));
  for (const name of ['.zeros', '.empty']) assert.ok(!labels.includes(name), name);
});

test('an image of a process is the whole of its mapping, which is named with its addresses', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  const base = 0x7fff_0000n;
  const mapping = [
    { name: '[vvar]', start: base - 0x4000n, end: base, perms: 'r--p' },
    { name: '[vdso]', start: base, end: base + 0x2000n, perms: 'r-xp' },
  ];
  const info = { kind: 'process', label: 'process 7', pid: 7, base, mapping } as const;
  const [whole, ...others] = memoryMap((await reportOf(bytes, { info })).subject).regions;
  assert.deepEqual(
    [whole?.kind, whole?.label, whole?.offset, whole?.length],
    ['mapping', '[vdso]', 0, bytes.length],
  );
  assert.match(whole?.text ?? '', /r-xp 0x7fff0000 – 0x7fff2000 in process 7$/);
  assert.ok(others.every(({ kind }) => kind !== 'mapping'));
});
