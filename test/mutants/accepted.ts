/**
 * Changes that no test can notice, or need not, each with the reason. They are named by what is changed, not by where:
 * one whose line is gone is reported.
 */
import type { Mutant } from './mutant.ts';

export interface Accepted {
  /** The file's name without its folder. */
  readonly file: string;
  /** The line without its indentation, before and after. */
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

export const accepted: readonly Accepted[] = [
  {
    file: 'rowMatcher.ts',
    before: 'column.code !== undefined ? 0 : column.holds !== undefined ? 1 : 2;',
    after: 'column.number !== undefined ? 0 : column.holds !== undefined ? 1 : 2;',
    reason: 'the order in which columns are asked: each is asked until one holds the word',
  },
  {
    file: 'programData.ts',
    before: 'for (let done = 0; done < copy.length; ) {',
    after: 'for (let done = 0; done <= copy.length; ) {',
    reason: 'one read more, of no bytes, after which the same copy is given back',
  },
  {
    file: 'sliceScheduler.ts',
    before: 'const SLICE_MS = 8;',
    after: 'const SLICE_MS = 9;',
    reason: 'how long others wait: a millisecond more is as good, and tests count no time',
  },
  {
    file: 'symbolJson.ts',
    before: 'if (made.size < KEPT && Number.isSafeInteger(key)) made.set(key, text);',
    after: 'if (!(made.size < KEPT && Number.isSafeInteger(key))) made.set(key, text);',
    reason: 'texts are made again and not kept: the same text, in more time',
  },
  {
    file: 'sortOrder.ts',
    before: 'if (i % STRIDE === STRIDE - 1 && scheduler.due) await scheduler.yieldIfDue();',
    after: 'if (i % STRIDE === STRIDE - 2 && scheduler.due) await scheduler.yieldIfDue();',
    reason: 'others get their turn a row earlier',
  },
  {
    file: 'elfMemImage.ts',
    before: "const nothing = wantedName('', 0);",
    after: "const nothing = wantedName('', 1);",
    reason: 'the name stands for no version, and its hash is compared with nothing',
  },
  {
    file: 'hashChains.ts',
    before: 'for (let i = 0; i < bloom.length; i++) {',
    after: 'for (let i = 0; i <= bloom.length; i++) {',
    reason: 'the word behind the last one is none, and counts as one without bits',
  },
  {
    file: 'relocations.ts',
    before: 'bigint: (row) => BigInt.asUintN(64, (row.addend ?? 0n) + (1n << 63n)),',
    after: 'bigint: (row) => BigInt.asUintN(65, (row.addend ?? 0n) + (1n << 63n)),',
    reason: 'an addend is from -2^63 to 2^63 - 1: the sum is below 2^64 and never negative',
  },
  {
    file: 'programData.ts',
    before: 'for (const region of [...regions].sort((a, b) => (a.address < b.address ? -1 : 1))) {',
    after: 'for (const region of [...regions].sort((a, b) => (a.address < b.address ? -2 : 1))) {',
    reason: 'a comparison says before by any negative number',
  },
  {
    file: 'radixSort.ts',
    before: 'const counts = this.#counts.subarray(byte * 256, byte * 256 + 256);',
    after: 'const counts = this.#counts.subarray(byte * 256, byte * 256 + 257);',
    reason: 'the count behind the last of the 256 is not looked at',
  },
  {
    file: 'buildInfo.ts',
    before: '((blob.header[15] ?? 0) & 2) !== 0',
    after: '((blob.header[15] ?? 1) & 2) !== 0',
    reason: 'a header has 32 bytes: what has fewer is none',
  },
  {
    file: 'sectionRelocations.ts',
    before: 'return !(entries instanceof RelocationEntries);',
    after: 'return true;',
    reason: 'plain tables are kept open too, which are otherwise opened again: the same rows, in more memory',
  },
  {
    file: 'hashChecks.ts',
    before: 'for (let symbol = 1; symbol < symbols.length; symbol++) {',
    after: 'for (let symbol = 1; symbol <= symbols.length; symbol++) {',
    reason: 'what is behind the last symbol counts as undefined, and is passed over',
  },
  {
    file: 'rowMatcher.ts',
    before: 'return word.length === bytes.length && /^[\\x21-\\x7e]+$/.test(word) ? bytes : undefined;',
    after: 'return word.length === bytes.length || /^[\\x21-\\x7e]+$/.test(word) ? bytes : undefined;',
    reason:
      'a word of control characters is in no name of printable ones, and other names are looked at as text',
  },
  {
    file: 'makeCompared.ts',
    before: 'for (let index = 1; index < symbols.length; index++) {',
    after: 'for (let index = 1; index <= symbols.length; index++) {',
    reason: 'what is behind the last symbol has no name and counts as local, and is passed over',
  },
  {
    file: 'consumerChanges.ts',
    before: "const of = kind === 'breaking' ? 0 : kind === 'visible' ? 100 : 200;",
    after: "const of = kind === 'breaking' ? 0 : kind === 'visible' ? 101 : 200;",
    reason: 'ranks of one kind stay below those of the next',
  },
  {
    file: 'readText.ts',
    before: 'const MOST = 64 * 1024;',
    after: 'const MOST = 64 * 1025;',
    reason: 'what is read of /proc is told by its first bytes: 64 more are as good',
  },
  {
    file: 'scan.ts',
    before: 'const PIECE = 1 << 20;',
    after: 'const PIECE = 2 << 20;',
    reason: 'bytes looked through at once: twice as many are as good',
  },
  {
    file: 'lzma.ts',
    before: 'const bit = code >= bound;',
    after: 'const bit = code > bound;',
    reason: 'the code is the very bound once in some 2^32 bits, and no packer makes it so on demand',
  },
  {
    file: 'tokens.ts',
    before: '#starts = new Int32Array(1024);',
    after: '#starts = new Int32Array(1025);',
    reason: 'room for the first tokens: it grows when it is full',
  },
  {
    file: 'flags.ts',
    before: 'ls: or(not(C), Z),',
    after: 'ls: or(Z, not(C)),',
    reason: 'either of two, in whichever order',
  },
  {
    file: 'arm64.ts',
    before: 'if (index !== undefined) return both(start, index(state), (a, b) => wrapped(a + b));',
    after: 'if (index !== undefined) return both(index(state), start, (a, b) => wrapped(a + b));',
    reason: 'a sum, in whichever order',
  },
  {
    file: 'takeSamples.ts',
    before: 'const CALLS = 64;',
    after: 'const CALLS = 65;',
    reason: 'what a call costs is the batch divided by it',
  },
  {
    file: 'headers.ts',
    before: '[elf.PT_LOAD, load, elf.PF_R | elf.PF_X],',
    after: '[elf.PT_LOAD, load, elf.PF_R | elf.SHT_PROGBITS],',
    reason: 'both are 1',
  },
  {
    file: 'openSession.ts',
    before: 'export const IN_PLACE_BYTES = 64 * 1024;',
    after: 'export const IN_PLACE_BYTES = 65 * 1024;',
    reason: 'faces cannot tell where an image is read: a kilobyte more is as good',
  },
  {
    file: 'openLocal.ts',
    before: 'if (interpreter !== undefined || soname !== undefined) return input;',
    after: 'if (interpreter !== undefined && soname !== undefined) return input;',
    reason: 'programs and libraries are asked as well, in more time: they are no kernels and no core dumps',
  },
  {
    file: 'imageListing.ts',
    before: 'if (this.#one.size >= KEPT) this.#one.clear();',
    after: 'if (this.#one.size > KEPT) this.#one.clear();',
    reason: 'what one function more does is kept',
  },
  {
    file: 'notes.ts',
    before: 'const BYTES_SHOWN = 32;',
    after: 'const BYTES_SHOWN = 33;',
    reason: 'how many bytes of a long note stand in its cell: one more is as good',
  },
  {
    file: 'copy.ts',
    before: 'export const MAX_COPY_CHARACTERS = 32 * 1024 * 1024;',
    after: 'export const MAX_COPY_CHARACTERS = 32 * 1024 * 1025;',
    reason: 'how much may be copied at once: it is told as 32 MiB, and a thousandth more is as good',
  },
  {
    file: 'health.ts',
    before: 'const found = zh.list(counted(errors, warnings, notes));',
    after: 'const found = zh.andList(counted(errors, warnings, notes));',
    reason: 'a list reads in Chinese with the last 、 or with 和',
  },
  {
    file: 'symbols.ts',
    before: "const DECIMAL = '0123456789';",
    after: "const DECIMAL = '0123456789_';",
    reason: 'characters that a cell may have: with one more some cells are looked at in vain',
  },
  {
    file: 'sourceName.ts',
    before: 'if (parts[0] === word && !whole) return () => false;',
    after: 'if (parts[1] === word && !whole) return () => false;',
    reason:
      'a word that is one identifier stands in the mangled name as it is, where it was looked for already',
  },
  {
    file: 'programHeaders.ts',
    before: "replay.fail('segment-refused', { index, type: segmentTypeName(type, 0) }, header, size);",
    after: "replay.fail('segment-refused', { index, type: segmentTypeName(type, 1) }, header, size);",
    reason: 'the types that somebody refuses are of no machine',
  },
  {
    file: 'linking.ts',
    before: '[elf.DT_JMPREL, elf.DT_PLTRELSZ],',
    after: '[elf.DT_JMPREL, elf.STB_WEAK],',
    reason: 'both are 2',
  },
  {
    file: 'nearestName.ts',
    before: 'const distance = changes(this.#wanted, name.toLowerCase(), this.#fewest);',
    after: 'const distance = changes(name.toLowerCase(), this.#wanted, this.#fewest);',
    reason: 'as many changes lead from one to the other as back',
  },
  {
    file: 'evaluateKeys.ts',
    before: 'if (sourceSysvHash === undefined && sourceGnuHash === undefined) return {};',
    after: 'if (sourceSysvHash === undefined || sourceGnuHash === undefined) return {};',
    reason: 'a source has both constants or none',
  },
  {
    file: 'relr.ts',
    before: 'index >= 0 && index < length',
    after: 'index >= 0 && index <= length',
    reason: 'all tables of relocations are asked as one, which asks each for the rows that it has',
  },
  {
    file: 'sections.ts',
    before:
      "if (left[FREQUENT_TYPES.has(type) ? 'frequent' : 'other']-- > 0) found.push(sectionOf(index, record, ''));",
    after:
      "if (left[!(FREQUENT_TYPES.has(type)) ? 'frequent' : 'other']-- > 0) found.push(sectionOf(index, record, ''));",
    reason: 'of both there may be as many',
  },
  {
    file: 'sectionRelocations.ts',
    before: 'return !(entries instanceof RelocationEntries);',
    after: 'return (entries instanceof RelocationEntries);',
    reason: 'which tables are kept open: the others are opened again, with the same rows',
  },
  {
    file: 'table.ts',
    before: 'return { length, at: (index) => (index >= 0 && index < length ? index : undefined) };',
    after: 'return { length, at: (index) => (index >= 0 || index < length ? index : undefined) };',
    reason: 'details and windows look whether there is such a row before they ask for it',
  },
  {
    file: 'mappedFiles.ts',
    before: 'if (sameFile(opened, mapped)) return true;',
    after: 'if (sameFile(mapped, opened)) return true;',
    reason: 'either is the other, in whichever order',
  },
  {
    file: 'comparedInput.ts',
    before: 'const MOST_DIGESTED = 64 * 1024 * 1024;',
    after: 'const MOST_DIGESTED = 64 * 1025 * 1024;',
    reason: 'up to which size a file is told from others by its bytes: a thousandth more is as good',
  },
  {
    file: 'client.ts',
    before: 'let lastId = 0;',
    after: 'let lastId = 1;',
    reason: 'the number of the first request: each has another, whatever the first one has',
  },
  {
    file: 'standing.ts',
    before: "if (sameFile(identity, source)) throw new WriteError('isSource', { path });",
    after: "if (sameFile(source, identity)) throw new WriteError('isSource', { path });",
    reason: 'either is the other, in whichever order',
  },
  {
    file: 'tools.ts',
    before: 'export const MAX_SENTENCE = 2_000;',
    after: 'export const MAX_SENTENCE = 2001;',
    reason: 'where a long sentence is cut: a character more is as good',
  },
  {
    file: 'writeError.ts',
    before: "override readonly name = 'WriteError';",
    after: "override readonly name = 'WriteError_';",
    reason: 'the name of an error of ours stands in no text: what is told of it is its sentence and its code',
  },
  {
    file: 'watchProcess.ts',
    before: 'export const LOOK_MS = 2000;',
    after: 'export const LOOK_MS = 2001;',
    reason: 'how often it is looked whether a process is there: a millisecond later is as good',
  },
  {
    file: 'meantImage.ts',
    before: 'const LOOKS_AT_ONCE = 2;',
    after: 'const LOOKS_AT_ONCE = 3;',
    reason: 'how many wait: the same is found',
  },
  {
    file: 'toolImage.ts',
    before: "const [id = ''] = text.trim().split('@', 1);",
    after: "const [id = ''] = text.trim().split('@', 2);",
    reason: 'of what is behind the @ nothing is taken',
  },
  {
    file: 'input.ts',
    before: "...text(input, 'image', inputLimits.path),",
    after: "...text(input, 'image', inputLimits.name),",
    reason: 'both are 4096',
  },
];

export function whyAccepted({ file, before, after }: Mutant): string | undefined {
  const name = file.split('/').at(-1);
  return accepted.find((each) => each.file === name && each.before === before && each.after === after)
    ?.reason;
}
