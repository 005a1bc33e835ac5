/**
 * Go's own lookup, compiled from the installed Go source tree, run on built images. Only little-endian
 * tables can run here: a 64-bit program takes any 64-bit GOARCH's table, a 32-bit one 386's and arm's.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findQemu } from '../../../scripts/setup/qemuUser.mjs';
import type { CatalogArch, CatalogKey } from '../../../src/consumers/model.ts';
import { i386Skip } from '../../support/elf32Programs.ts';
import { goCommand, withGoProgram } from './build.ts';

export interface GoImage {
  readonly base: bigint;
  readonly bytes: Uint8Array;
}

export type GoResult =
  | { readonly kind: 'ok'; readonly addresses: ReadonlyMap<string, bigint> }
  | { readonly kind: 'panic'; readonly text: string }
  | { readonly kind: 'hang' };

/** Path in the installed Go source tree. */
export async function goSource(file: string): Promise<string> {
  const root = (await goCommand(['env', 'GOROOT'], tmpdir())).trim();
  return path.join(root, 'src/runtime', file);
}

/** Builds the lookup with a table: of the installed Go (a path below src/runtime) or written out. */
export async function withGoLookup(
  width: 32 | 64,
  table: { readonly file: string } | { readonly text: string },
  use: (run: (images: readonly GoImage[]) => Promise<GoResult[]>) => Promise<void>,
): Promise<void> {
  const harness = path.join(import.meta.dirname, 'lookupHarness.go.txt');
  const files = {
    'main.go': { from: harness },
    'lookup.go': { text: await asMain('vdso_linux.go') },
    'elf.go': { text: await asMain(`vdso_elf${width}.go`) },
    'table.go': 'file' in table ? { text: await asMain(table.file) } : table,
  };
  const emulator = width === 32 && (await i386Skip()) !== false ? [i386Emulator()] : [];
  await withGoProgram(files, width === 64 ? 'amd64' : '386', (program) =>
    use((images) => runAll([...emulator, program.file], images)),
  );
}

/** For kernels that run no i386 programs. */
function i386Emulator(): string {
  const qemu = findQemu('i386');
  if (qemu === undefined) throw new Error('Neither this kernel nor QEMU can run a 386 program here.');
  return qemu;
}

/** A table as Go source, in the manner of vdso_linux_<GOARCH>.go. */
export function goTable(width: 32 | 64, arch: CatalogArch, keys: readonly CatalogKey[]): string {
  const rows = keys.map(
    ({ symbol, sourceSysvHash, sourceGnuHash }, i) =>
      `\t{"${symbol}", ${sourceSysvHash}, ${sourceGnuHash}, &addresses[${i}]},`,
  );
  return [
    'package main',
    `const vdsoArrayMax = 1<<${width === 64 ? 50 : 31} - 1`,
    `var vdsoLinuxVersion = vdsoVersionKey{"${arch.version?.name}", ${arch.version?.sourceHash}}`,
    `var addresses [${keys.length}]uintptr`,
    'var vdsoSymbolKeys = []vdsoSymbolKey{',
    ...rows,
    '}',
    '',
  ].join('\n');
}

/** A file of package runtime as one of package main, for every architecture. */
async function asMain(file: string): Promise<string> {
  const text = await readFile(await goSource(file), 'utf8');
  return text
    .replace(/^package runtime$/m, 'package main')
    .replace(/^\/\/go:build.*$|^\/\/ \+build.*$|^\/\/go:linkname.*$/gm, '');
}

/** A program that met an endless search is gone; another one takes up the rest. */
async function runAll(command: readonly string[], images: readonly GoImage[]): Promise<GoResult[]> {
  const results: GoResult[] = [];
  while (results.length < images.length) {
    const more = await runOnce(command, images.slice(results.length));
    if (more.length === 0) throw new Error('the Go program said nothing');
    results.push(...more);
  }
  return results;
}

async function runOnce(
  [program = '', ...args]: readonly string[],
  images: readonly GoImage[],
): Promise<GoResult[]> {
  const child = spawn(program, args, { env: { GODEBUG: 'invalidptr=0' }, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  // The program may end before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(
    images.map(({ base, bytes }) => `${base} ${Buffer.from(bytes).toString('hex')}\n`).join(''),
  );
  const [code] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`the Go program ended with ${code}: ${output.slice(-300)} ${errors.slice(0, 2000)}`);
  return output.trimEnd().split('\n').map(parse);
}

function parse(line: string): GoResult {
  if (line === 'hang') return { kind: 'hang' };
  if (line.startsWith('panic ')) return { kind: 'panic', text: line.slice(6) };
  const addresses = new Map<string, bigint>();
  for (const pair of line.split(' ').slice(1)) {
    const [name = '', value = '0'] = pair.split('=');
    addresses.set(name, BigInt(value));
  }
  return { kind: 'ok', addresses };
}
