/** Everything a face may do with an image, done to a hostile one, and the promises it must keep. */
import assert from 'node:assert/strict';
import type { ByteSource } from '../../src/elf/imageSource.ts';
import type { ElfImage, GnuHashTable, SymbolTable, SysvHashTable } from '../../src/elf/model.ts';
import { problemSentence } from '../../src/elf/problems/english.ts';
import type { Problem } from '../../src/elf/problems/problem.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { Allocator } from '../../src/elf/reading/allocation.ts';
import { BASE_WORK, Budget, WORK_PER_BYTE } from '../../src/elf/reading/budget.ts';
import type { Table } from '../../src/elf/table.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { exerciseReport } from './exerciseReport.ts';

/** Problems listed for one image, however broken. */
const MAX_PROBLEMS = 600;
/** Bytes of all names together for each byte of the image. */
const OUTPUT_PER_BYTE = 64;
const OUTPUT_BASE = 1 << 16;
/** Memory for each byte of the image: the bytes themselves, read twice at worst, and the columns. */
const ALLOCATED_PER_BYTE = 8;
const ALLOCATED_BASE = 1 << 16;

export interface Exercised {
  readonly codes: ReadonlySet<string>;
  readonly rows: number;
}

/** With `report`, the report is made as well, which takes some milliseconds. */
export function exercise(bytes: Uint8Array, options: { report?: boolean } = {}): Promise<Exercised> {
  return exerciseSource(memorySource(bytes), options);
}

export async function exerciseSource(
  source: ByteSource,
  { report = false }: { report?: boolean } = {},
): Promise<Exercised> {
  const { size } = source;
  const budget = new Budget();
  const allocator = new Allocator();
  const outcome = await readElf(source, { symtab: true, budget, allocator });
  if (outcome.kind === 'not-elf') {
    checkProblem(outcome.problem, size);
    return { codes: new Set([outcome.problem.code]), rows: 0 };
  }
  const { image } = outcome;
  const seen = new Output(size);
  walk(image, seen);
  const { problems } = image;
  assert.ok(problems.length <= MAX_PROBLEMS, `${problems.length} problems`);
  for (const problem of problems) checkProblem(problem, size);
  for (const { offset, length } of image.tableRanges) checkRange(offset, length, size);
  // What is read twice grows the budget twice.
  const read = Math.min(budget.limit, BASE_WORK + 3 * size * WORK_PER_BYTE);
  assert.ok(budget.spent <= read, `${budget.spent} steps of work for ${size} bytes`);
  const memory = ALLOCATED_BASE + size * ALLOCATED_PER_BYTE;
  assert.ok(allocator.allocated <= memory, `${allocator.allocated} bytes of memory for ${size}`);
  assert.ok(image.bytes(0, size + 1) === undefined, 'no bytes beyond the image');
  if (report) exerciseReport(image);
  return { codes: new Set(problems.map(({ code }) => code)), rows: seen.rows };
}

function checkProblem(problem: Problem, size: number): void {
  const sentence = problemSentence(problem);
  assert.notEqual(sentence, problem.code, 'a sentence, not a code');
  // A name of the file may hold any word.
  assert.doesNotMatch(sentence.replaceAll(/“[^”]*”/g, ''), /undefined|NaN|\[object/);
  assert.ok(sentence.length < 2000, 'a sentence, not a book');
  if (problem.offset !== undefined) checkRange(problem.offset, problem.length ?? 0, size);
}

function checkRange(offset: number, length: number, size: number): void {
  assert.ok(Number.isSafeInteger(offset) && Number.isSafeInteger(length), `range ${offset}+${length}`);
  assert.ok(offset >= 0 && length >= 0 && offset + length <= size, `range ${offset}+${length} of ${size}`);
}

/** Counts what is shown, so that a few bytes cannot become an avalanche. */
class Output {
  rows = 0;
  #characters = 0;
  readonly #limit: number;

  constructor(size: number) {
    this.#limit = OUTPUT_BASE + size * OUTPUT_PER_BYTE;
  }

  row(...texts: readonly (string | undefined)[]): void {
    this.rows++;
    for (const text of texts) this.#characters += text?.length ?? 0;
    assert.ok(
      this.#characters + this.rows <= this.#limit,
      `output of ${this.rows} rows is out of proportion`,
    );
  }
}

function walk(image: ElfImage, seen: Output): void {
  each(image.segments, () => seen.row());
  each(image.sections, ({ name }) => seen.row(name));
  each(image.dynamic, ({ text }) => seen.row(text));
  each(image.relocations, (relocation) => seen.row(image.relocations.symbolName(relocation).slice(0, 256)));
  walkSymbols(image.symbols, seen);
  if (image.symtab !== undefined) walkSymbols(image.symtab, seen);
  for (const { name, parents } of image.versionDefinitions) seen.row(name, ...parents);
  for (const { file, versions } of image.versionNeeds) {
    seen.row(file);
    for (const { name } of versions) seen.row(name);
  }
  for (const { owner, meaning } of image.notes) {
    seen.row(owner, meaning?.kind === 'build-id' ? meaning.id : undefined);
  }
  for (const table of [image.sysvHash, image.gnuHash]) if (table !== undefined) walkHash(table, seen);
  if (image.gnuHash !== undefined) each(image.gnuHash.bloom, () => seen.row());
  if (image.mipsHash !== undefined) {
    each(image.mipsHash.chains, () => seen.row());
    if (image.mipsHash.translation !== undefined) each(image.mipsHash.translation, () => seen.row());
  }
  seen.row(image.soname, image.interpreter);
}

function walkSymbols(symbols: SymbolTable, seen: Output): void {
  const { sysv, gnu, hashed } = symbols.hashes();
  assert.ok(hashed <= symbols.length && sysv.length === gnu.length);
  each(symbols, ({ index, name }) => seen.row(name, symbols.version(index)?.name));
  for (const index of [-1, symbols.length, 2 ** 32, Number.NaN]) {
    assert.equal(symbols.name(index), '');
    assert.equal(symbols.version(index), undefined);
  }
}

function walkHash(table: SysvHashTable | GnuHashTable, seen: Output): void {
  each(table.chains, () => seen.row());
  each(table.buckets, () => seen.row());
  // A face follows the buckets that are on the screen.
  const shown = Math.min(table.buckets.length, 200);
  for (let bucket = 0; bucket < shown; bucket++) {
    const chain = table.chainOf(bucket);
    assert.equal(new Set(chain).size, chain.length, 'a chain names each symbol once');
  }
}

function each<Row>(table: Table<Row>, visit: (row: Row) => void): void {
  for (let index = 0; index < table.length; index++) {
    const row = table.at(index);
    if (row === undefined) assert.fail(`row ${index} of ${table.length} is missing`);
    visit(row);
  }
  assert.equal(table.at(-1), undefined);
  assert.equal(table.at(table.length), undefined);
}
