import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { librarySource, libraryVersions, stubSource, stubVersions } from './assembly.ts';
import type { Target } from './targets.ts';
import { binutilsOf } from './targets.ts';

export interface CrossFiles {
  readonly folder: string;
  /** Paths by what they are. */
  readonly files: ReadonlyMap<string, string>;
  dispose(): void;
}

const SHARED = ['-shared', '-soname', 'libcross.so.1', '--version-script=library.map', '--build-id=sha1'];
const links: readonly [name: string, options: readonly string[]][] = [
  ['library with DT_HASH', [...SHARED, '--hash-style=sysv']],
  ['library with DT_GNU_HASH', [...SHARED, '--hash-style=gnu']],
  ['library with both hash tables', [...SHARED, '--hash-style=both']],
  ['library bound at once', [...SHARED, '-z', 'now', '-z', 'separate-code']],
  ['position-independent program', ['-pie', '-e', '_start', '--dynamic-linker', '/lib/ld.so.1']],
];

/** Assembles and links everything for one target, in a folder of its own. */
export function buildCross(target: Target): CrossFiles {
  const { as, ld } = binutilsOf(target);
  const folder = mkdtempSync(path.join(tmpdir(), `vdso-explorer-${target.name}-`));
  const files = new Map<string, string>();
  const out = (what: string, name: string) => files.set(what, path.join(folder, name));
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { cwd: folder });
  for (const [name, text] of [
    ['stub.s', stubSource],
    ['stub.map', stubVersions],
    ['library.s', librarySource(target)],
    ['library.map', libraryVersions],
  ] as const) {
    writeFileSync(path.join(folder, name), text);
  }
  run(as, '-o', 'stub.o', 'stub.s');
  run(as, '-o', 'library.o', 'library.s');
  run(ld, '-shared', '-soname', 'libstub.so.1', '--version-script=stub.map', '-o', 'libstub.so', 'stub.o');
  out('object file', 'library.o');
  out('library without needs', 'libstub.so');
  for (const [index, [what, options]] of links.entries()) {
    run(ld, ...options, '-o', `linked${index}`, 'library.o', 'libstub.so');
    out(what, `linked${index}`);
  }
  const relr = ['-z', 'pack-relative-relocs', '-o', 'relr.so', 'library.o', 'libstub.so'];
  const packed = spawnSync(ld, [...SHARED, ...relr], { cwd: folder, encoding: 'utf8' });
  // A port without RELR warns that it ignores the option.
  if (packed.status === 0 && packed.stderr === '') out('library with DT_RELR', 'relr.so');
  run(ld, '-r', '-o', 'partial.o', 'library.o', 'stub.o');
  out('object file linked from two', 'partial.o');
  return { folder, files, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}
