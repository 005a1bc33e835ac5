/** Sentences of rows and titles that depend on numbers: each form of them, with every number in its place. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byteSize } from '../../../src/elf/english.ts';
import { reportEnglish as words } from '../../../src/report/english/catalogue.ts';
import { nameWords, sinceText } from '../../../src/report/english/names.ts';
import { heldLine, heldText, programNotes } from '../../../src/report/english/program.ts';
import { packedBy, runsText, systemCallsText } from '../../../src/report/english/runtimes.ts';
import { symbolSentences } from '../../../src/report/english/symbolSentences.ts';
import { percent } from '../../../src/report/format.ts';
import { nounOf } from '../../../src/report/outcomes.ts';
import { sessionFailures, sessionWords } from '../../../src/session/english.ts';

/** What a call gives, and what it must be. */
type Expected = readonly (readonly [said: string, wanted: string])[];

const tests: Readonly<Record<string, Expected>> = {
  'health, by the worst that was found': [
    [words.healthText(0, 0, 0), 'Healthy: no problems found.'],
    [
      words.healthText(1, 2, 3),
      '1 error, 2 warnings and 3 notes: who reads this image may fail or be misled.',
    ],
    [words.healthText(0, 1, 0), '1 warning: readers may disagree about this image.'],
    [words.healthText(0, 0, 2), '2 notes: unusual, but legal.'],
    [words.healthText(2, 0, 0), '2 errors: who reads this image may fail or be misled.'],
  ],
  'health in a word or two: notes count only alone': [
    [words.healthInShort(0, 0, 0), 'Healthy'],
    [words.healthInShort(1, 2, 3), '1 error, 2 warnings'],
    [words.healthInShort(0, 1, 5), '1 warning'],
    [words.healthInShort(0, 0, 1), '1 note'],
  ],
  'chains, and what is not counted to their ends': [
    [words.chainCountText(0, 5, false, false), '5 buckets empty'],
    [words.chainCountText(1, 2, false, false), '2 buckets with 1 symbol'],
    [words.chainCountText(9, 1, true, false), '1 bucket with at least 9 symbols'],
    [
      words.chainCountText(9, 1, true, true),
      '1 bucket with at least 9 symbols, or with a chain that runs in a circle',
    ],
    [words.chainCountText(9, 1, false, true), '1 bucket with 9 symbols'],
    [words.moreNames(1), '+1 more'],
    [words.moreBytes('7f 45', 2), '7f 45 … 2 more bytes'],
  ],
  'places and sizes': [
    [words.tableAt(64n, 11, 56), '11 entries of 56 bytes at 0x40'],
    [words.tableAt(64n, 1, 1), '1 entry of 1 byte at 0x40'],
    [words.tableAt(64n, 0, 56), 'none'],
    [words.bytesTitle(16, 32), '32 bytes at 0x10'],
    [words.onlyPart(16, 1000), 'The first 16 of 1,000 bytes.'],
    [words.atOffset(16), 'file offset 0x10'],
    [words.inProcess('0x10', 7), '0x10 in process 7'],
    [words.inProcess('0x10', undefined), '0x10 in its process'],
    [words.foundAt('0x10', '0x20 in process 7'), 'found at 0x10, 0x20 in process 7'],
    [words.foundAt('0x10', undefined), 'found at 0x10'],
    [words.formatText('x86-64', { class: 64, littleEndian: true }, 8192), 'x86-64 · ELF64 LE · 8.0 KiB'],
    [words.formatText('s390', { class: 32, littleEndian: false }, 60), 's390 · ELF32 BE · 60 bytes'],
    [
      [0, 1, 1023, 1024, 102_348, 102_400, 1024 ** 2 - 1, 1024 ** 2, 2 ** 62].map(byteSize).join(' | '),
      '0 bytes | 1 byte | 1,023 bytes | 1.0 KiB | 99.9 KiB | 100 KiB | 1024 KiB | 1.0 MiB | 4.0 EiB',
    ],
    [[percent(0, 0), percent(1, 8), percent(8, 8)].join(' | '), '0% | 12.5% | 100.0%'],
  ],
  'who finds what, and through which table': [
    [words.foundThrough('gnu', 3), 'DT_GNU_HASH, bucket 3'],
    [words.foundThrough('linear', undefined), 'every symbol in turn'],
    [words.foundThrough(undefined, undefined), ''],
    [words.versionFound(2, true), 'found as index 2, hash verified'],
    [words.versionFound(2, false), 'found as index 2, hash constant is wrong'],
    [words.constantCheck(5, 5), '0x00000005: right'],
    [words.constantCheck(5, 6), "0x00000005: wrong, the name's hash is 0x00000006"],
    [[true, false, undefined].map(words.hashConstants).join(' '), 'right wrong '],
    [words.keysFound(1, 2, 'key'), '1 of 2 keys'],
    [words.keysFound(1, 1, 'need'), '1 of 1 need'],
    [nounOf({ wholeImage: true }), 'need'],
    [words.outcomeWord('found', {}), 'found'],
    [words.outcomeWord('found', { wholeImage: true }), 'met'],
    [words.outcomeWord('crash', { wholeImage: true }), 'would crash'],
    [words.symbolCountText(1234, 'extent'), '1,234, from the room up to the next table'],
    [words.symbolCountText(0, 'none'), 'nothing tells'],
    [words.symtabOffer(1), '1 more symbol in .symtab.'],
    [words.symtabOffer(undefined), 'The static symbols in .symtab are not loaded.'],
    [words.wantedText({ symbol: 'a', version: 'V' }), 'a@V'],
    [words.wantedText({ symbol: 'a' }), 'a'],
    [words.requestedText('1.2', '1.1', 'same-lookup'), '1.2 was asked for; it searches as 1.1 does.'],
    [
      words.requestedText('1.2', '1.1', 'newest-read'),
      '1.2 was asked for; 1.1 is the newest release that was read.',
    ],
  ],
  'names, and where they are': [
    [nameWords.place('.dynsym', 3, 'V'), 'symbol 3 of .dynsym in V'],
    [nameWords.place('.dynsym', 3, ''), 'symbol 3 of .dynsym'],
    [nameWords.at('0x1', '0x2', '0x3 in process 7'), 'at 0x1, file offset 0x2, 0x3 in process 7'],
    [nameWords.at('0x1', undefined, undefined), 'at 0x1, no bytes of the file behind it'],
    [nameWords.nearest(['a', 'b']), 'Did you mean a or b?'],
    [nameWords.nearest([]), 'Nothing that is known is spelled like it.'],
    [nameWords.moreRows(1), 'And 1 more symbol of this name.'],
    [nameWords.by({ name: 'Go', release: '1.27' }, 'v'), 'Go 1.27 · v'],
    [nameWords.by({ name: 'Go', release: '' }, undefined), 'Go'],
    [symbolSentences.title(3, 'a', '@@V'), 'a@@V · symbol 3'],
    [symbolSentences.title(3, '', ''), '(no name) · symbol 3'],
  ],
  'programs and what they run': [
    [heldText({ address: 0n, value: 5n, expected: 5n }), '0x5, as predicted'],
    [heldText({ address: 0n, value: 5n, expected: 6n }), '0x5, predicted 0x6'],
    [heldLine({ address: 0n, value: 5n, expected: 5n }, 'v', 7), 'Its variable holds 0x5, as predicted'],
    [
      heldLine({ address: 0n, value: 0n, expected: 6n }, 'v', 7),
      'v of process 7 holds 0x0 and not the predicted 0x6: it has not run its start-up code yet, or has given the vDSO up after a call failed.',
    ],
    [
      programNotes({ goVersion: 'go1.21', path: 'main', foundBy: 'none' }).join(' '),
      'Built with go1.21 from the package main, as its build information says.',
    ],
    [packedBy({ packer: 'UPX', release: '4.24' }), 'UPX 4.24'],
    [packedBy({ packer: 'UPX' }), 'UPX'],
    [runsText([]), 'not recognised'],
    [
      runsText([{ id: 'glibc', release: '2.36', file: '/lib/libc.so.6' }, { id: 'musl' }]),
      'glibc 2.36 (/lib/libc.so.6), musl, of a release that it does not tell',
    ],
    [systemCallsText([{ runtime: { id: 'go' }, calls: ['a', 'b'] }]), 'a, b (Go)'],
  ],
  'what a session refuses or cuts': [
    [
      sessionWords.copyCut(5, 2000, { rows: 1000, characters: 1024 ** 2 }),
      'The first 5 of 2,000 rows were copied: a copy holds at most 1,000 of them and 1.0 MiB of text. Filter the table to copy others, or save the report.',
    ],
    [
      sessionFailures.tooLongToSort({ rows: 2000, most: 1000 }),
      '2,000 rows are too many to sort: at most 1,000 are. Filter them first, or scroll to what you look for in the order of the file.',
    ],
    [
      sessionFailures.tooMuchTextToSort({ rows: 2000, most: 1024 }),
      'The texts of these 2,000 rows are too long to sort by: at most 1.0 KiB are. Filter the rows first, or sort them by a column of numbers.',
    ],
    [
      sessionFailures.filterTooLong({ characters: 2000, most: 1000 }),
      'The filter has 2,000 characters; at most 1,000 are looked for.',
    ],
  ],
};

for (const [name, expected] of Object.entries(tests)) {
  test(name, () => {
    for (const [said, wanted] of expected) assert.equal(said, wanted);
  });
}

test('since when kernels export a name', () => {
  const since = (more: Partial<Parameters<typeof sinceText>[0]>) =>
    sinceText({ since: '6.11', ...more } as Parameters<typeof sinceText>[0]);
  assert.deepEqual(
    [since({}), since({ notIn: '6.10', since: '6.12' }), since({ last: '7.0' })],
    ['since 6.11', 'in 6.12, not in 6.10', 'since 6.11, up to 7.0'],
  );
  assert.equal(since({ conditions: [['', 'CONFIG_X']] }), 'since 6.11, with CONFIG_X');
});
