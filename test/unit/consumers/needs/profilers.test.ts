/** What profilers and unwinders need: each need missed by one damage. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonSentence } from '../../../../src/consumers/english/outcomes.ts';
import { consequenceText } from '../../../../src/consumers/english/programs.ts';
import {
  type BuiltImage,
  damage,
  fieldValue,
  type ImageDescription,
  vdsoImage,
} from '../../../support/elf/index.ts';
import { misses, need, on, whole, with_ } from './support.ts';

test("OpenTelemetry's profiler: .eh_frame, and on arm64 the exact name and .dynsym in its place", async () => {
  const arm64 = (override: Partial<ImageDescription> = {}): BuiltImage =>
    vdsoImage({ arch: 'arm64', override });
  assert.equal((await on(arm64(), 'otel-profiler')).outcome, 'found');
  const renamed = await on(arm64({ soname: 'linux-vdso.so.2' }), 'otel-profiler');
  assert.equal(renamed.outcome, 'partial');
  assert.match(
    reasonSentence(need(renamed, 'DT_SONAME').why),
    /linux-vdso\.so\.2, and linux-vdso\.so\.1 is asked for/,
  );
  assert.match(
    consequenceText(need(renamed, 'DT_SONAME').fallback),
    /stack that leads through the vDSO ends there/,
  );
  const stripped = await on(arm64({ sectionHeaders: false }), 'otel-profiler');
  assert.equal(need(stripped, '.dynsym').outcome, 'fallback');
  // With a table of its own neither is asked for.
  const unwound = arm64({ soname: 'linux-vdso.so.2', unwind: {} });
  assert.equal((await on(unwound, 'otel-profiler')).outcome, 'found');
  const broken = arm64({ sectionHeaders: false, unwind: { version: 127 } });
  const finding = await on(broken, 'otel-profiler');
  assert.match(reasonSentence(need(finding, 'no unwind table').why), /of version 127/);
  const amd64 = vdsoImage({ arch: 'amd64', override: { soname: 'linux-vdso.so.2' } });
  await misses(amd64, 'otel-profiler', '.eh_frame', 'fallback', /no PT_GNU_EH_FRAME/);
  const empty = damage(vdsoImage(whole), 'cie.length', 0);
  await misses(empty, 'otel-profiler', '.eh_frame', 'fallback', /no record in it/);
  const bySegment = with_({ sectionHeaders: false });
  assert.equal((await on(bySegment, 'otel-profiler')).outcome, 'found');
  const version = with_({ sectionHeaders: false, unwind: { version: 2 } });
  await misses(version, 'otel-profiler', '.eh_frame', 'fallback', /of version 2, and 1/);
  await misses(with_({}, { notes: [] }), 'otel-profiler', 'a build id', 'fallback', /no build id/);
  assert.equal((await on(vdsoImage({ arch: 'arm64be' }), 'otel-profiler')).outcome, 'not-applicable');
});

test('async-profiler: a count of symbols, and an unwind table it can search; section names it only asks for', async () => {
  await misses(
    with_({}, { hash: 'none' }),
    'async-profiler',
    'a number of symbols',
    'fallback',
    /No DT_HASH or DT_GNU_HASH says how many/,
  );
  assert.equal((await on(with_({}, { hash: 'none' }), 'async-profiler@2.10')).outcome, 'found');
  const gnu = await on(with_({}, { hash: 'gnu' }), 'async-profiler');
  assert.match(reasonSentence(need(gnu, 'a number').why), /DT_GNU_HASH says that there are 14 symbols/);
  const unsized = damage(with_({}), 'dynamic[DT_SYMENT].d_val', 0);
  await misses(unsized, 'async-profiler', 'a number', 'fallback', /no DT_SYMENT/);
  const words = 'PT_GNU_EH_FRAME';
  await misses(
    with_({ unwind: { table: 0xff } }),
    'async-profiler',
    words,
    'fallback',
    /encoded as 0x1b 0x3 0xff/,
  );
  await misses(with_({ unwind: { version: 3 } }), 'async-profiler', words, 'fallback', /of version 3/);
  const built = with_({});
  assert.equal(fieldValue(built, 'phdr[3].p_type'), 0x6474e550n);
  await misses(
    damage(built, 'phdr[3].p_vaddr', 0),
    'async-profiler',
    words,
    'fallback',
    /address 0, which counts as none/,
  );
  // Where there is an address 0, libunwind takes what lies there for the table.
  await misses(damage(built, 'phdr[3].p_vaddr', 0), 'libunwind', words, 'fallback', /of version 127/);
  const nameless = damage(built, 'ehdr.e_shstrndx', 0);
  const ignored = await on(nameless, 'async-profiler');
  assert.equal(ignored.outcome, 'fallback');
  assert.match(reasonSentence(ignored.why), /e_shstrndx is 0/);
  assert.equal((await on(nameless, 'libunwind')).outcome, 'found');
});

test('libunwind: a table of version 1, and two pages of another process', async () => {
  await misses(
    vdsoImage({ arch: 'amd64' }),
    'libunwind',
    'PT_GNU_EH_FRAME',
    'fallback',
    /no PT_GNU_EH_FRAME/,
  );
  await misses(with_({ unwind: { version: 9 } }), 'libunwind', 'PT_GNU_EH_FRAME', 'fallback', /of version 9/);
  // Any encoding will do: it is searched from its start then.
  assert.equal((await on(with_({ unwind: { table: 0xff } }), 'libunwind')).outcome, 'found');
  const long = with_({ textSize: 0x2001 });
  await misses(long, 'libunwind', 'at most two pages', 'fallback', /takes 3 pages of 4 KiB/);
  const old = await on(long, 'libunwind@1.8.3');
  assert.equal(old.outcome, 'found');
  assert.equal(old.keys.length, 1);
});
