/** A preview of a hostile image: it ends, in bounds, and shows of a sound image what the whole shows. */
import assert from 'node:assert/strict';
import { shown } from '../../src/elf/bytes/printable.ts';
import type { ByteSource } from '../../src/elf/imageSource.ts';
import type { ElfImage } from '../../src/elf/model.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { Allocator } from '../../src/elf/reading/allocation.ts';
import { Budget } from '../../src/elf/reading/budget.ts';
import { MAX_NAME_BYTES } from '../../src/elf/strings/stringTable.ts';

const ROWS = 40;
/** Bytes of memory for a window: its entries, its names and what lies between them. */
const ALLOCATED_BASE = 1 << 20;
const ALLOCATED_PER_BYTE = 8;

/** Whether the image was previewed at. `source` may be read several times. */
export async function exercisePreview(source: ByteSource): Promise<boolean> {
  const [budget, allocator] = [new Budget(), new Allocator()];
  const outcome = await readElf(source, { preview: 1, firstRead: 64, budget, allocator });
  if (outcome.kind !== 'elf' || outcome.image.preview === undefined) return false;
  const { image } = outcome;
  const { symbols } = image;
  assert.deepEqual(image.problems, [], 'nothing was checked');
  const loaded: number[] = [];
  for (const start of [0, Math.max(0, symbols.length - ROWS), symbols.length, 2 ** 31]) {
    const rows = Math.max(0, Math.min(ROWS, symbols.length - start));
    try {
      await image.preview?.load(start, ROWS);
    } catch (error) {
      // Too long, too many, or not there: the whole is shown instead.
      assert.ok(error instanceof Error);
      continue;
    }
    for (let index = start; index < start + rows; index++) loaded.push(index);
  }
  for (const index of loaded) assert.ok(symbols.name(index).length <= 4096);
  for (const index of [-1, symbols.length, Number.NaN]) assert.equal(symbols.at(index), undefined);
  assert.ok(
    allocator.allocated <= ALLOCATED_BASE + source.size * ALLOCATED_PER_BYTE,
    `${allocator.allocated} bytes`,
  );
  const whole = await readElf(source);
  if (whole.kind !== 'elf') assert.fail('the whole is read as well');
  if (whole.image.problems.length === 0) compareRows(image, whole.image, loaded);
  return true;
}

export function compareRows(previewed: ElfImage, whole: ElfImage, rows: readonly number[]): void {
  assert.equal(previewed.soname, whole.soname);
  assert.equal(previewed.symbols.length, whole.symbols.length);
  assert.deepEqual(previewed.symbols.range, whole.symbols.range);
  assert.deepEqual(previewed.versionDefinitions, whole.versionDefinitions);
  assert.deepEqual(previewed.versionNeeds, whole.versionNeeds);
  for (const index of rows) assert.deepEqual(rowOf(previewed, index), rowOf(whole, index), `row ${index}`);
}

/** All that the columns of a table tell of a symbol. */
function rowOf({ symbols }: ElfImage, index: number) {
  const { sysv, gnu } = symbols.hashes();
  const copy = new Uint8Array(MAX_NAME_BYTES);
  const end = symbols.copyName(index, copy, 0);
  return {
    symbol: symbols.at(index),
    name: symbols.name(index),
    // Where it is not copied, the text is taken.
    copied: end < 0 ? shown(symbols.name(index)) : new TextDecoder().decode(copy.subarray(0, end)),
    nameOffset: symbols.nameOffset(index),
    nameBytes: [...symbols.nameBytes(index)],
    value: symbols.value(index),
    size: symbols.symbolSize(index),
    info: symbols.info(index),
    other: symbols.other(index),
    shndx: symbols.shndx(index),
    sectionIndex: symbols.sectionIndex(index),
    versym: symbols.versym(index),
    version: symbols.version(index),
    hashes: [sysv[index], gnu[index]],
  };
}
