/** Each format shows hostile texts as themselves, by a reader that we did not write. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { marked } from 'marked';
import { shown } from '../../../src/elf/bytes/printable.ts';
import { csvRow, csvTable } from '../../../src/report/formats/csvTable.ts';
import { markdownTable } from '../../../src/report/formats/markdownTable.ts';
import { hostileTexts } from '../../hostile/names.ts';
import { evilNames } from '../../support/evilNames.ts';

const texts = [...hostileTexts, ...Object.values(evilNames), 'a,b', '"', '""', "it's", ' blank ', 'x;y'];
const formulas = [
  '=1+1',
  '+1',
  '-0x8',
  '@SUM(A1)',
  ' =1',
  '\t=1',
  '\r=1',
  'a;=1',
  'a; -1',
  '\uff1d1',
  '="a"',
];

/** What a program prints about its standard input. */
function python(program: string, input: string): unknown {
  return JSON.parse(execFileSync('python3', ['-c', program], { input, encoding: 'utf8' }));
}

test('Python reads from CSV the cells that were written, one line a row', () => {
  const rows = [...texts.map((text, index) => [String(index), text, 'end'])];
  const csv = `${[...csvTable(['index', 'text', 'last'], rows)].join('\n')}\n`;
  assert.equal(csv.split('\n').length, rows.length + 2);
  const read = python(
    'import csv,json,sys; print(json.dumps(list(csv.reader(sys.stdin, strict=True))))',
    csv,
  );
  // A Hangul filler and the like are written as escapes, which `shown` is the word for.
  const expected = rows.map((row) => row.map((cell) => shown(cell).replace(/^(?=[=+\-@])/, "'")));
  assert.deepEqual(read, [['index', 'text', 'last'], ...expected]);
});

test('no cell begins as a formula does, where commas end cells or semicolons', () => {
  for (const text of formulas) {
    const line = csvRow(['a', text, 'b']);
    for (const delimiter of [',', ';']) {
      const program = `import csv,json,sys; print(json.dumps(next(csv.reader(sys.stdin, delimiter='${delimiter}'))))`;
      const cells = python(program, `${line}\n`) as readonly string[];
      for (const cell of cells) assert.doesNotMatch(cell, /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/, line);
    }
  }
  assert.equal(csvRow(['plain', 'a-b', 'x=y']), 'plain,a-b,x=y');
});

test('a renderer of Markdown finds one table, and in its cells text alone', async () => {
  const rows = texts.map((text, index) => [String(index), text]);
  const lines = [...markdownTable([{ title: '#', align: 'end' }, { title: 'a|b' }], rows)];
  const html = await marked.parse(`${lines.join('\n')}\n`);
  const elements = [...html.matchAll(/<(\w+)[^>]*>/g)].map(([, name]) => name ?? '');
  assert.deepEqual(new Set(elements), new Set(['table', 'thead', 'tr', 'th', 'tbody', 'td']));
  assert.equal(elements.filter((name) => name === 'td').length, 2 * texts.length);
  const cells = [...html.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = '']) => unescaped(cell));
  assert.deepEqual(
    cells,
    texts.map((text) => shown(text).trim()),
  );
});

function unescaped(html: string): string {
  const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' } as const;
  return html.replace(/&(?:lt|gt|quot|#39|amp);/g, (each) => entities[each as keyof typeof entities]);
}
