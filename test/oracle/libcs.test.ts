/**
 * What glibc and musl hold after start-up, read by static programs out of themselves, against the replay: on the
 * live image, and on QEMU's own image, whole and altered.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { consumerById } from '../../src/consumers/catalog/index.ts';
import { MappedImage } from '../../src/consumers/lookup/mappedImage.ts';
import type { CatalogConsumer, ConsumerFinding } from '../../src/consumers/model.ts';
import { evaluateConsumer } from '../../src/consumers/verdict/evaluate.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { openLive } from '../../src/sources/liveImage.ts';
import { memorySource } from '../../src/sources/memorySource.ts';
import { nodeProcFs } from '../../src/sources/nodeProcFs.ts';
import { tool } from '../support/tool.ts';
import { glibcRelease, muslRelease } from './libcReleases.ts';
import { type Held, heldBy } from './qemu/run.ts';
import { qemuSkip, variants, withQemu } from './qemu/vdsoInside.ts';

const run = promisify(execFile);
const x86 = process.platform === 'linux' && process.arch === 'x64';
const gcc = tool('GCC');
const muslGcc = tool('musl-gcc');

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

interface Libc {
  readonly id: string;
  readonly compiler: string;
  readonly skip: string | false;
  /** The libc's own variables, in a static program's symbol table. */
  readonly variable: RegExp;
  readonly release: () => Promise<string>;
  /** The key that a variable belongs to; undefined where the variable does not say. */
  readonly keyOf: (variable: string) => string | undefined;
}

const libcs: readonly Libc[] = [
  {
    id: 'glibc',
    compiler: gcc.path,
    skip: gcc.skip,
    variable: /^_dl_vdso_/,
    release: glibcRelease,
    keyOf: (variable) => `GLRO(${variable.slice(1)})`,
  },
  {
    id: 'musl',
    compiler: muslGcc.path,
    skip: muslGcc.skip,
    variable: /^vdso_func/,
    release: muslRelease,
    // Two static variables of one name: what they hold is compared as a set.
    keyOf: () => undefined,
  },
];

for (const libc of libcs) {
  const skip = x86 ? libc.skip : 'static programs for x86-64 do not run here';

  test(`${libc.id} holds what we predict on the live image`, { skip }, async () => {
    const { source: bytes } = await openLive(nodeProcFs);
    const image = await bytes.read(0, bytes.size);
    await withProgram(libc, async (program) => {
      const held = await heldBy(program.file, program.addresses);
      await compare(libc, image, held, program.names, 'live');
    });
  });

  test(
    `${libc.id} holds what we predict on QEMU's image, whole and altered`,
    { skip: skip || qemuSkip(['x86_64']) },
    () =>
      withProgram(libc, async (program) => {
        for (const variant of variants) {
          await withQemu('x86_64', variant, async (qemu) => {
            const held = await heldBy(qemu.program, [program.file, ...program.addresses]);
            await compare(libc, qemu.image, held, program.names, variant);
          });
        }
      }),
  );
}

interface Program {
  readonly file: string;
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

async function withProgram(libc: Libc, use: (program: Program) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-libc-'));
  try {
    const file = path.join(folder, 'program');
    await writeFile(`${file}.c`, source);
    await run(libc.compiler, ['-static', '-no-pie', '-w', '-o', file, `${file}.c`]);
    const { stdout } = await run('nm', [file]);
    const symbols = stdout.split('\n').map((line) => line.split(' '));
    const variables = symbols.filter(([, , name = '']) => libc.variable.test(name));
    assert.ok(variables.length > 1, stdout);
    const names = variables.map(([, , name = '']) => name);
    await use({ file, names, addresses: variables.map(([address = '']) => address) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(
  libc: Libc,
  bytes: Uint8Array,
  held: Held | undefined,
  names: readonly string[],
  what: string,
): Promise<void> {
  assert.ok(held !== undefined, `${libc.id} crashed: ${what}`);
  const release = await libc.release();
  const outcome = await readElf(memorySource(bytes));
  assert.ok(outcome.kind === 'elf');
  const memory = new MappedImage(outcome.image, held.base);
  const finding = evaluateConsumer(outcome.image, memory, inStaticProgram(libc.id), release);
  assert.equal(finding.arch, 'x86_64');
  const offsets = held.values.map((value) => (value === 0n ? 0n : value - held.base));
  const expected = predictions(finding, held.base);
  for (const [i, name] of names.entries()) {
    const key = libc.keyOf(name);
    if (key !== undefined) assert.equal(offsets[i], expected.get(key), `${what}: ${name}`);
  }
  assert.deepEqual(sorted(offsets), sorted([...expected.values()]), what);
  console.log(
    `${libc.id} ${release}, ${what}: ${finding.outcome}, as predicted; ${offsets.map((each) => `0x${each.toString(16)}`).join(' ')}`,
  );
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
