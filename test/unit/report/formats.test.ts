/** Each format shows hostile texts as themselves, by readers that we did not write. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { shown } from '../../../src/elf/bytes/printable.ts';
import { csvRow, csvTable } from '../../../src/report/formats/csvTable.ts';
import { junitDocument } from '../../../src/report/formats/junit.ts';
import { markdownTable } from '../../../src/report/formats/markdownTable.ts';
import { sarifDocument } from '../../../src/report/formats/sarif.ts';
import { noCommand, workflowCommand } from '../../../src/report/formats/workflowCommand.ts';
import { hostileTexts } from '../../hostile/names.ts';
import { evilNames } from '../../support/evilNames.ts';
import {
  readCsv,
  readMarkdown,
  readSarifMessage,
  readWorkflowCommand,
  readXml,
} from '../../support/formatReaders.ts';

const texts: readonly string[] = [
  ...hostileTexts,
  ...Object.values(evilNames),
  '\ud800\udc00\ufffe\uffff\u0000\u0008',
  'a,b',
  '"',
  '""',
  "it's",
  'x;y',
  ']]>',
  '<!-- --> &amp; &#10; <![CDATA[',
  '::error::injected',
  'a::b::c%0A::error::x%25',
  '##[error]old',
  'file=x,title=y',
  '[text](1) [a\\](2) [b\\\\](3) {0} {{1}} }{',
  '| a | b |\n|---|---|',
  '# heading',
];

/** What a program prints about its standard input. */
function python(program: string, input: string): unknown {
  return JSON.parse(execFileSync('python3', ['-c', program], { input, encoding: 'utf8' }));
}

describe('CSV', () => {
  const rows = texts.map((text, index) => [String(index), text, 'end']);
  const csv = `${[...csvTable(['index', 'text', 'last'], rows)].join('\n')}\n`;
  const expected = rows.map(([index, text = '', last]) => [index, shown(text), last]);

  test('Python reads the cells that were written, one line a row', () => {
    assert.equal(csv.split('\n').length, rows.length + 2);
    const program = 'import csv,json,sys; print(json.dumps(list(csv.reader(sys.stdin, strict=True))))';
    const read = python(program, csv) as readonly string[][];
    assert.deepEqual(read, [['index', 'text', 'last'], ...expected]);
    assert.deepEqual(readCsv(csv), read);
  });

  test('no cell begins as a formula does, where commas end cells or semicolons', () => {
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
    const csv = formulas.map((text) => `${csvRow(['a', text, 'b'])}\n`).join('');
    for (const delimiter of [',', ';']) {
      const program = `import csv,json,sys; print(json.dumps(list(csv.reader(sys.stdin, delimiter='${delimiter}'))))`;
      const cells = (python(program, csv) as readonly string[][]).flat();
      assert.ok(cells.length >= formulas.length);
      for (const cell of cells) assert.doesNotMatch(cell, /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/);
    }
    assert.equal(csvRow(['plain', 'a-b', 'x=y', '']), 'plain,a-b,x=y,');
  });
});

describe('Markdown', () => {
  test('a renderer finds one table, and in its cells text alone', async () => {
    const rows = texts.map((text, index) => [String(index), text]);
    const columns = [{ title: '#', align: 'end' as const }, { title: 'a|b' }];
    const { elements, rows: read } = await readMarkdown(`${[...markdownTable(columns, rows)].join('\n')}\n`);
    assert.deepEqual(new Set(elements), new Set(['table', 'thead', 'tr', 'th', 'tbody', 'td']));
    assert.equal(elements.filter((name) => name === 'table').length, 1);
    assert.deepEqual(read, [['#', 'a|b'], ...rows.map((row) => row.map((cell) => shown(cell).trim()))]);
  });
});

describe('JUnit', () => {
  const suites = texts.map((text) => ({
    name: text,
    cases: [
      { name: text, file: text },
      { name: 'b', ended: { as: 'failure' as const, type: text, message: text } },
      { name: 'c', ended: { as: 'error' as const, type: 'd', message: text } },
    ],
  }));
  const xml = [...junitDocument('all', suites), ''].join('\n');

  test('Python’s parser (Expat) reads every text as it is, and nothing beside', () => {
    const program = `import json,sys,xml.etree.ElementTree as T
root = T.fromstring(sys.stdin.buffer.read())
print(json.dumps([root.tag, [[s.attrib, [[c.attrib, [[e.tag, e.attrib, e.text] for e in c]] for c in s]] for s in root]]))`;
    const counts = { tests: '3', failures: '1', errors: '1', skipped: '0' };
    const expected = texts.map(shown).map((text) => [
      { name: text, ...counts },
      [
        [{ classname: text, name: text, file: text }, []],
        [{ classname: text, name: 'b' }, [['failure', { type: text, message: text }, text || null]]],
        [{ classname: text, name: 'c' }, [['error', { type: 'd', message: text }, text || null]]],
      ],
    ]);
    assert.deepEqual(python(program, xml), ['testsuites', expected]);
  });

  test('so does sax', () => {
    const { name, children } = readXml(xml);
    assert.equal(name, 'testsuites');
    assert.deepEqual(
      children.map(({ attributes }) => attributes['name']),
      texts.map(shown),
    );
    const failures = children.map((suite) => suite.children[1]?.children[0]);
    assert.deepEqual(
      failures.map((failure) => failure?.text),
      texts.map(shown),
    );
  });
});

describe('workflow commands', () => {
  test('the runner reads one command a line, with the texts as they are', () => {
    for (const text of texts) {
      const line = workflowCommand('error', { file: text, title: `a:${text}`, line: undefined }, text);
      assert.doesNotMatch(line, /[\r\n]/);
      const data = shown(text);
      const file = data.replace(/^=/, '');
      assert.deepEqual(readWorkflowCommand(line), {
        name: 'error',
        properties: { ...(data === '' ? {} : { file }), title: `a:${data}` },
        data,
      });
    }
  });

  test('what is no command is none, and shows as it is but for what would begin one', () => {
    const lines = '::error::a\n  ::b\nc ##[add-mask]d\ne::f #[g]\n';
    const safe = noCommand(lines);
    assert.equal(safe, '\\x3a:error::a\n  \\x3a:b\nc ##\\x5badd-mask]d\ne::f #[g]\n');
    for (const line of safe.split('\n')) assert.equal(readWorkflowCommand(line), undefined);
  });

  test('without properties', () => {
    assert.equal(workflowCommand('endgroup', {}, ''), '::endgroup::');
    assert.equal(workflowCommand('group', { file: '' }, '100%: a, b'), '::group::100%25: a, b');
    assert.equal(workflowCommand('error', { title: 'a: b, c%' }, '::'), '::error title=a%3A b%2C c%25::::');
  });
});

describe('SARIF', () => {
  const place = { uri: 'a/b.so', part: 'b » c' };
  const rules = [...new Set(texts)].map((text) => ({ id: text, text }));
  const run = {
    generator: 'vdso-explorer 1.2.3',
    rules,
    results: texts.map((text) => ({
      rule: { id: text, text },
      fingerprint: text,
      text,
      place: { ...place, part: text },
    })),
    failures: texts.map((text) => ({ text, place: { uri: 'file:///x' } })),
  };
  const document = sarifDocument(run);

  test('Python reads a log with what the standard and GitHub require', () => {
    const log = python('import json,sys; print(json.dumps(json.load(sys.stdin)))', document) as {
      version: string;
      runs: {
        tool: { driver: Record<string, unknown> & { rules: { id: string }[] } };
        invocations: { executionSuccessful: boolean; toolExecutionNotifications: { message: object }[] }[];
        results: {
          ruleId: string;
          ruleIndex: number;
          message: { text: string };
          partialFingerprints: Record<string, string>;
          locations: { physicalLocation: { artifactLocation: object; region: object } }[];
        }[];
      }[];
    };
    assert.equal(log.version, '2.1.0'); // 3.13.2
    assert.equal(log.runs.length, 1); // 3.13.4
    const [{ tool, invocations, results }] = log.runs as [(typeof log.runs)[0]];
    assert.equal(tool.driver['name'], 'vdso-explorer'); // 3.19.8
    assert.equal(tool.driver['semanticVersion'], '1.2.3');
    assert.deepEqual(
      invocations.map(({ executionSuccessful }) => executionSuccessful),
      [false],
    ); // 3.20.14
    assert.equal(results.length, texts.length);
    for (const [index, text] of texts.entries()) {
      const result = results[index] ?? assert.fail();
      assert.equal(tool.driver.rules[result.ruleIndex]?.id, result.ruleId); // 3.27.6
      assert.equal(unlinked(readSarifMessage(result.message.text)), unlinked(shown(text))); // 3.27.11
      assert.deepEqual(result.partialFingerprints, { 'requirement/v1': shown(text) }); // 3.27.17
      assert.deepEqual(result.locations[0]?.physicalLocation, {
        artifactLocation: { uri: 'a/b.so', uriBaseId: '%SRCROOT%' },
        region: { startLine: 1 },
      });
    }
  });

  test('placeholders and links are none', () => {
    const messages: string[] = JSON.parse(document).runs[0].results.map(
      ({ message }: { message: { text: string } }) => message.text,
    );
    const link = messages[texts.findIndex((text) => text.startsWith('[text]'))];
    assert.equal(link, '[text\\](1) [a\\](2) [b\\\\\\](3) {{0}} {{{{1}}}} }}{{');
  });
});

/** Without backslashes before what would end the text of a link: outside of one they are not taken away. */
function unlinked(text: string): string {
  return text.replace(/\\+\]\(/g, '](');
}
