// Shared libraries of any number of versioned dynamic symbols, assembled and linked when first asked for and kept
// under out/bench. Names look like C++: long, with long prefixes in common, which is what sorting and hashing meet
// in real libraries of this size.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../../test/support/workbench/paths.ts';

const folder = path.join(projectRoot, 'out/bench');
/** Raised when the sources below change. */
const GENERATION = 1;
const VERSIONS = 8;

export interface LibraryShape {
  readonly symbols: number;
  /** Bytes of a section that no table needs: what code and debug information are in a real library. */
  readonly padding?: number;
}

/** Path of a library with both hash tables; `symbols` + 1 + its version names are in .dynsym. */
export async function library({ symbols, padding = 0 }: LibraryShape): Promise<string> {
  const file = path.join(folder, `lib${symbols}-${padding}-v${GENERATION}.so`);
  if (existsSync(file)) return file;
  await mkdir(folder, { recursive: true });
  const base = `${file}.${process.pid}`;
  const parts = { source: `${base}.s`, script: `${base}.map`, object: `${base}.o`, linked: `${base}.so` };
  await writeFile(parts.source, assembly(symbols, padding));
  await writeFile(parts.script, versionScript());
  execFileSync('as', ['-o', parts.object, parts.source]);
  const styles = ['--hash-style=both', '--build-id', '-s', '-soname', 'libbench.so.1'];
  execFileSync('ld', [
    '-shared',
    ...styles,
    `--version-script=${parts.script}`,
    '-o',
    parts.linked,
    parts.object,
  ]);
  await rename(parts.linked, file);
  for (const part of [parts.source, parts.script, parts.object]) await rm(part);
  return file;
}

function assembly(symbols: number, padding: number): string {
  const lines = ['.text'];
  for (let i = 0; i < symbols; i++) {
    const name = `_ZN7library${i % VERSIONS}6module${(i % 997) + 1000}8function${scattered(i)}Ev`;
    const type = i % 16 === 15 ? '@object' : '@function';
    lines.push(
      `${i % 10 === 9 ? '.weak' : '.globl'} ${name}`,
      `.type ${name},${type}`,
      `.size ${name},${(i % 97) + 1}`,
    );
    lines.push(`${name}:`, '.skip 16');
  }
  if (padding > 0) lines.push('.section .padding,"",@progbits', `.zero ${padding}`);
  return `${lines.join('\n')}\n`;
}

/** Seven digits in no order: a bijection of 0..9,999,999, so that names stay different. */
function scattered(i: number): string {
  return String((i * 7_654_321) % 10_000_000).padStart(7, '0');
}

function versionScript(): string {
  const nodes = Array.from({ length: VERSIONS }, (_, i) => {
    const parent = i === 0 ? '' : ` BENCH_${i}.0`;
    return `BENCH_${i + 1}.0 { global: _ZN7library${i}*;${i === 0 ? ' local: *;' : ''} }${parent};`;
  });
  return `${nodes.join('\n')}\n`;
}
