/** Sorting goes by the numbers that the cells show, in every column of every table; and columns are as wide as these. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../../../src/report/report.ts';
import {
  buildImage,
  damage,
  fullImage,
  linkableImage,
  packedImage,
  shapes,
  vdsoImage,
} from '../../support/elf/index.ts';
import { reportOf } from './support.ts';

async function reports(): Promise<readonly Report[]> {
  const [shape = { class: 64, littleEndian: true }] = shapes;
  const sections = Array.from({ length: 3 }, (_, at) => ({
    name: `.s${at}`,
    contents: new Uint8Array(8 * at),
  }));
  let different = buildImage({
    ...shape,
    machine: 62,
    extraSections: sections,
    symbols: [{ name: 'a', offset: 0 }],
  });
  for (const [at, { name }] of sections.entries()) {
    for (const field of ['sh_addr', 'sh_info', 'sh_link', 'sh_entsize', 'sh_addralign', 'sh_flags'])
      different = damage(different, `shdr[${name}].${field}`, 2 ** (at + 1));
  }
  const images = [
    ...shapes.map((each) => fullImage(each).bytes),
    linkableImage(shape).bytes,
    packedImage(shape).bytes,
    different.bytes,
    damage(fullImage(shape), 'gnuHash.bucket[0]', 5000).bytes,
  ];
  const vdso = vdsoImage({ arch: 'amd64' }).bytes;
  return Promise.all([
    ...images.map((bytes) => reportOf(bytes, { symtab: true, consumers: [{ id: 'go' }] })),
    reportOf(vdso, { consumers: [{ id: 'go' }, { id: 'glibc' }, { id: 'criu' }] }),
  ]);
}

/** The number that a cell begins with; undefined where it is none. */
function shownNumber(cell: string): bigint | undefined {
  const [, sign, digits] = /^(-?)(0x[0-9a-f]+|\d[\d,]*)$/.exec(cell) ?? [];
  if (digits === undefined) return undefined;
  const value = BigInt(digits.replaceAll(',', ''));
  return sign === '-' ? -value : value;
}

test('rows sorted by a column of numbers are in the order of what its cells show', async () => {
  const columnsSeen = new Set<string>();
  for (const { tables } of await reports()) {
    for (const table of tables) {
      for (const [position, { id }] of table.view.columns.entries()) {
        const keys = table.sortKeys(id);
        if (keys === undefined || keys.kind === 'text') continue;
        const rows = Array.from({ length: table.rowCount }, (_, row) => {
          const value = shownNumber(table.cell(row, position));
          return value === undefined ? [] : [{ value, key: keys.at(row) }];
        }).flat();
        rows.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
        for (const [at, { value, key }] of rows.entries()) {
          const before = rows[at - 1];
          if (before === undefined) continue;
          const [wanted, is] = [before.value < value, before.key < key];
          assert.ok(
            wanted === is && (wanted || before.key === key),
            `${table.id} ${id}: ${before.value} ${value}`,
          );
          if (wanted) columnsSeen.add(`${table.id} ${id}`);
        }
      }
    }
  }
  // All that have numbers, and two different ones in these images; a key's file offset is not beside an equal value.
  assert.ok(columnsSeen.size >= 42, [...columnsSeen].join(', '));
});

test('columns of small tables are as wide as their widest cell, those of outcomes with the drawing as well', async () => {
  for (const { tables } of await reports()) {
    for (const { view, rowCount, ...table } of tables) {
      if (rowCount === 0 || rowCount > 64) continue;
      const rows = Array.from({ length: rowCount }, (_, row) => table.row(row));
      for (const [position, { id, width }] of view.columns.entries()) {
        const longest = Math.max(...rows.map(({ cells }) => cells[position]?.length ?? 0));
        const outcomes = rows.some(({ outcomes }) => (outcomes?.[position] ?? null) !== null);
        const name = `${view.id} ${id}: ${width} for ${longest}`;
        // Words are narrower than digits: the drawing has three to four characters.
        if (outcomes) assert.ok(width >= longest * 0.7 + 4 && width <= longest + 4, name);
        else if (longest >= 4 && longest <= 28) assert.equal(width, longest, name);
        else assert.ok(longest < 4 ? width === 4 : width >= 28, name);
      }
    }
  }
});
