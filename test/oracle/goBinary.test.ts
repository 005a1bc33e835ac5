/**
 * The vDSO table decoded from Go programs, for every GOARCH that the installed Go compiles to, with and
 * without symbols, against the source it was compiled from, `go tool nm` and `go version -m`.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { type GoProgram, readGoProgram } from '../../src/consumers/goProgram/goProgram.ts';
import { readElf } from '../../src/elf/readElf.ts';
import { readElfHeaders } from '../../src/elf/readHeaders.ts';
import { openFile } from '../../src/sources/fileSource.ts';
import { nodeFiles } from '../../src/sources/nodeFiles.ts';
import { notLinux } from '../support/machine.ts';
import { go, goCommand, goRelease, type Program, withGoProgram } from './go/build.ts';

const source = { 'main.go': { text: 'package main\n\nfunc main() { println("here") }\n' } };
const STRIPPED = ['-ldflags=-s -w'];
const PIE = ['-buildmode=pie'];

/** GOARCH and its source file; those without a file use no vDSO. */
const arches = [
  ['amd64', 'amd64'],
  ['386', '386'],
  ['arm', 'arm'],
  ['arm64', 'arm64'],
  ['loong64', 'loong64'],
  ['mips64', 'mips64x'],
  ['mips64le', 'mips64x'],
  ['ppc64', 'ppc64x'],
  ['ppc64le', 'ppc64x'],
  ['riscv64', 'riscv64'],
  ['s390x', 's390x'],
] as const;

for (const [goarch, file] of arches) {
  test(`a ${goarch} program's table is that of its source`, { skip: go.skip }, async () => {
    const expected = await tableOfSource(file);
    await withGoProgram(source, goarch, async (program) => {
      const decoded = await decode(program.file);
      assert.equal(decoded.table?.foundBy, 'symbols');
      assert.deepEqual(tableOf(decoded), expected);
      for (const key of decoded.table.keys) {
        const name = decoded.table.variables.get(key.target);
        assert.equal(await program.addressOf(`runtime.${name}`), BigInt(key.target), name);
      }
      await checkVersion(decoded, program);
    });
    await withGoProgram(
      source,
      goarch,
      async (program) => {
        const decoded = await decode(program.file);
        assert.equal(decoded.table?.foundBy, 'pattern');
        assert.deepEqual(tableOf(decoded), expected);
        await checkVersion(decoded, program);
      },
      STRIPPED,
    );
  });
}

for (const goarch of ['amd64', 'arm64']) {
  test(`a position-independent ${goarch} program is decoded as well`, { skip: go.skip }, async () => {
    const expected = await tableOfSource(goarch);
    for (const flags of [PIE, [...PIE, ...STRIPPED]]) {
      const use = async (program: Program) => assert.deepEqual(tableOf(await decode(program.file)), expected);
      await withGoProgram(source, goarch, use, flags);
    }
  });
}

test('a mips program is recognised, and uses no vDSO', { skip: go.skip }, async () => {
  await withGoProgram(source, 'mips', async (program) => {
    const decoded = await decode(program.file);
    assert.equal(decoded.table, undefined);
    assert.equal(decoded.usesVdso, false);
    await checkVersion(decoded, program);
  });
});

test('what is no Go program is none', { skip: notLinux }, async () => {
  assert.equal(await decodeIfGo(process.execPath), undefined);
});

async function decode(file: string): Promise<GoProgram> {
  const decoded = await decodeIfGo(file);
  assert.ok(decoded !== undefined, 'not recognised as a Go program');
  return decoded;
}

async function decodeIfGo(file: string): Promise<GoProgram | undefined> {
  const { source: bytes } = await openFile(nodeFiles, file);
  try {
    const result = await readElf(bytes);
    assert.ok(result.kind === 'elf');
    // The headers alone say the same of it, which is what the list of processes goes by.
    const headers = await readElfHeaders(bytes);
    assert.equal(headers?.interpreter, result.image.interpreter);
    assert.deepEqual(headers?.header, result.image.header);
    return await readGoProgram(result.image, bytes);
  } finally {
    await bytes.dispose();
  }
}

async function checkVersion(decoded: GoProgram, program: Program): Promise<void> {
  assert.equal(decoded.goVersion, `go${await goRelease()}`);
  const listing = await goCommand(['version', '-m', program.file], tmpdir());
  assert.match(listing, new RegExp(`: ${decoded.goVersion}\\n`));
  assert.match(listing, new RegExp(`\\tpath\\t${decoded.path}\\n`));
}

interface Table {
  readonly version: readonly [name: string, hash: number];
  readonly keys: readonly (readonly [variable: string, symbol: string, sysv: number, gnu: number])[];
}

function tableOf({ consumer }: GoProgram): Table {
  const arch = consumer.arches[0];
  return {
    version: [arch?.version?.name ?? '', arch?.version?.sourceHash ?? 0],
    keys: (arch?.keys ?? []).map((key) => [
      key.variable ?? '',
      key.symbol,
      key.sourceSysvHash ?? 0,
      key.sourceGnuHash ?? 0,
    ]),
  };
}

async function tableOfSource(name: string): Promise<Table> {
  const root = (await goCommand(['env', 'GOROOT'], tmpdir())).trim();
  const text = await readFile(path.join(root, `src/runtime/vdso_linux_${name}.go`), 'utf8');
  const version = /vdsoVersionKey\{"(\w[\w.]*)", (0x[0-9a-f]+)\}/.exec(text);
  const keys = [...text.matchAll(/\{"(\w+)", (0x[0-9a-f]+), (0x[0-9a-f]+), &(\w+)\}/g)];
  assert.ok(version !== null && keys.length > 0, `nothing found in the source for ${name}`);
  return {
    version: [version[1] ?? '', Number(version[2])],
    keys: keys.map(([, symbol = '', sysv, gnu, variable = '']) => [
      variable,
      symbol,
      Number(sysv),
      Number(gnu),
    ]),
  };
}
