/**
 * Where instructions begin, against the newest llvm-objdump, in the system's libraries and in what is assembled for other
 * machines: each encoding at which the two differ stands in a list, with whose it is and how often it may be.
 * A sample; with ORACLE_KERNELS=all every library.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { tool } from '../support/tool.ts';
import { compareBoundaries, type Difference } from './encodings/boundaries.ts';
import { type KnownDifference, knownDifferences } from './encodings/differences.ts';

const objdump = tool('llvm-objdump');
const gnu = tool('GNU readelf');
const all = process.env['ORACLE_KERNELS'] === 'all';
const seen: Difference[] = [];
let instructions = 0;

const known = new Map<string, KnownDifference>(
  knownDifferences.flatMap((entry) =>
    Object.keys(entry.most).map((what) => [`${entry.family} ${what}`, entry] as const),
  ),
);
const keyOf = ({ family, what }: Difference): string => `${family} ${what}`;

async function compare(file: string, args: readonly string[], most: number): Promise<void> {
  const bytes = await readFile(file);
  let found = await compareBoundaries(bytes, file, [objdump.path, ...args], most);
  // LLVM 22's shows no instruction of Debian's libc and libm.
  if (found.instructions === 0 && !gnu.skip && args.length === 0)
    found = await compareBoundaries(bytes, file, ['objdump'], most);
  instructions += found.instructions;
  seen.push(...found.differences);
  const unknown = found.differences.filter((each) => !known.has(keyOf(each)));
  assert.deepEqual(
    unknown.map((each) => `${keyOf(each)}: ${each.place}`),
    [],
  );
}

/** Bytes; larger libraries take objdump minutes. */
const LARGEST = 6 << 20;
const FUNCTIONS = all ? 400 : 40;

function libraries(): string[] {
  const sample = ['libstdc++.so.6', 'libcrypto.so.3', 'libz.so.1', 'libm.so.6'];
  const native = [`/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`];
  const foreign = ['i686', 'mips', 's390x'].map((machine) => `/usr/${machine}-linux-gnu/lib`);
  const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
  const chosen = all
    ? [...native, ...foreign].flatMap((folder) =>
        names(folder)
          .filter((name) => /\.so(\.|$)/.test(name))
          .map((name) => path.join(folder, name)),
      )
    : [
        ...native.flatMap((folder) => sample.map((name) => path.join(folder, name))),
        ...foreign.flatMap((folder) => ['libc.so.6', 'libm.so.6'].map((name) => path.join(folder, name))),
      ];
  const files = chosen.filter((file) => existsSync(file)).map((file) => realpathSync(file));
  return [...new Set(files)].filter((file) => statSync(file).isFile() && statSync(file).size < LARGEST);
}

for (const file of libraries())
  test(`${file}: instructions begin where LLVM's do`, { skip: objdump.skip }, async () => {
    const magic = (await readFile(file)).subarray(0, 4);
    if (magic.toString('latin1') === '\x7fELF') await compare(file, [], FUNCTIONS);
  });

/** Sources of encodings/assembled: LLVM's triple, and what its assembler and objdump are to know. */
const assembled: Readonly<Record<string, readonly [triple: string, ...knowing: string[]]>> = {
  aarch64: ['aarch64-linux-gnu', '-mattr=+all'],
  riscv64: [
    'riscv64-linux-gnu',
    '-mattr=+a,+c,+d,+v,+zba,+zbb,+zbc,+zbs,+zicond,+zicbom,+zicboz,+zicbop,+zawrs,+zfh,+zkn,+zks,+zihintpause,+zacas',
  ],
  powerpc64le: ['powerpc64le-linux-gnu', '-mcpu=pwr10'],
  s390x: ['s390x-linux-gnu', '-mcpu=z16'],
  mips64el: ['mips64el-linux-gnuabi64', '-mcpu=mips64r2', '-mattr=+dsp'],
  mips64r6: ['mips64el-linux-gnuabi64', '-mcpu=mips64r6', '-mattr=+crc'],
  arm: ['armv8.2a-linux-gnueabihf', '-mattr=+crypto,+neon,+crc,+fp-armv8'],
  i686: ['i686-linux-gnu'],
  x86_64: ['x86_64-linux-gnu'],
};
const assembler = objdump.path.replace('objdump', 'mc');
const noAssembler = objdump.skip || (existsSync(assembler) ? false : 'llvm-mc is not installed');

for (const [name, [triple, ...knowing]] of Object.entries(assembled))
  test(`assembled for ${name}: instructions begin where LLVM's do`, { skip: noAssembler }, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-encodings-'));
    try {
      const object = path.join(folder, `${name}.o`);
      const source = path.join(import.meta.dirname, `encodings/assembled/${name}.s`);
      execFileSync(assembler, [`-triple=${triple}`, ...knowing, '-filetype=obj', '-o', object, source]);
      const args = [`--triple=${triple}`, ...knowing.map((each) => each.replace(/^-m/, '--m'))];
      await compare(object, args, 0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

after(() => {
  const counted = new Map<string, number>();
  for (const each of seen) counted.set(keyOf(each), (counted.get(keyOf(each)) ?? 0) + 1);
  console.log(`instructions compared: ${instructions}`);
  for (const [what, count] of [...counted].sort())
    console.log(`${what}: ${count} (${known.get(what)?.whose ?? 'nobody’s yet'})`);
});

test('no known difference is met more often than its list says', { skip: noAssembler }, () => {
  for (const { family, most, perMillion = 0 } of knownDifferences)
    for (const [what, sample] of Object.entries(most)) {
      const count = seen.filter((each) => keyOf(each) === `${family} ${what}`).length;
      const limit = all ? Math.max(sample, Math.ceil((instructions / 1e6) * perMillion)) : sample;
      assert.ok(count <= limit, `${family} ${what}: ${count}, and ${limit} at most`);
    }
});
