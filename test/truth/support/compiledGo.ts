/** A shim in Go: upstream's files in a module of upstream's name, with stand-ins for what lies outside them. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { cache, sourcesOf } from './archive.ts';
import { newestGo } from './goPackages.ts';

const run = promisify(execFile);

/** Where that toolchain was unpacked; undefined where it could not be had. */
export async function goRoot(): Promise<string | undefined> {
  const toolchain = await sourcesOf(newestGo);
  return toolchain && path.join(toolchain.folder, 'usr/lib', `go-${newestGo.release}`);
}

/** What the files take from other packages of the module, and from other modules. */
const standIns: Readonly<Record<string, string>> = {
  'internal/unix/standIn.go': `package unix

import (
	"bytes"
	"syscall"
)

const EACCES = syscall.EACCES

func ByteSliceToString(text []byte) string {
	before, _, _ := bytes.Cut(text, []byte{0})
	return string(before)
}
`,
  'internal/constraints/standIn.go': `package constraints

type Integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}
`,
};

const auxv = `
type auxvPairReader interface {
	Close() error
	ReadAuxvPair() (uint64, uint64, error)
}

const (
	_AT_NULL         = 0
	_AT_SYSINFO_EHDR = 33
)

func newAuxvRuntimeReader() (auxvPairReader, error) { return nil, io.EOF }
`;

/** @param own the folder of the file with the search, below internal/ */
export async function compileGo(shim: string, sources: string, made: string): Promise<void> {
  const root = await goRoot();
  if (root === undefined) throw new Error('no Go toolchain');
  const folder = await mkdtemp(path.join(tmpdir(), 'vdso-explorer-go-'));
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };
  try {
    const own = existsSync(path.join(sources, 'internal/linux/vdso.go')) ? 'linux' : '';
    const name = own === '' ? 'internal' : own;
    await write('go.mod', 'module github.com/cilium/ebpf\n\ngo 1.24\n');
    for (const [file, text] of Object.entries(standIns)) await write(file, text);
    for (const file of ['internal/elf.go', 'internal/align.go', 'internal/math.go']) {
      const text = await readFile(path.join(sources, file), 'utf8').catch(() => undefined);
      if (text !== undefined)
        await write(file, text.replace('golang.org/x/exp/', 'github.com/cilium/ebpf/internal/'));
    }
    const file = path.join('internal', own, 'vdso.go');
    await write(file, await readFile(path.join(sources, file), 'utf8'));
    const outside = own === '' ? '\nvar NativeEndian = binary.LittleEndian\n' : auxv;
    const imports = own === '' ? '"encoding/binary"\n\t"io"' : '"io"';
    await write(
      path.join('internal', own, 'lookUp.go'),
      `package ${name}\n\nimport (\n\t${imports}\n)\n${outside}\nfunc LookUp(r io.ReaderAt) (uint32, error) { return vdsoLinuxVersionCode(r) }\n`,
    );
    const main = await readFile(shim, 'utf8');
    await write('truth/main.go', main.replace('internal/PACKAGE', path.join('internal', own)));
    const env = {
      ...process.env,
      GOROOT: root,
      GOCACHE: path.join(cache, 'go-build', newestGo.release),
      GOTOOLCHAIN: 'local',
      GOFLAGS: '-mod=mod',
      GOPROXY: 'off',
      CGO_ENABLED: '0',
    };
    const command = [path.join(root, 'bin/go'), 'build', '-p', '1', '-o', 'program', './truth'];
    await run('nice', ['-n', '5', ...command], { cwd: folder, env, timeout: 280_000 });
    await copyFile(path.join(folder, 'program'), made);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
