/** Saved reports: what is compared of them is what is compared of their images, and nothing in them is believed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ComparedImage } from '../../../../src/report/comparison/comparedImage.ts';
import { compareImages } from '../../../../src/report/comparison/compareImages.ts';
import { comparisonView } from '../../../../src/report/comparison/comparisonView.ts';
import { makeMatrix } from '../../../../src/report/comparison/matrix.ts';
import { matrixView } from '../../../../src/report/comparison/matrixView.ts';
import { partTexts } from '../../../../src/report/comparison/partTexts.ts';
import { savedReport } from '../../../../src/report/comparison/savedReport.ts';
import { reportJson } from '../../../../src/report/output/json.ts';
import { english } from '../../../../src/session/words.ts';
import { codeImage, codeOfBytes } from '../../../support/code/codeImage.ts';
import { comparedOf } from '../../../support/compared.ts';
import { vdsoArchs, vdsoImage } from '../../../support/elf/index.ts';
import { joined } from '../../../support/pieces.ts';
import { reportOf } from '../support.ts';

const jsonOf = async (bytes: Uint8Array, code = false): Promise<string> =>
  joined(reportJson(await reportOf(bytes), code ? { code: await codeOfBytes(bytes) } : {}));

function read(text: string, name = 'web-1.json'): ComparedImage {
  const found = savedReport(text, name);
  assert.ok(found.kind === 'image');
  return found.image;
}

describe('a saved report', () => {
  for (const arch of vdsoArchs) {
    test(`of ${arch} says of its image what the image says`, async () => {
      const { bytes } = vdsoImage({ arch });
      const saved = read(await jsonOf(bytes));
      const image = await comparedOf(bytes);
      assert.deepEqual(compareImages(image, saved).changes, []);
      const { path: _path, ...rest } = image;
      assert.deepEqual({ ...saved, label: image.label }, rest, 'nothing is left out');
    });
  }

  test('with code has ways, counters and clocks, and no instructions', async () => {
    const { bytes } = codeImage('amd64', {
      __vdso_clock_gettime: '0f 31 c3',
      __vdso_time: 'b8 01 00 00 00 0f 05 c3',
    });
    const saved = read(await jsonOf(bytes, true));
    const image = await comparedOf(bytes, { code: true });
    const { changes, notCompared } = compareImages(image, saved);
    assert.deepEqual(changes, []);
    assert.deepEqual(notCompared, [{ part: 'code', why: 'report' }]);
    assert.equal(saved.code?.clocks.length, 15);
    const other = codeImage('amd64', {
      __vdso_clock_gettime: 'b8 e4 00 00 00 0f 05 c3',
      __vdso_time: '0f 31 c3',
    });
    const against = compareImages(saved, await comparedOf(other.bytes, { code: true }));
    assert.ok(against.changes.some(({ code }) => code === 'functionPath'));
  });

  test('is called as its file, which is called after its host as a rule', async () => {
    const text = await jsonOf(vdsoImage({ arch: 'amd64' }).bytes);
    const labels = ['web-1.json', 'web.json.json', 'web-1', '.json'].map((name) => read(text, name).label);
    assert.deepEqual(labels, ['web-1', 'web.json', 'web-1', '.json']);
  });

  test('of another schema is told by it', async () => {
    const report = JSON.parse(await jsonOf(vdsoImage({ arch: 'amd64' }).bytes)) as object;
    assert.deepEqual(savedReport(JSON.stringify({ ...report, schema: 1 }), ''), {
      kind: 'refused',
      why: 'schema',
      schema: 1,
    });
  });

  test('that was cut off, and another document, are none', async () => {
    const text = await jsonOf(vdsoImage({ arch: 'amd64' }).bytes);
    assert.deepEqual(savedReport(text.slice(0, -20), ''), { kind: 'refused', why: 'not-json' });
    for (const other of ['{}', '[]', 'null', '3', '{"schema":2}', '{"schema":2,"symbols":[]}'])
      assert.deepEqual(savedReport(other, ''), { kind: 'refused', why: 'not-a-report' }, other);
  });

  test('has no text in it that is shown as it is, and no name that leads to something of JavaScript', () => {
    const image = read(`{"schema":2,"consumers":[],"symbols":[null,{"name":"f","section":{"index":1},
      "type":"a\\u001b[2J","bind":"b\\nc","visibility":"d\\u202e"}],
      "notes":[{"owner":"GNU","type":{"value":3},"description":"\\u001b[31m"}],
      "code":{"clocks":[{"id":1,"name":"constructor","path":"user","counters":["\\u0007"]}]}}`);
    assert.deepEqual(
      partTexts(english, image).map(({ text }) => text),
      [
        'f  a\\x1b[2J  b\\x0ac  d\\u202e  0\n',
        'constructor: stays in user space; \\x07\n',
        'GNU BUILD_ID: \\x1b[31m\n',
      ],
    );
    const { facts } = comparisonView(english, compareImages(image, image)).from;
    assert.match(facts, / · build id \\x1b\[31m$/);
    const [line] = matrixView(english, makeMatrix([image], 'clocks')).lines;
    assert.equal(line?.label, 'constructor');
  });

  test('has nothing in it that is believed', () => {
    const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const text = `{"schema":2,"symbols":[null,3,{"name":["x"]},{"name":"f","section":{"index":1},"value":"0xzz","size":-4}],
      "consumers":[{"id":7,"outcome":"splendid","keys":[{"symbol":"s","outcome":"toString"}]},null],
      "header":{"class":"x","machine":"y","flags":-1},"source":{"size":1e300,"kind":"__proto__"},"notes":[1,{"owner":{}}],
      "hashTables":{"gnu":3,"constructor":{}},"versions":[],"role":"x","code":{"clocks":[{"id":"a"}],"functions":3},
      "dynamic":{},"host":${nested}}`;
    const image = read(text);
    assert.deepEqual(image.exports, [
      { name: 'f', version: '', type: '', bind: '', visibility: '', value: 0n, size: 0n },
    ]);
    assert.deepEqual(
      image.consumers.map(({ outcome, keys }) => [outcome, keys[0]?.outcome]),
      [
        ['unknown', 'unknown'],
        ['unknown', undefined],
      ],
    );
    assert.equal(image.kind, 'unknown');
    assert.equal(image.size, 0);
    assert.deepEqual(compareImages(image, image).changes, []);
    makeMatrix([image, image], 'clocks', 0);
  });
});
