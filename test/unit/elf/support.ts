import assert from 'node:assert/strict';
import type { ByteSource } from '../../../src/elf/imageSource.ts';
import type { ElfImage } from '../../../src/elf/model.ts';
import { problemSentence } from '../../../src/elf/problems/english.ts';
import { type ReadOptions, readElf } from '../../../src/elf/readElf.ts';
import type { Table } from '../../../src/elf/table.ts';
import { memorySource } from '../../../src/sources/memorySource.ts';

export async function imageOf(source: Uint8Array | ByteSource, options?: ReadOptions): Promise<ElfImage> {
  const outcome = await readElf(source instanceof Uint8Array ? memorySource(source) : source, options);
  if (outcome.kind !== 'elf') assert.fail(problemSentence(outcome.problem));
  return outcome.image;
}

export function rows<Row>(table: Table<Row>): Row[] {
  return Array.from({ length: table.length }, (_, index) => {
    const row = table.at(index);
    assert.ok(row !== undefined);
    return row;
  });
}

export function codes(image: ElfImage): string[] {
  return image.problems.map(({ code }) => code);
}

export function namesOf({ symbols }: ElfImage): string[] {
  return Array.from({ length: symbols.length }, (_, index) => symbols.name(index));
}

/** A source that counts what is read, and in which `size` may be larger than what there is: the rest is 0. */
export class CountingSource implements ByteSource {
  readonly size: number;
  readonly reads: { offset: number; length: number }[] = [];
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, size = bytes.length) {
    this.#bytes = bytes;
    this.size = size;
  }

  get bytesRead(): number {
    return this.reads.reduce((sum, { length }) => sum + length, 0);
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    this.reads.push({ offset, length });
    const part = new Uint8Array(Math.min(length, this.size - offset));
    part.set(this.#bytes.subarray(offset, offset + length));
    return Promise.resolve(part);
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}
