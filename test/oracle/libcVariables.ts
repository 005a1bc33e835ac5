/** What a static program's libc holds after start-up, read by the program out of itself, against the replay. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { consumerById } from '../../src/consumers/catalog/index.ts';
import { MappedImage } from '../../src/consumers/lookup/mappedImage.ts';
import type { CatalogConsumer, ConsumerFinding } from '../../src/consumers/model.ts';
import { evaluateConsumer } from '../../src/consumers/verdict/evaluate.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import type { Held } from './qemu/run.ts';

const run = promisify(execFile);

/** Prints AT_SYSINFO_EHDR and the words at the addresses it is given, after the first use of each function. */
const source = `
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/time.h>
#include <time.h>
int main(int argc, char **argv) {
  struct timespec now;
  struct timeval day;
  clock_gettime(CLOCK_MONOTONIC, &now);
  gettimeofday(&day, 0);
  sched_getcpu();
  printf("%lx\\n", getauxval(33));
  for (int i = 1; i < argc; i++) printf("%lx\\n", *(unsigned long *)strtoul(argv[i], 0, 16));
}
`;

export interface Libc {
  readonly id: string;
  /** The catalogue's port. */
  readonly arch: string;
  readonly compiler: string;
  /** binutils' nm for its programs. */
  readonly nm: string;
  /** The libc's own variables, in a static program's symbol table. */
  readonly variable: RegExp;
  readonly release: () => Promise<string>;
  /** The key that a variable belongs to; undefined where the variable does not say. */
  readonly keyOf: (variable: string) => string | undefined;
}

export interface Program {
  readonly file: string;
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

export async function withLibcProgram(libc: Libc, use: (program: Program) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-libc-'));
  try {
    const file = path.join(folder, 'program');
    await writeFile(`${file}.c`, source);
    await run(libc.compiler, ['-static', '-no-pie', '-w', '-o', file, `${file}.c`]);
    const { stdout } = await run(libc.nm, [file]);
    const symbols = stdout.split('\n').map((line) => line.split(' '));
    const variables = symbols.filter(([, , name = '']) => libc.variable.test(name));
    assert.ok(variables.length > 1, stdout);
    const names = variables.map(([, , name = '']) => name);
    await use({ file, names, addresses: variables.map(([address = '']) => address) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns the catalogue's finding, which was right */
export async function compareHeld(
  libc: Libc,
  bytes: Uint8Array,
  held: Held | undefined,
  names: readonly string[],
  what: string,
): Promise<ConsumerFinding> {
  assert.ok(held !== undefined, `${libc.id} crashed: ${what}`);
  const release = await libc.release();
  const outcome = await readElf(memorySource(bytes));
  assert.ok(outcome.kind === 'elf');
  const memory = new MappedImage(outcome.image, held.base);
  const finding = evaluateConsumer(outcome.image, memory, inStaticProgram(libc.id), release);
  assert.equal(finding.arch, libc.arch);
  const offsets = held.values.map((value) => (value === 0n ? 0n : value - held.base));
  const expected = predictions(finding, held.base);
  for (const [i, name] of names.entries()) {
    const key = libc.keyOf(name);
    if (key !== undefined) assert.equal(offsets[i], expected.get(key), `${what}: ${name}`);
  }
  assert.deepEqual(sorted(offsets), sorted([...expected.values()]), what);
  console.log(
    `${libc.id} ${release}, ${libc.arch}, ${what}: ${finding.outcome}, as predicted; ${offsets.map((each) => `0x${each.toString(16)}`).join(' ')}`,
  );
  return finding;
}

/**
 * The catalogue is about dynamic programs, in which glibc up to 2.40 looks some functions up once the version tables
 * are set up. A static program sets none up and compares no node.
 */
function inStaticProgram(id: string): CatalogConsumer {
  const consumer = consumerById(id);
  assert.ok(consumer !== undefined);
  const arches = consumer.arches.map((arch) => ({
    ...arch,
    keys: arch.keys.map(({ nodeCompared: _, ...key }) => key),
  }));
  return { ...consumer, arches };
}

/** Offsets in the image by variable, 0 for what is not found. */
function predictions(finding: ConsumerFinding, base: bigint): ReadonlyMap<string, bigint> {
  return new Map(
    finding.keys.map(({ variable = '', address }) => [variable, address === undefined ? 0n : address - base]),
  );
}

function sorted(values: readonly bigint[]): readonly bigint[] {
  return [...values].sort((a, b) => Number(a - b));
}
