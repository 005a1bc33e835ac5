/** What Crashpad and Breakpad need: each need missed by one damage. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonSentence } from '../../../../src/consumers/english/outcomes.ts';
import { consequenceText } from '../../../../src/consumers/english/programs.ts';
import { buildIdNote, damage, fieldValue, type ImageDescription } from '../../../support/elf/index.ts';
import { misses, need, on, with_ } from './support.ts';

test('Crashpad reads a note up to the last byte of the last PT_LOAD, and none that goes beyond', async () => {
  const built = with_({});
  const field = (index: number, name: string) => fieldValue(built, `phdr[${index}].${name}`);
  const noted = [0, 1, 2, 3, 4].find((index) => field(index, 'p_type') === 4n) ?? assert.fail('no PT_NOTE');
  const room = field(0, 'p_vaddr') + field(0, 'p_memsz') - field(noted, 'p_vaddr');
  for (const [memsz, outcome] of [
    [room, 'found'],
    [room + 1n, 'fallback'],
  ] as const) {
    const finding = await on(damage(built, `phdr[${noted}].p_memsz`, memsz), 'crashpad');
    assert.equal(need(finding, 'a build id').outcome, outcome, String(memsz));
  }
});

test('Breakpad: a note by its type alone, else the hash of .text, else nothing', async () => {
  const id = 'The build id is 1af29f00112233445566778899aabbccddeeff01';
  assert.ok(reasonSentence(need(await on(with_({}), 'breakpad'), 'a build id').why).startsWith(id));
  const other = with_({}, { notes: [{ ...buildIdNote('abcd'), owner: 'Xen' }] });
  assert.equal(need(await on(other, 'breakpad'), 'a build id').outcome, 'found');
  assert.equal(need(await on(other, 'crashpad'), 'a build id').outcome, 'fallback');
  const noted = with_({}, { notes: [] });
  const hashed = await on(noted, 'breakpad');
  assert.equal(hashed.outcome, 'found');
  assert.equal(need(hashed, 'a build id').outcome, 'not-applicable');
  assert.match(reasonSentence(need(hashed, '.text').why), /Section \d+ is \.text, \d+ bytes long/);
  const bare = with_({ sectionHeaders: false }, { notes: [] });
  const nothing = await on(bare, 'breakpad');
  assert.equal(nothing.outcome, 'fallback');
  assert.match(reasonSentence(nothing.why), /Neither of the two needs is met/);
  assert.match(consequenceText(need(nothing, '.text').fallback), /no identifier in the minidump/);
});

test('Breakpad believes a section .note.gnu.build-id since 2024, and asked the segments first before', async () => {
  const empty: ImageDescription['extraSections'] = [
    {
      name: '.note.gnu.build-id',
      type: 7,
      contents: Uint8Array.of(4, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 71, 78, 85, 0),
    },
  ];
  const built = with_({ extraSections: empty });
  assert.equal(need(await on(built, 'breakpad@2024.02.16'), 'a build id').outcome, 'found');
  const finding = await on(built, 'breakpad');
  assert.equal(need(finding, 'a build id').outcome, 'not-applicable');
  assert.equal(need(finding, '.text').outcome, 'found');
  const text = with_(
    { extraSections: [{ name: 'text', type: 1, contents: new Uint8Array(64) }] },
    { notes: [] },
  );
  const renamed = damage(text, 'shdr[.text].sh_type', 8);
  assert.equal((await on(renamed, 'breakpad')).outcome, 'found');
  assert.equal((await on(renamed, 'breakpad@2024.02.16')).outcome, 'fallback');
});

test('Crashpad: the owner counts, long notes do not, and nothing outside the PT_LOADs', async () => {
  await misses(with_({}, { notes: [] }), 'crashpad', 'a build id', 'fallback', /no build id where it is/);
  const long = with_({}, { notes: [buildIdNote('ab'.repeat(64))] });
  await misses(long, 'crashpad', 'a build id', 'fallback', /no build id/);
  assert.equal(need(await on(long, 'breakpad'), 'a build id').outcome, 'found');
  const built = with_({});
  const unloaded = damage(built, 'phdr[2].p_vaddr', 0);
  assert.equal(fieldValue(built, 'phdr[2].p_type'), 4n);
  await misses(unloaded, 'crashpad', 'a build id', 'fallback', /no build id/);
  assert.equal(need(await on(unloaded, 'breakpad'), 'a build id').outcome, 'found');
  const moved = damage(built, 'phdr[0].p_offset', 0x40);
  const headless = need(await on(moved, 'crashpad'), 'the headers');
  assert.equal(headless.outcome, 'fallback');
  assert.match(reasonSentence(headless.why), /No PT_LOAD begins at file offset 0/);
  const twice = with_({ extraSegments: [{ type: 1, vaddr: 0n, filesz: 16n }] });
  assert.equal(need(await on(twice, 'crashpad'), 'PT_LOADs').outcome, 'fallback');
  const odd = damage(built, 'ehdr.e_version', 2);
  const refused = await on(odd, 'crashpad');
  assert.equal(refused.outcome, 'fallback');
  assert.match(reasonSentence(refused.why), /e_version is 2/);
});
