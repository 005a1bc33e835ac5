/** The program that a process runs, through /proc/PID/exe: which libc or Go release it was built with. */
import { recognizeGo } from '../../consumers/goProgram/buildInfo.ts';
import { type ElfHeaders, readElfHeaders } from '../../elf/readHeaders.ts';
import type { FileReader } from '../../sources/fileReader.ts';
import { openFile } from '../../sources/fileSource.ts';
import { executablePath } from './runningProgram.ts';

/** "Go 1.27.4", "glibc", ...: what looks things up in the vDSO of its processes. */
export type Runtime =
  | { readonly kind: 'go'; readonly goVersion: string }
  | { readonly kind: 'libc'; readonly name: 'glibc' | 'musl' | 'bionic' | 'uClibc' }
  /** What it is, its memory tells (unpacked.ts); too much to read of every process. */
  | { readonly kind: 'packed'; readonly packer: string }
  /** Linked without a loader: its libc cannot be told from the headers. */
  | { readonly kind: 'static' };

/** Reads headers only, some kilobytes. Undefined where the program cannot be read or tells nothing. */
export async function recognizeProcess(files: FileReader, pid: number): Promise<Runtime | undefined> {
  try {
    const { source } = await openFile(files, executablePath(pid));
    try {
      const headers = await readElfHeaders(source);
      if (headers === undefined) return undefined;
      if (headers.packed !== undefined) return { kind: 'packed', packer: headers.packed.packer };
      const info = await recognizeGo(headers, source);
      return info === undefined ? libcOf(headers) : { kind: 'go', goVersion: info.goVersion };
    } finally {
      await source.dispose();
    }
  } catch {
    return undefined;
  }
}

/** Each libc brings a dynamic loader of its own name. */
const LOADERS = [
  ['musl', /\/ld-musl-/],
  ['uClibc', /\/ld(64)?-uClibc/],
  ['bionic', /\/linker(64)?$/],
  ['glibc', /\/ld-linux|\/ld64\.so|\/ld\.so\.1$/],
] as const;

export function libcOf({ interpreter }: ElfHeaders): Runtime | undefined {
  if (interpreter === undefined) return { kind: 'static' };
  const name = LOADERS.find(([, loader]) => loader.test(interpreter))?.[0];
  return name === undefined ? undefined : { kind: 'libc', name };
}
