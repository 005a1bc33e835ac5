/** Go programs with damaged bytes: decoding ends, soon, with a table or without, and never with an error. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { readGoProgram } from '../../src/consumers/goProgram/goProgram.ts';
import { programFinding } from '../../src/consumers/goProgram/programFinding.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { processorMilliseconds } from '../support/processorTime.ts';
import { go, withGoProgram } from './go/build.ts';

const source = { 'main.go': { text: 'package main\n\nfunc main() { println("here") }\n' } };
/** The same damage in every run. */
const SEED = 12345;
const SLOWEST_MS = 5_000;

for (const [name, flags] of [
  ['with symbols', []],
  ['stripped', ['-ldflags=-s -w']],
  ['position-independent', ['-buildmode=pie', '-ldflags=-s -w']],
] as const) {
  test(`a damaged program ${name}`, { skip: go.skip }, async () => {
    const use = async ({ file }: { file: string }) => {
      const whole = new Uint8Array(await readFile(file));
      const places = await hotPlaces(whole);
      const random = lcg(SEED);
      let decoded = 0;
      for (let round = 0; round < 150; round++) {
        const bytes = whole.slice();
        for (let count = 1 + (random() % 4); count > 0; count--) {
          const [start, length] = places[random() % places.length] ?? [0, 64];
          bytes[start + (random() % length)] = [0, 0xff, 0x7f, random() & 255][random() % 4] ?? 0;
        }
        if (await decodes(round % 10 === 0 ? bytes.subarray(0, random() % bytes.length) : bytes)) decoded++;
      }
      assert.ok(decoded > 0, 'nothing was ever decoded');
    };
    await withGoProgram(source, 'amd64', use, flags);
  });
}

/** Headers, build information, and the table itself: elsewhere damage does nothing. */
async function hotPlaces(bytes: Uint8Array): Promise<readonly (readonly [number, number])[]> {
  const result = await readElf(memorySource(bytes));
  assert.ok(result.kind === 'elf');
  const { header, sections } = result.image;
  const places: [number, number][] = [
    [0, 64],
    [Number(header.phoff), header.phnum * 56],
    [Number(header.shoff), header.shnum * 64],
  ];
  for (let index = 0; index < sections.length; index++) {
    const section = sections.at(index);
    if (section === undefined || !/^\.(go\.buildinfo|data|rela|symtab|dynamic)$/.test(section.name)) continue;
    places.push([Number(section.offset), Math.min(Number(section.size), 4096)]);
  }
  return places;
}

async function decodes(bytes: Uint8Array): Promise<boolean> {
  let decoded = false;
  const took = await processorMilliseconds(async () => {
    decoded = await hasTable(bytes);
  });
  assert.ok(took < SLOWEST_MS, `${took} ms`);
  return decoded;
}

async function hasTable(bytes: Uint8Array): Promise<boolean> {
  const memory = memorySource(bytes);
  const result = await readElf(memory);
  if (result.kind !== 'elf') return false;
  const program = await readGoProgram(result.image, memory);
  if (program !== undefined) {
    programFinding(program, { kind: 'own', image: result.image, base: 0x7f000000n });
  }
  return program?.table !== undefined;
}

/** Numerical Recipes' generator, 31 bits. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 1;
  };
}
