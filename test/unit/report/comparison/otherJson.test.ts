/** Which JSON of a folder is passed over: what is no report, and never one that is damaged, old, or of a host that failed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOtherJson, OTHER_JSON_HEAD } from '../../../../src/report/comparison/otherJson.ts';
import { reportJson } from '../../../../src/report/output/json.ts';
import { codeOfBytes } from '../../../support/code/codeImage.ts';
import { vdsoImage } from '../../../support/elf/index.ts';
import { joined } from '../../../support/pieces.ts';
import { reportOf } from '../support.ts';

const isOther = (text: string): boolean => isOtherJson(Buffer.from(text).subarray(0, OTHER_JSON_HEAD));

test('JSON of something else is passed over', () => {
  for (const other of [
    '{"name": "vdso-explorer", "version": "1.2.3"}',
    '\ufeff{\r\n\t"$schema": "https://json.schemastore.org/tsconfig"',
    '{ "$schema": 2, "schema": "2" }',
    `{"${'k'.repeat(1000)}": 1}`,
    '{}',
    '[]',
    '[ "a", "b" ]',
    '[[1, 2], [3]]',
    '[\n  {"host": "web-1"}\n]',
    '// Of the compiler.\n{ "compilerOptions": {} }',
    '/* Of the compiler. */ {}',
    '{\n  // Of the compiler.\n  "compilerOptions": {}\n}',
    '{ /* nothing */ }',
    '{"code": 404, "message": "not found"}',
    '{"consumers": "all"}',
  ])
    assert.equal(isOther(other), true, other);
});

test('what may be a report is not, wherever it was cut off', () => {
  for (const near of [
    '{"schema": 2,',
    '{"schema":1,"generator":"vdso-explorer 0.1.0"}',
    '{\n  "schema" : 3,\n',
    '{"host": "web-1", "collected": "2026-01-01", "schema": 2}',
    '[{"schema":2,"generator":"vdso-explorer 1.0.0"}]',
    '{"code": {"functions": [',
    '[{"consumers": [{"id": "go"',
    '{"sch',
    '{',
    `{${' '.repeat(OTHER_JSON_HEAD)}`,
    `[${' '.repeat(OTHER_JSON_HEAD)}`,
  ])
    assert.equal(isOther(near), false, near);
});

test('nor is what is no JSON: a host may have failed', () => {
  for (const text of [
    '',
    '\n',
    'null',
    'ssh: connect to host web-1 port 22: Connection refused',
    '[error] no such pod',
    '{error}',
    '/bin/sh: 1: vdso-explorer: not found',
    '\x7fELF',
  ])
    assert.equal(isOther(text), false, text);
  // As PowerShell writes it.
  assert.equal(isOtherJson(Buffer.from('\ufeff{"name": 1}', 'utf16le')), false);
});

test('no report is, as it was written, indented, or with its names sorted', async () => {
  const sorted = (text: string): string =>
    JSON.stringify(
      JSON.parse(text, (_, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
          : value,
      ),
      undefined,
      4,
    );
  const { bytes } = vdsoImage({ arch: 'amd64' });
  for (const options of [{}, { code: await codeOfBytes(bytes) }]) {
    const text = joined(reportJson(await reportOf(bytes), options));
    for (const written of [text, JSON.stringify(JSON.parse(text), undefined, 8), sorted(text)])
      assert.equal(isOther(written), false, written.slice(0, 100));
  }
});
