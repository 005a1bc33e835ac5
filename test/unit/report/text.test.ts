import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportText } from '../../../src/report/output/textReport.ts';
import { fullImage, vdsoImage, withoutSections } from '../../support/elf/index.ts';
import { joined } from '../../support/pieces.ts';
import { live, type ReportOptions, reportOf } from './support.ts';

const host = { kernelRelease: '6.18.44', arch: 'x64', clocksource: 'tsc' };

async function textOf(bytes: Uint8Array, options?: ReportOptions, replay = false): Promise<string> {
  return joined(reportText(await reportOf(bytes, options), { replay }));
}

test('the first screen of a live image', async () => {
  const text = await textOf(vdsoImage({ arch: 'amd64' }).bytes, { info: live, host });
  const lines = text.split('\n');
  assert.equal(lines[0], 'linux-vdso.so.1 · live, this process (4711)');
  assert.match(lines[1] ?? '', /^x86-64 · ELF64 LE · /);
  assert.ok(lines.includes('  Clock source    tsc: clock calls stay in user space (by the clock source)'));
  assert.ok(lines.includes('  Health          Healthy: no problems found.'));
  assert.match(text, /\n {2}Go \d+\.\d+ \(amd64\): found\. Finds all 3 keys it looks for\.\n/);
  assert.match(
    text,
    /\n {4}vdsoClockgettimeSym ← __vdso_clock_gettime@LINUX_2\.6 {2}found at 0x[0-9a-f]+, 0x7fff1000[0-9a-f]+ in process 4711\n/,
  );
  assert.match(text, /\n {4}vdsoLinuxVersion ← LINUX_2\.6 +found as index \d+, hash verified\n/);
});

test('a key that is not found says why, and what the runtime does then', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64', exports: ['__vdso_clock_gettime'] });
  const text = await textOf(bytes, { info: live, host });
  assert.match(text, /\(amd64\): partly found\. Finds 1 of 3 keys; missing: /);
  assert.match(
    text,
    /vdsoGettimeofdaySym ← __vdso_gettimeofday@LINUX_2\.6 +falls back: The image has no symbol/,
  );
  assert.doesNotMatch(text, /Go [\d.]+ · vdsoGettimeofdaySym: .*: found/);
});

test('the replay writes each step with its mark', async () => {
  const { bytes } = vdsoImage({ arch: 'amd64' });
  assert.doesNotMatch(await textOf(bytes), /How Go reads the image/);
  const text = await textOf(bytes, {}, true);
  assert.match(text, /\n {4}How Go reads the image\n/);
  assert.match(text, /\n {6}\+ .+\n/);
});

test('an image without sections says what that means, and still shows its symbols', async () => {
  const text = await textOf(withoutSections(vdsoImage({ arch: 'amd64' }).bytes));
  assert.match(text, /\nSections: No section headers\. Tables were found through PT_DYNAMIC/);
  assert.match(text, / __vdso_clock_gettime +LINUX_2\.6 /);
});

test('no line ends in blanks, and hostile names are escaped', async () => {
  const exports = ['a\u001b[2Jb', 'x\u202ey', 'line\nbreak', 'tab\there'];
  const text = await textOf(vdsoImage({ arch: 'amd64', exports }).bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  for (const name of ['a\\x1b[2Jb', 'x\\u202ey', 'line\\x0abreak', 'tab\\x09here'])
    assert.ok(text.includes(name), name);
  assert.doesNotMatch(text, / \n/);
});

test('every table of a library is there, its columns in line', async () => {
  const text = await textOf(fullImage({ class: 64, littleEndian: true }).bytes, { symtab: true });
  for (const title of [
    'Symbols (',
    'Static symbols (',
    'Versions (',
    'Segments (',
    'Sections (',
    'Dynamic section (',
    'Relocations (',
    'Notes (',
  ]) {
    assert.ok(text.includes(`\n${title}`), title);
  }
  const lines = text.slice(text.indexOf('\nSegments (')).split('\n');
  const header = lines[2] ?? '';
  const column = header.indexOf('Flags');
  for (const line of lines.slice(3, 6)) assert.match(line.slice(column - 1, column + 1), / [RWX]/, line);
});

test('text comes in pieces of bounded size', async () => {
  const exports = Array.from({ length: 3000 }, (_, i) => `symbol_number_${i}`);
  const pieces = [...reportText(await reportOf(vdsoImage({ arch: 'amd64', exports }).bytes))];
  assert.ok(pieces.length > 5);
  for (const piece of pieces) assert.ok(piece.length < 64 * 1024);
});
