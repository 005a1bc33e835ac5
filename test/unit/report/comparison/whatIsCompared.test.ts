/** What of an image is compared, of an opened one and of its saved report alike. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ElfImage } from '../../../../src/elf/model.ts';
import {
  type ComparedImage,
  MOST_COMPARED_ROWS,
  MOST_COMPARED_TEXT,
  NOTE_BYTES,
} from '../../../../src/report/comparison/comparedImage.ts';
import { comparedImage } from '../../../../src/report/comparison/makeCompared.ts';
import { savedReport } from '../../../../src/report/comparison/savedReport.ts';
import { reportJson } from '../../../../src/report/output/json.ts';
import { fullImage, shapeName, shapes } from '../../../support/elf/full.ts';
import { vdsoImage } from '../../../support/elf/index.ts';
import { joined } from '../../../support/pieces.ts';
import { reportOf } from '../support.ts';

function saved(text: string): ComparedImage {
  const found = savedReport(text, 'image.so');
  assert.ok(found.kind === 'image');
  return found.image;
}

describe('of an image with every table', () => {
  for (const shape of shapes)
    test(`${shapeName(shape)}: exports by name and version, definitions, tables and notes`, async () => {
      const report = await reportOf(fullImage(shape).bytes);
      const image = comparedImage(report);
      for (const each of [image, saved(joined(reportJson(report)))]) {
        assert.deepEqual(
          each.exports.map(({ name, version, type, bind, visibility, size }) =>
            [name, version, type, bind, visibility, size].join(),
          ),
          [
            'TEST_1.0,TEST_1.0,OBJECT,GLOBAL,DEFAULT,0',
            'TEST_2.0,TEST_2.0,OBJECT,GLOBAL,DEFAULT,0',
            'TEST_3.0,TEST_3.0,OBJECT,GLOBAL,DEFAULT,0',
            'alpha,TEST_1.0,FUNC,GLOBAL,DEFAULT,16',
            'alpha,TEST_2.0,FUNC,GLOBAL,DEFAULT,16',
            'beta,TEST_1.0,FUNC,GLOBAL,DEFAULT,16',
            'delta,,NOTYPE,GLOBAL,DEFAULT,8',
            'gamma,TEST_2.0,FUNC,WEAK,PROTECTED,8',
            'table,TEST_3.0,OBJECT,GLOBAL,DEFAULT,32',
          ],
        );
        assert.deepEqual(each.versions, ['TEST_1.0', 'TEST_2.0', 'TEST_3.0']);
        assert.deepEqual(each.hashTables, [
          { name: 'sysv', buckets: 5 },
          { name: 'gnu', buckets: 3 },
        ]);
        assert.deepEqual(each.notes.map(({ owner, type }) => [owner, type]).slice(0, 3), [
          ['Linux', 0],
          ['Linux', 0x100],
          ['GNU', 3],
        ]);
        assert.deepEqual(
          [each.soname, each.buildId, each.kernel, each.role, each.leftOut],
          ['libfull.so.1', '00112233445566778899aabbccddeeff00112233', '6.18.44', 'elf', 0],
        );
        assert.deepEqual(each.header, {
          ...image.header,
          class: shape.class,
          littleEndian: shape.littleEndian,
        });
      }
    });

  test('with what is known of its source and host', async () => {
    const { bytes } = vdsoImage({ arch: 'amd64' });
    const report = await reportOf(bytes, {
      info: { kind: 'kernel', label: 'linux', path: '/boot/vmlinuz', sha256: 'abcd' },
      host: { kernelRelease: '6.12.9', arch: 'x64' },
    });
    const image = comparedImage(report);
    assert.deepEqual(
      [image.kind, image.label, image.path, image.sha256, image.host, image.role, image.size],
      ['kernel', 'linux', '/boot/vmlinuz', 'abcd', '6.12.9', 'vdso', bytes.length],
    );
    const read = saved(joined(reportJson(report)));
    assert.deepEqual(
      [read.kind, read.sha256, read.host, read.role, read.size],
      ['kernel', 'abcd', '6.12.9', 'vdso', bytes.length],
    );
  });
});

test('a Go program itself is no release of Go', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  const { findings } = (await reportOf(bytes)).subject;
  const go = findings.find(({ id }) => id === 'go') ?? assert.fail('Go is not asked');
  const program = { ...go, program: {} } as typeof go;
  const { consumers } = comparedImage(await reportOf(bytes, { programs: [program] }));
  const kinds = consumers.filter(({ id }) => id === 'go').map((each) => each.program ?? false);
  assert.deepEqual(kinds.toSorted(), [false, true]);
});

/** An image whose symbols are all exported functions. */
async function withSymbols(count: number, name: (index: number) => string): Promise<ComparedImage> {
  const report = await reportOf(vdsoImage({ arch: 'amd64' }).bytes);
  const { image } = report.subject;
  const symbols = {
    ...{ length: count + 1, name, info: () => 0x12, shndx: () => 1, other: () => 0 },
    ...{ version: () => undefined, value: () => 0n, symbolSize: () => 0n },
  };
  const other = { ...image, symbols } as unknown as ElfImage;
  return comparedImage({ ...report, subject: { ...report.subject, image: other } } as typeof report);
}

describe('of an image with very much', () => {
  test('so many exports are compared, and the others counted', async () => {
    const all = await withSymbols(MOST_COMPARED_ROWS, (index) => `f${index}`);
    assert.deepEqual([all.exports.length, all.leftOut], [MOST_COMPARED_ROWS, 0]);
    const more = await withSymbols(MOST_COMPARED_ROWS + 3, (index) => `f${index}`);
    assert.deepEqual([more.exports.length, more.leftOut], [MOST_COMPARED_ROWS, 3]);
  });

  test('names are compared until they are too long together', async () => {
    const long = 'x'.repeat(MOST_COMPARED_TEXT / 4);
    const { exports, leftOut } = await withSymbols(6, (index) => `${long}${index}`);
    assert.deepEqual([exports.length, leftOut], [4, 2]);
  });

  test('of a saved report as many', () => {
    const symbols = (count: number) =>
      saved(
        JSON.stringify({
          schema: 2,
          consumers: [],
          symbols: [null, ...Array.from({ length: count }, (_, at) => ({ name: `f${at}`, bind: 'WEAK' }))],
        }),
      );
    const all = symbols(MOST_COMPARED_ROWS);
    assert.deepEqual([all.exports.length, all.leftOut], [MOST_COMPARED_ROWS, 0]);
    const more = symbols(MOST_COMPARED_ROWS + 2);
    assert.deepEqual([more.exports.length, more.leftOut], [MOST_COMPARED_ROWS, 2]);
  });

  test('exports stand by name, then version, in whatever order the report has them', () => {
    const symbols = ['b@2', 'a@2', 'b@1', 'a@1', 'a@3'].map((each) => {
      const [name, version] = each.split('@');
      return { name, bind: 'GLOBAL', version: { name: version } };
    });
    const { exports } = saved(JSON.stringify({ schema: 2, consumers: [], symbols: [null, ...symbols] }));
    assert.deepEqual(
      exports.map(({ name, version }) => `${name}@${version}`),
      ['a@1', 'a@2', 'a@3', 'b@1', 'b@2'],
    );
  });

  test('of a note its first bytes', () => {
    const description = '0a'.repeat(NOTE_BYTES + 1);
    const note = { owner: 'GNU', type: { value: 3 }, description, text: '' };
    const { notes } = saved(JSON.stringify({ schema: 2, consumers: [], symbols: [], notes: [note] }));
    assert.equal(notes[0]?.description, '0a'.repeat(NOTE_BYTES));
  });
});
